"""The forms of R97."""

from portal.regulations.consents.facts import Proposal
from portal.regulations.consents.flows import (
    ALL,
    ANY,
    IN_ORDER,
    OWN,
    SHARE,
    SIDE_BY_SIDE,
    STRICT,
    TWICE,
    WITH_FILE,
    many,
)

from portal.core.document_type import DocumentType
from portal.core.flow import Flow
from portal.core.sheet import Given, Sheet

AUTHORS = ("sales_clerk", "sales_manager")


def proposal(
    code: str, title: str, flow: Flow, batch: bool = False, by_hand: tuple[str, ...] = ()
) -> DocumentType:
    """A form of the same sheet with a way of its own."""
    signed = ("发起人", *(step.name for step in flow if step.sign))
    return DocumentType(
        code=code,
        title=title,
        facts=Proposal,
        version=1,
        clause="§1",
        number=f"HS{code[-1]}-{{yyyymm}}-{{nnn}}",
        authors=AUTHORS,
        flow=flow,
        conditions={"many": many},
        batch=batch,
        period="day",
        keep_years=3,
        summary=lambda said: (said.subject, said.reason[:60]),
        sheet=Sheet(
            rows=((Given("author", "发起人"), "day", "people"), ("subject",), ("reason",)),
            signed=signed,
            by_hand=by_hand,
        ),
    )


consent_of_all = proposal("F97-1", "会签单", ALL)
consent_of_any = proposal("F97-2", "或签单", ANY, batch=True)
in_order = proposal("F97-3", "依次单", IN_ORDER)
vote = proposal("F97-4", "表决单", SHARE)
side_by_side = proposal("F97-5", "并行单", SIDE_BY_SIDE)
twice = proposal("F97-6", "两审单", TWICE)
strict = proposal("F97-7", "用印单", STRICT, by_hand=("公司盖章", "领用人签字"))
own = proposal("F97-8", "自审单", OWN)
with_file = proposal("F97-9", "凭证单", WITH_FILE)
TYPES = (consent_of_all, consent_of_any, in_order, vote, side_by_side, twice, strict, own, with_file)
