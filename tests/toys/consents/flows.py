"""Who decides the papers of R97, and how they decide together."""

from portal.regulations.consents.facts import Proposal

from portal.core.flow import Condition, Step
from portal.core.org.roles import SUPERIOR
from portal.core.terms import Terms

SECOND = Step(name="审核", clause="§2", by="sales_manager", within="company")


def of_managers(name: str, mode: str, share: int = 0, **more: object) -> Step:
    """A step of all account managers."""
    counted = {"share": share} if share else {}
    return Step(name=name, clause="§2", by="account_manager", within="company", mode=mode, **counted, **more)


def many(said: Proposal, _terms: Terms) -> Condition:
    """§3: more than ten people concerned."""
    return Condition(said.people > 10, (f"「涉及人数」是 {said.people}，超过 10 的由总经理批准",))


BOSS = Step(name="批准", clause="§3", by="general_manager", within="company", rule="many")
ALL = (of_managers("会签", "all", sign=True), SECOND)
ANY = (of_managers("或签", "any"), SECOND)
IN_ORDER = (of_managers("依次", "in_order"), SECOND)
SHARE = (of_managers("表决", "share", 50), SECOND)
SIDE_BY_SIDE = (
    SECOND,
    Step(name="财务", clause="§2", by="finance_clerk", within="company", branch="money"),
    Step(name="财务复核", clause="§2", by="finance_head", within="company", branch="money"),
    Step(name="合规", clause="§2", by="compliance_officer", within="company", branch="law"),
    BOSS,
)
TWICE = (
    Step(name="初审", clause="§2", by=SUPERIOR),
    Step(name="合规", clause="§2", by="compliance_officer", within="company"),
    Step(name="复审", clause="§2", by="sales_manager", within="company", repeats="earlier"),
    Step(name="邻审", clause="§2", by="sales_manager", within="company", repeats="neighbour"),
)
STRICT = (
    Step(
        name="盖章", clause="§2", by="finance_head", within="company", proof="password", sign=True,
        circle=("finance_clerk", "finance_head"),
    ),
)  # fmt: skip
OWN = (Step(name="自审", clause="§2", by="sales_manager", own="hold"),)
WITH_FILE = (
    Step(name="付款", clause="§2", by="finance_clerk", within="company", attach=True),
    Step(name="批准", clause="§2", by="finance_head", within="company"),
)
