"""The three lines, each of which has a named person at all hours."""

from portal.core.roster import Line

ROSTERS = (
    Line(
        "bank_supervision", "服务监督电话", "§4(三)", "supervision_officer",
        ("supervision_officer", "hr_head"), ("service_quality_head",),
    ),
    Line(
        "bank_aid", "客户援助电话", "§4(一)", "aid_line_officer",
        ("first_branch_head", "aid_line_officer"), ("supervision_officer",),
    ),
    Line(
        "bank_hotline", "客服热线", "§4(二)", "hotline_agent",
        ("bank_department_head",), ("supervision_officer",),
    ),
)  # fmt: skip
