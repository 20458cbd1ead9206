"""Who signs the forms of R18, in which order."""

from portal.core.flow import Flow, Step

LEAD = ("technical_lead",)
ENGINEERS = ("system_operator", "network_admin", "app_db_admin", "terminal_admin")
WRITERS = (*ENGINEERS, *LEAD, "service_desk", "project_manager")


def by_lead(name: str, clause: str) -> Flow:
    """The lead's signature; that of the next one above where he wrote it himself."""
    lead = Step(name=name, clause=clause, by="technical_lead", sign=True, own="superior", vacancy="escalate")
    return (lead,)


REVIEWED = by_lead("审核", "§0")
DEPLOYED = by_lead("确认", "§4")
GRANTED = by_lead("批准", "§3.3.2")
SERVER_APPROVED = by_lead("批准", "§3.2")
INFORMATION_APPROVED = by_lead("批准", "§3.3.1")
