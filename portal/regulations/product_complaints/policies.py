"""Where the copies differ: one policy for each that has forms of its own. R02 is carried out on R10's."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Policy:
    """How one copy of the text is carried out.

    `prefix` begins the codes of its forms, `slug` the names of its parameters. `group` is what the unit that
    registers, watches and decides liability is called; `part_no` says whether a product is known by its part
    number (else by its batch); `found` are the cells that manufacturing fills after its investigation.
    """

    regulation: str
    prefix: str
    slug: str
    group: str
    part_no: bool
    found: tuple[str, ...]

    def code(self, number: str) -> str:
        """The code of a form: F10-2."""
        return f"{self.prefix}-{number}"


PCB = Policy(
    regulation="R10",
    prefix="F10",
    slug="product_complaints",
    group="生产管理组",
    part_no=True,
    found=("produced_by", "machine", "operators", "produced", "investigation", "countermeasure"),
)
ENTERPRISE = Policy(
    regulation="R12",
    prefix="F12",
    slug="enterprise_complaints",
    group="生产管理室",
    part_no=False,
    found=("liable_people", "investigation", "countermeasure"),
)
POLICIES = (PCB, ENTERPRISE)
