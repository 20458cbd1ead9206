"""The custodies that the portal itself knows, in the order in which they are handed over."""

from portal.core.handovers.delegations import DELEGATIONS
from portal.core.handovers.duties import DUTIES
from portal.core.handovers.papers import PAPERS
from portal.core.handovers.posts import POSTS
from portal.core.handovers.tasks import TASKS

OURS = (POSTS, TASKS, DUTIES, PAPERS, DELEGATIONS)
