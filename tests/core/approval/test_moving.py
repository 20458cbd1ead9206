"""Rows 20 and 21: a paper keeps its flow's edition until the administrator moves it; and whether he can."""

from datetime import date

import pytest
from msgspec.structs import replace
from sqlalchemy import select

from portal.core.approval.dossier import Dossier
from portal.core.approval.editions import faults, running, uses
from portal.core.approval.faults import NotPossible
from portal.core.approval.history import history, signatures
from portal.core.approval.models import RouteAct, Task
from portal.core.approval.moving import PlanChanged, can_move, move, plan_for
from portal.core.approval.overrides import newest, override
from portal.core.approval.route import newest_round
from portal.core.audit.models import AuditEvent
from portal.core.desk.moment import this_moment
from portal.core.documents.models import Document
from portal.core.flow import Flow, Step, edition, signature_cells
from portal.core.flow_override import Override, Signer
from portal.core.notices.models import Notice
from portal.core.web.context import catalogue, today
from portal.extensions import db, writing
from tests.core.approval.papers import desks, person, say, send, send_again, status, steps

pytestmark = [pytest.mark.usefixtures("toys"), pytest.mark.both_databases]
MONDAY = date(2026, 11, 23)


def flow_of(code: str) -> Flow:
    return catalogue().type(code).flow


def declare(code: str, flow: Flow) -> None:
    """A deployment with another flow, for this test (tests/folders.py)."""
    object.__setattr__(catalogue().type(code), "flow", flow)


def declare_cells(code: str, flow: Flow) -> None:
    """The same, with the signature cells of the flow on its sheet."""
    declare(code, flow)
    form = catalogue().type(code)
    object.__setattr__(form, "sheet", form.sheet._replace(signed=("填表人", *signature_cells(flow))))


def to_finance(code: str = "F97-2") -> None:
    with writing():
        wanted = Override("审核", "by", MONDAY, Signer("finance_head", "company"))
        form = catalogue().type(code)
        override(form, wanted, "通知", person("1009"), newest(form), this_moment())


def document(paper: int) -> Document:
    return db.session.get_one(Document, paper, populate_existing=True)


def plan(paper: int):
    return plan_for(document(paper), catalogue().type(document(paper).type), today())


def moved(paper: int, seen: str = "") -> None:
    mark = seen or plan(paper).mark
    with writing():
        move(paper, person("1009"), "按新规定", mark, this_moment())


def test_row_21_moving_keeps_what_is_done_and_gives_the_rest_to_whom_the_new_edition_names() -> None:
    paper = send("F97-2")
    say(paper, "1001")
    to_finance()
    assert desks(paper) == ["1006"]
    moved(paper)
    assert (desks(paper), steps(paper)) == (["1013"], [("或签", "done"), ("审核", "open")])
    say(paper, "1013")
    assert status(paper) == "approved"
    told = db.session.scalars(select(Notice.words).filter_by(person_id=person("1006"), kind="stopped")).one()
    assert "换了版本" in told


def test_moving_is_told_in_the_history_and_in_the_audit() -> None:
    paper = send("F97-2")
    say(paper, "1001")
    to_finance()
    before, after = plan(paper).before, plan(paper).after
    moved(paper)
    entry = next(each for each in history(Dossier.read(document(paper))) if each.verb == "换版本")
    assert entry.opinion == f"版本 {before[:8]} 换为 {after[:8]}：按新规定"
    event = db.session.scalars(select(AuditEvent).filter_by(event="route:move")).one()
    assert event.person_id == person("1009")
    assert [row.kind for row in db.session.scalars(select(RouteAct))] == ["move"]
    assert {row.edition for row in newest_round(paper)} == {after}


def test_voices_of_a_step_that_was_not_over_are_asked_again() -> None:
    paper = send("F97-1")
    say(paper, "1001")
    to_finance("F97-1")
    moved(paper)
    assert desks(paper) == ["1001", "1002", "1004"]
    for number in ("1001", "1002", "1004"):
        say(paper, number)
    assert desks(paper) == ["1013"]
    dossier = Dossier.read(document(paper))
    signed = signatures(dossier, dossier.view)[1]
    assert (signed.person.count("、"), signed.post) == (2, "业务经理")


def test_branches_that_are_done_stay_done_while_another_grows() -> None:
    paper = send("F97-5")
    say(paper, "1006")
    (compliance,) = set(desks(paper)) - {"1012"}
    say(paper, compliance)
    second, finance, review, law, boss = flow_of("F97-5")
    more = (replace(finance, name="预算"), replace(finance, name="预算复核"))
    declare("F97-5", (second, *more, finance, review, law, boss))
    moved(paper)
    assert steps(paper) == [
        ("审核", "done"), ("预算", "open"), ("预算复核", "waiting"), ("财务", "waiting"),
        ("财务复核", "waiting"), ("合规", "done"), ("批准", "waiting"),
    ]  # fmt: skip


