"""What the customer-relations manager owes again and again."""

from portal.core.duty import Duty
from portal.regulations.dealer_complaints.flows import MANAGER

DUTIES = (
    Duty(
        "回顾上月的投诉（投诉统计表 F16-9）",
        "§4(一)7",
        MANAGER,
        "month",
        "次月几日前，见参数",
        "",
        "assumption",
    ),
)
