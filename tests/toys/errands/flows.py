"""Who signs the papers of R94."""

from portal.core.flow import Step
from portal.core.org.roles import SUPERIOR

PASSED_ON = (
    Step(name="分派", clause="§1", by="sales_manager", edits=("department", "handler")),
    Step(name="审核", clause="§2", by=SUPERIOR, at="department", sign=True),
    Step(name="办理", clause="§2", by="account_manager", named="handler", vacancy="escalate", sign=True),
)
DIRECT = (
    Step(name="审核", clause="§2", by="branch_office_manager", at="department"),
    Step(name="办理", clause="§2", by="account_manager", named="handler", own="hold"),
)
