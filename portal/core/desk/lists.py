"""Pages: 待办, 已办, 我发起的, 草稿; each a keyset page."""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, cast

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from sqlalchemy import Integer, Select, bindparam, func, select
from sqlalchemy.orm import contains_eager, joinedload
from werkzeug.wrappers import Response

from portal.core.approval.acting import may_act_on
from portal.core.approval.copying import unread_copies
from portal.core.approval.models import Decision, Task
from portal.core.approval.search import newest_first
from portal.core.approval.taking_back import undoable
from portal.core.approval.urging import times_urged
from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor, visitor_id
from portal.core.clocks.queries import of_documents, of_steps
from portal.core.delegations.queries import Mandate
from portal.core.desk.batches import batches
from portal.core.desk.clock_words import by_document, by_step
from portal.core.desk.decide_words import decide_by
from portal.core.desk.home import home_panels, owed_now
from portal.core.desk.mandates import mandates_now
from portal.core.documents.drafts import discard, drafts_of
from portal.core.documents.models import Document, Draft
from portal.core.notices.queries import unread
from portal.core.web.context import catalogue, today
from portal.core.web.posted import id_of
from portal.extensions import db, writing

blueprint = Blueprint("lists", __name__)
PAGE = 30
MOST_COUNTED, PAGES_KEPT = 100, 500


@blueprint.get("/")
@allow("work")
def inbox() -> str:
    """What waits for this person, and what his posts bring with them."""
    me, mandates = visitor().person_id, mandates_now()
    turns = turns_of(me, mandates) if mandates else own_turns()
    found, more = keyset_page(turns, Task.id, once=not mandates)
    rows = [task for task, _ in found]
    panels = [] if "before" in request.args else home_panels()
    clocks = by_step(of_steps(task.step_id for task in rows if task.step_id))
    owed = [] if "before" in request.args else owed_now()
    together = [] if "before" in request.args else batches()
    urged = {task.id: times for task, times in found if times}
    values = {"rows": rows, "more": more, "panels": panels, "owed": owed, "clocks": clocks, "urged": urged}
    ends = decide_by(task.document for task in rows)
    shared = {"me": me, "batches": together, "decide_by": ends, "today": today()}
    return render_template("core/desk/inbox.html", **values, **shared)


@cache
def own_turns() -> Select[Task, int]:
    """SQL, written once: what waits for a visitor who acts for nobody."""
    return turns_of(visitor_id(), ())


def turns_of(person_id: Any, mandates: Sequence[Mandate]) -> Select[Task, int]:
    """SQL: the open tasks on which a person may act, and how often each was urged."""
    query = select(Task, times_urged()).join(Task.document)
    around = contains_eager(Task.document).joinedload(Document.author), joinedload(Task.person)
    return query.where(Task.state == "open", may_act_on(person_id, mandates)).options(*around)


@blueprint.get("/done")
@allow("work")
def done() -> str:
    """What this person decided."""
    query = select(Decision, Document).join(Document, Decision.document_id == Document.id)
    around = (joinedload(Document.author), joinedload(Decision.step))
    query = query.where(Decision.person_id == visitor().person_id).options(*around)
    rows, more = keyset_page(query, Decision.id)
    values = {"rows": rows, "more": more, "undoable": undoable(rows)}
    return render_template("core/desk/done.html", **values, today=today())


@blueprint.get("/mine")
@allow("work")
def mine() -> str:
    """What this person sent."""
    rows, more = keyset_page(own_papers(), Document.id, once=True)
    clocks = by_document(of_documents(row.id for row in rows))
    return render_template("core/desk/mine.html", rows=rows, more=more, today=today(), clocks=clocks)


@cache
def own_papers() -> Select[Document]:
    """SQL, written once: what the visitor sent."""
    return select(Document).where(Document.author_id == visitor_id())


@blueprint.get("/drafts")
@allow("work")
def drafts() -> str:
    """What this person typed and has not sent."""
    rows = drafts_of(visitor().person_id)
    return render_template("core/desk/drafts.html", rows=rows, address=address_of)


@blueprint.post("/drafts/<id:draft_id>/discard")
@allow("work")
def discard_draft(draft_id: int) -> Response:
    """Throw a draft of one's own away."""
    person_id = visitor().person_id
    place = db.session.scalar(select(Draft.place).filter_by(id=draft_id, person_id=person_id))
    if place:
        with writing():
            discard(person_id, place)
        flash("草稿已删除。")
    return redirect(url_for("lists.drafts"), 303)


def keyset_page(
    query: Any, key: Any, values: Mapping[str, Any] = {}, once: bool = False
) -> tuple[list[Any], int | None]:
    """The rows before the one the address names, newest first, and where the next page begins; of a question
    that is asked with `values`, perhaps one that is written `once`."""
    before = id_of(request.args.get("before", ""))
    page = (page_once if once else page_of)(query, key, before > 0)
    rows: Sequence[Any] = ()
    for each in newest_first(values, before):
        rows = db.session.execute(page, {**each, "before": before}).all()
        if len(rows) > PAGE:
            break
    shown = [row[0] if len(row) == 1 else row for row in rows[:PAGE]]
    return shown, rows[PAGE - 1][0].id if len(rows) > PAGE else None


def page_of(query: Any, key: Any, is_later: bool) -> Any:
    """SQL: the newest rows, on a later page those `before` one."""
    earlier = query.where(key < bindparam("before", type_=Integer)) if is_later else query
    return earlier.order_by(key.desc()).limit(PAGE + 1)


@lru_cache(PAGES_KEPT)
def page_once(query: Any, key: Any, is_later: bool) -> Any:
    """The same, written once."""
    return page_of(query, key, is_later)


def counts() -> dict[str, str]:
    """How much waits, for the menu: one query, capped."""
    mandates = mandates_now()
    query = count_for(visitor().person_id, mandates) if mandates else own_counts()
    numbers = db.session.execute(query).one()
    shown = [str(n) if 0 < n < MOST_COUNTED else "99+" if n else "" for n in numbers]
    return dict(zip(("inbox", "drafts", "notices", "copies"), shown, strict=True))


@cache
def own_counts() -> Select[Any]:
    """SQL, written once as every page asks it: the counts of a visitor who acts for nobody."""
    return count_for(visitor_id(), ())


def count_for(person_id: Any, mandates: Sequence[Mandate]) -> Select[Any]:
    """SQL: how many tasks, drafts, notices and copies wait for a person, none further than is shown."""
    tasks = select(Task.id).where(Task.state == "open", may_act_on(person_id, mandates))
    tasks = tasks.join(Task.document) if mandates else tasks  # which forms they let act on
    drafts = select(Draft.id).where(Draft.person_id == person_id)
    waiting = (tasks, drafts, unread(person_id), unread_copies(person_id))
    capped = (select(func.count()).select_from(rows.limit(MOST_COUNTED).subquery()) for rows in waiting)
    return select(*(each.scalar_subquery() for each in capped))


def address_of(draft: Draft) -> str:
    """Where a draft goes on."""
    kind, *ids = draft.place.split(":")
    if kind in current_app.extensions["draft_places"]:
        return cast(str, current_app.extensions["draft_places"][kind](*ids))
    if kind == "task" and ids[1:] and not ids[1].isdigit():
        return url_for(f"task_verbs.new_{ids[1]}", task_id=int(ids[0]))
    if kind == "task":
        return url_for("task_sheets.edit" if draft.type else "tasks.show", task_id=int(ids[0]))
    return url_for("sheets.edit", code=catalogue().type(draft.type).slug, key=draft.place)