ANOTHER = Step(name="先审", clause="§2", by="finance_head", within="company")


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda flow: flow, "已经在用现行版本"),
        (lambda flow: (ANOTHER, *flow), "「或签」已经办过，而现行版本要先办「先审」"),
        (lambda flow: (replace(flow[0], clause="§3"), flow[1]), "没有条款相同的这一步"),
        (lambda flow: (flow[0], ANOTHER), "「审核」正在办，现行版本里没有这一步"),
        (lambda flow: (replace(flow[0], proof="password"), flow[1]), "现行版本要求它验证密码"),
        (lambda flow: (flow[0], replace(flow[1], sign=True)), "版面上有 0 个审批签名格，现行版本要 1 个"),
        (lambda flow: (flow[0], replace(flow[1], receives=True)), "收件编号的办法不同"),
        (lambda flow: (), "现在不用审批"),
    ],
)
def test_row_21_what_stands_in_the_way_is_said_plainly(change, why: str) -> None:
    paper = send("F97-2")
    say(paper, "1001")
    declare("F97-2", change(flow_of("F97-2")))
    assert any(why in reason for reason in plan(paper).reasons), plan(paper).reasons
    with pytest.raises(NotPossible):
        moved(paper)
    assert desks(paper) == ["1006"]


def test_steps_that_are_done_in_another_order_stand_in_the_way() -> None:
    paper = send("F97-6")
    say(paper, "1006")
    declare("F97-6", tuple(reversed(flow_of("F97-6"))))
    assert plan(paper).reasons


def test_a_paper_that_is_with_its_author_or_finished_is_not_moved() -> None:
    paper = send("F97-2")
    say(paper, "1001", "return")
    to_finance()
    assert "已退回" in can_move(document(paper), newest_round(paper), flow_of("F97-2"))[0]


def test_what_changed_since_the_page_was_opened_moves_nothing() -> None:
    paper = send("F97-2")
    to_finance()
    opened = plan(paper).mark
    say(paper, "1001")
    with pytest.raises(PlanChanged):
        moved(paper, opened)
    assert desks(paper) == ["1006"]


def test_moving_twice_leaves_one_way_and_no_task_of_the_old_one() -> None:
    paper = send("F97-2")
    say(paper, "1001")
    to_finance()
    moved(paper)
    declare("F97-2", (*flow_of("F97-2"), ANOTHER))
    moved(paper)
    assert steps(paper) == [("或签", "done"), ("审核", "open"), ("先审", "waiting")]
    open_tasks = select(Task).filter_by(document_id=paper, state="open")
    assert len(db.session.scalars(open_tasks).all()) == 1


def test_the_editions_that_papers_on_their_way_use_are_counted_and_listed(clock) -> None:
    old, finished = send("F97-2"), send("F97-2")
    say(finished, "1001")
    say(finished, "1006")
    to_finance()
    clock.advance(hours=1)
    new = send("F97-2")
    form = catalogue().type("F97-2")
    first = edition(form.flow)
    assert {(use.digest == first, use.papers) for use in uses(form)} == {(True, 1), (False, 1)}
    rows = running(form, first)
    assert [(row.document.id, row.steps) for row in rows] == [(old, ("或签",))]
    say(old, "1001", "return")
    assert [row.steps for row in running(form, first)] == [()]
    assert new not in {row.document.id for row in running(form, first)}


def test_rule_10_a_program_that_does_not_know_what_papers_on_their_way_use_says_what() -> None:
    paper = send("F97-5", people=3)
    form = catalogue().type("F97-5")
    assert faults(catalogue()) == []
    object.__setattr__(form, "conditions", {})
    assert faults(catalogue()) == ["F97-5：1 张未办完的单据用到步骤「批准」的条件 many，现在的程序里没有"]
    say(paper, "1006", "reject")
    assert faults(catalogue()) == []


def test_a_paper_keeps_the_signature_cells_it_was_sent_with_when_the_form_gets_others() -> None:
    signing = tuple(replace(step, sign=True) for step in flow_of("F97-2"))
    declare_cells("F97-2", signing)
    paper = send("F97-2")
    say(paper, "1001")
    declare_cells("F97-2", tuple(replace(step, cell="核决") for step in signing))
    say(paper, "1006", "return")
    send_again(paper)
    dossier = Dossier.read(document(paper))
    assert [cell.label for cell in signatures(dossier, dossier.view)][1:] == ["或签", "审核"]
    assert plan(paper).reasons == ["版面上有 2 个审批签名格，现行版本要 1 个"]
    fresh = Dossier.read(document(send("F97-2")))
    assert [cell.label for cell in signatures(fresh, fresh.view)][1:] == ["核决"]
