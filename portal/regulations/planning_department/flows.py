"""Who signs the forms of R08: the head of one's own department, one level at a time."""

from portal.core.flow import Step
from portal.core.org.roles import SUPERIOR

LEAVE_APPROVAL = (Step(name="批准", clause="§4.1(3)", by=SUPERIOR, sign=True),)
PLAN_REVIEW = (Step(name="审阅", clause="§4.2(7)", by=SUPERIOR, sign=True),)
