"""What the documents of R01 post, and what is counted from it."""

from portal.regulations.customer_maintenance.operations.counting import count_journals
from portal.regulations.customer_maintenance.operations.visiting import (
    missed,
    planned_lines,
    post_journal,
    post_plan,
    require_one_plan,
)

__all__ = ["count_journals", "missed", "planned_lines", "post_journal", "post_plan", "require_one_plan"]
