"""What the forms say."""

from portal.regulations.system_maintenance.facts.changes import ChangePaper

__all__ = ["ChangePaper"]
