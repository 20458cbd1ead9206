"""Who signs the forms of R01, in which order."""

from portal.core.flow import Step

PLAN_APPROVAL = (
    Step(
        name="审核",
        clause="§1(3)",
        by="branch_office_manager",
        edits=("lines", "remarks"),
        sign=True,
        vacancy="hold",
    ),
)
