"""The desk's line, which a named person answers at its hours."""

from portal.core.roster import Hours, Line
from portal.regulations.it_service.parameters import CLOSES, OPENS

ROSTERS = (
    Line(
        "it_desk", "服务台电话", "§7", "service_desk", ("service_desk", "project_manager"),
        ("technical_lead",), Hours(OPENS, CLOSES),
    ),
)  # fmt: skip
