"""Who signs the forms of R18, in which order."""

from portal.core.flow import Flow, Step

LEAD = ("technical_lead",)
ENGINEERS = ("system_operator", "network_admin", "app_db_admin", "terminal_admin")
WRITERS = (*ENGINEERS, *LEAD, "service_desk", "project_manager")

# §0: the lead reviews what others wrote; the next one above what he wrote himself.
REVIEWED: Flow = (
    Step(name="审核", clause="§0", by="technical_lead", sign=True, own="superior", vacancy="escalate"),
)
