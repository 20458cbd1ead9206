"""Who signs the papers of R95."""

from portal.core.flow import Step

USE = (
    Step(name="审核", clause="§1", by="branch_office_manager", sign=True),
    Step(name="复核", clause="§1", by="sales_manager", edits=("matter",)),
    Step(name="核准", clause="§1", by="compliance_officer", within="company", proof="password"),
)
CUTTING = (Step(name="表决", clause="§2", by="account_manager", within="company", mode="share", share=51),)
