"""What the clauses of R08 decide."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from portal.core.calendar import AfterWorkingDays, BeforeHalfDays, Deadline, WeeklyAt
from portal.core.calendar.shifts import Stretch
from portal.core.facts import Refusal
from portal.core.period import Period
from portal.core.terms import Terms
from portal.core.week import Week
from portal.regulations.planning_department.facts import LEAVE, PHONED, LeaveSlip, WeeklyPlan
from portal.regulations.planning_department.parameters import LONGEST_SLIP, MAKE_UP_DAYS, NOTICE_HALF_DAYS

HALVES = ("上午", "下午")
MEETING = WeeklyAt(0, time(10))  # §4.2(1)
HalfDay = tuple[date, str]


def slip_refusals(slip: LeaveSlip, terms: Terms) -> Iterator[Refusal]:
    """§4.1(3): a slip leads forward, not further than one slip may; nobody was told tomorrow."""
    if after((slip.since, slip.since_half), (slip.until, slip.until_half)):
        yield Refusal(("until",), "不能早于开始", "§4.1(3)")
    elif (slip.until - slip.since).days >= terms.value(LONGEST_SLIP):
        yield Refusal(("until",), f"一张单最多 {terms.value(LONGEST_SLIP)} 天，再长请分开填", "§4.1(3)")
    if slip.told_on and slip.told_on > terms.day:
        yield Refusal(("told_on",), "不能晚于今天", "§4.1(3)")


def notice_refusals(slip: LeaveSlip, sent: datetime, terms: Terms) -> Iterator[Refusal]:
    """§4.1(3): leave is asked for in writing half a day ahead, or announced by phone; on the terms of the
    author's unit. An outing for work needs the signature alone."""
    taken = half_days_taken(slip, terms)
    if slip.kind != LEAVE:
        return
    if not taken:
        yield Refusal(("until",), "这段时间没有要上的班，不用请假", "§4.1(3)")
    elif slip.notice != PHONED and (latest := asked_by(taken[0], terms)).late(sent):
        why = f"最迟 {latest.text()} 书面提出，现在晚了：先电话告知，再选“{PHONED}”并写明何时告知谁"
        yield Refusal(("notice",), why, "§4.1(3)")


def half_days_taken(slip: LeaveSlip, terms: Terms) -> list[Stretch]:
    """The half-days of work from the first that a slip names to the last."""
    return half_days((slip.since, slip.since_half), (slip.until, slip.until_half), terms)


def half_days(first: HalfDay, last: HalfDay, terms: Terms) -> list[Stretch]:
    """The half-days of work from one to another, both included."""
    return [
        stretch
        for day in Period(first[0], last[0]).days()
        for half, stretch in terms.working_time.half_days(day).items()
        if not after(first, (day, half.label)) and not after((day, half.label), last)
    ]


def after(one: HalfDay, other: HalfDay) -> bool:
    """Whether a half-day comes after another."""
    return (one[0], HALVES.index(one[1])) > (other[0], HALVES.index(other[1]))


def asked_by(first: Stretch, terms: Terms) -> Deadline:
    """§4.1(3): until when leave is asked for that takes a half-day first."""
    return BeforeHalfDays(terms.value(NOTICE_HALF_DAYS)).due(first.begins, terms.working_time)


def made_up_by(last: Stretch, terms: Terms) -> Deadline:
    """§4.1(3): until when the slip follows that was announced by phone, after leave that ends with a
    half-day."""
    back = terms.working_time.next_working(last.ends)
    return AfterWorkingDays(terms.value(MAKE_UP_DAYS)).due(back, terms.working_time)


def plan_refusals(plan: WeeklyPlan, _terms: Terms) -> Iterator[Refusal]:
    """§4.3(1): a plan is that of its week; nothing of it was finished before the week began."""
    monday = Week.of(plan.monday).monday
    if plan.monday != monday:
        yield Refusal(("monday",), f"请写这一周的星期一：{monday}", "§4.3(1)")
    for n, line in enumerate(plan.work):
        if line.finished < monday:
            yield Refusal(("work", n, "finished"), "早于这一周", "§4.3(1)")


def plan_due(terms: Terms, monday: date) -> Deadline:
    """§4.3(1), §4.2(1): a week's plan is there before the meeting, on Monday at ten."""
    return MEETING.due(monday, terms.working_time)


def two_weeks_on(day: date) -> HalfDay:
    """The end of the fortnight after a day: by then somebody works again."""
    return day + timedelta(days=14), HALVES[-1]
