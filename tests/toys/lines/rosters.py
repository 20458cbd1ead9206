"""The lines of R93 that must have somebody."""

from portal.regulations.lines.parameters import CLOSES, OPENS

from portal.core.roster import Hours, Line

ROSTERS = (
    Line("rescue", "救援电话", "§1", "branch_office_manager", ("branch_office_manager",), ("hr_head",)),
    Line("audit", "查账电话", "§2", "finance_head", ("finance_head",), hours=Hours(OPENS, CLOSES)),
)
