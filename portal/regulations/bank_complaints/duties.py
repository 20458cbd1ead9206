"""What R06 asks for again and again, and by when."""

from portal.core.calendar import Deadline, working_days_after
from portal.core.duty import Duty, Schedule
from portal.core.period import Period
from portal.core.terms import Terms
from portal.regulations.bank_complaints.parameters import ROOTS

SUPERVISION = ("supervision_officer",)
LINES = ("supervision_officer", "aid_line_officer", "hotline_agent")


def that_day(terms: Terms, period: Period) -> Deadline:
    """§2: by the end of the day."""
    return working_days_after(terms.calendar, period.first, 0)


def after_the_quarter(terms: Terms, period: Period) -> Deadline:
    """§附5: so many working days after its end."""
    return working_days_after(terms.calendar, period.last, terms.value(ROOTS))


def within_the_year(terms: Terms, period: Period) -> Deadline:
    """§4: by the end of the year."""
    return working_days_after(terms.calendar, period.last, 0)


DUTIES = (
    Duty(
        "登记客户意见簿", "§2", ("outlet_head",), "workday", "当天营业结束前", "F06-3", "assumption",
        Schedule("opinion_book", that_day),
    ),
    Duty("专线全天有专人接听，接听后当即反馈服务监督电话", "§4", LINES, "event", "随时", "F06-1", "seed"),
    Duty(
        "汇总上月投诉（F06-10）送领导小组", "§附5", SUPERVISION, "month", "次月几日前，见参数", "",
        "assumption",
    ),
    Duty(
        "季度投诉根源分析", "§附5", SUPERVISION, "quarter", "季后几个工作日内，见参数", "F06-11",
        "assumption", Schedule("roots", after_the_quarter, opens=14),
    ),
    Duty(
        "检查三个服务电话在各网点公示", "§4", SUPERVISION, "year", "年底前", "F06-12", "assumption",
        Schedule("numbers", within_the_year, opens=60),
    ),
)  # fmt: skip
