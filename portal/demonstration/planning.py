"""The planners' papers in the demonstration: plans of four weeks, leave in every state."""

from datetime import date, timedelta

from portal.core.approval.deciding import Kind
from portal.core.documents.operations import Author
from portal.core.facts import Ref
from portal.core.web.context import today
from portal.core.week import Week
from portal.demonstration.papers import at, deliver, settle, working_days
from portal.regulations.planning_department import facts as r08

MANAGER = "1041"
WORK = ("双十二主题海报", "商户活动方案", "公众号推文三篇", "年会物料清单")
ENDS: tuple[tuple[Kind, ...], ...] = (("approve",), (), ("return",), ("reject",))


def fill_planning(planners: list[Author], manager: Author) -> None:
    """Weekly plans until this week, but one planner's last one, and leave of each."""
    this = Week.of(today()).monday
    for number, author in enumerate(planners):
        for weeks in (3, 2, 1, 0)[: 3 + (number < 2)]:
            plan_of_week(author, this - timedelta(weeks=weeks), hour=9 + (number == weeks))
        leave_of(author, manager, number)


def plan_of_week(author: Author, monday: date, hour: int) -> None:
    """A week's plan, reviewed; sent at ten it is late."""
    work = tuple(
        r08.PlannedWork(key=f"{n:08x}", content=content, finished=monday + timedelta(days=n + 1))
        for n, content in enumerate(WORK)
    )
    last = (
        r08.LastWork(key="00000000", content="感恩节布置", completion="完成"),
        r08.LastWork(key="00000001", content="会员日方案", completion="部分完成", cause="等商管确认场地。"),
    )
    sent = at(monday, hour)
    settle(
        deliver("F08-8", r08.WeeklyPlan(monday=monday, work=work, last=last), author, sent), sent, "approve"
    )


def leave_of(author: Author, manager: Author, number: int) -> None:
    """A day of leave soon, asked for today; a working day lies between, as the clause wants half a one."""
    days = working_days(today() + timedelta(days=3), today() + timedelta(days=20))[1:]
    slip = r08.LeaveSlip(
        kind="请假", since=days[number], since_half="上午", until=days[number], until_half="下午",
        reason="家中有事", phone=f"1390000000{number}", notice="提前书面提出",
        substitute=Ref(manager.person_id, MANAGER, manager.name),
    )  # fmt: skip
    sent = at(today(), 9)
    settle(deliver("F08-1", slip, author, sent), sent, *ENDS[number % 4])
