"""How a visit is marked on paper."""

PLANNED, UNPLANNED = "计划内", "计划外"
