"""What the forms say."""

from portal.regulations.dealer_complaints.facts.follow_up import Inquiry, Summary
from portal.regulations.dealer_complaints.facts.handling import Handling
from portal.regulations.dealer_complaints.facts.measures import Liability, Measure
from portal.regulations.dealer_complaints.facts.meeting import Meeting
from portal.regulations.dealer_complaints.facts.record import Record

__all__ = ["Handling", "Inquiry", "Liability", "Measure", "Meeting", "Record", "Summary"]
