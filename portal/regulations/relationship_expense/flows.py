"""Who signs the forms of R07, in which order."""

from msgspec.structs import replace

from portal.core.facts import When
from portal.core.flow import Flow, Step
from portal.regulations.relationship_expense.clauses import LAW
from portal.regulations.relationship_expense.facts import THEIR_PEOPLE

ADVANCE_APPROVAL = (
    Step(name="检核", clause="§3.2", by="sales_manager", sign=True, vacancy="escalate"),
    Step(
        name="合规审查",
        clause=LAW,
        by="compliance_officer",
        within="company",
        sign=True,
        when=When("use", THEIR_PEOPLE),
    ),
    Step(name="财务检核", clause="§3.2", by="finance_clerk", within="company", sign=True),
)
COMPLIANCE = Step(
    name="合规审查",
    clause=LAW,
    by="compliance_officer",
    within="company",
    sign=True,
    rule="names_their_people",
)
SETTLEMENT_APPROVAL = (
    Step(name="审核", clause="§3.2", by="sales_manager", sign=True, vacancy="escalate"),
    COMPLIANCE,
    Step(name="财务核销", clause="§3.2", by="finance_clerk", within="company", sign=True),
)
STANDARD_APPROVAL = (
    Step(name="财务审核", clause="§1.3", by="finance_head", within="company", sign=True),
    Step(name="批准", clause="§1.3", by="general_manager", within="company", sign=True),
)
CLERK = Step(name="文员检核", clause="§2.2", by="sales_clerk", within="company", sign=True, distinct=True)
MANAGER = Step(name="经理检核", clause="§2.2", by="sales_manager", within="company", sign=True, distinct=True)
FINANCE = Step(name="财务检核", clause="§2.2", by="finance_clerk", within="company", sign=True, distinct=True)
TABLE_CHECKS: Flow = (CLERK, MANAGER, replace(COMPLIANCE, distinct=True), FINANCE)
SUMMARY_CHECKS: Flow = (CLERK, MANAGER, FINANCE)
APPLICATION_CHECKS: Flow = tuple(replace(step, clause="§3.1") for step in SUMMARY_CHECKS)
ADVANCE_OPENING = (
    Step(name="财务核对", clause="§3.2", by="finance_clerk", within="company", sign=True),
    Step(name="财务监督", clause="§1.4", by="finance_head", within="company", sign=True, distinct=True),
)
OPENING_APPROVAL = (Step(name="财务监督", clause="§1.4", by="finance_head", within="company", sign=True),)
