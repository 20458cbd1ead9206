"""Acting on a case: each act holds the case first, stands on what its page showed, and leaves one entry."""

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import select

from portal.core.approval import hooks
from portal.core.approval.hooks import Refused, facts_of, run
from portal.core.case import CLOSED, MOVED, NOTED, REOPENED, Case, Choices
from portal.core.clocks.stages import change_stage
from portal.core.documents.case_files import Actor, Entry, enter
from portal.core.documents.case_models import CaseEvent
from portal.core.documents.models import ON_ITS_WAY, STATUSES, Document
from portal.core.facts import Refusal
from portal.core.instants import Moment
from portal.core.web.context import catalogue
from portal.extensions import db, hold


class NoSuchAct(LookupError):
    """The case does not know this act, or not at this stage."""


class CaseChanged(Exception):
    """Something was entered after the page was opened; nothing was done."""


class DoneAlready(Exception):
    """The newest entry is this very act of this very person: a second click."""


class Wordless(Exception):
    """The act wants words; nothing was done."""


class Act(NamedTuple):
    """What somebody does: `kind` of entry, the kind of note or the stage it names, words, and the position of
    the newest entry that he saw."""

    kind: str
    name: str
    words: str
    seen: int


class Acting(NamedTuple):
    """Who acts, by which post, and every role that he holds today."""

    person_id: int
    post: str
    roles: frozenset[str]


def act_on(case_id: int, act: Act, acting: Acting, moment: Moment) -> CaseEvent:
    """Enter an act of somebody who sees the case; raises NoSuchAct, CaseChanged, DoneAlready, Wordless and
    Refused."""
    document = hold(Document, id=case_id)
    case = catalogue().type(document.type).case if document else None
    if document is None or case is None or document.stage is None:
        raise NoSuchAct
    require_seen(document, act, acting)
    entry = entry_of(act, case, document.stage, choices_of(document, case, acting.person_id, acting.roles))
    if wordless(act, case, document.stage):
        raise Wordless
    if entry.stage_to == CLOSED:
        require_closable(document, moment)
    entered = enter(document, entry, Actor(acting.person_id, acting.post), moment)
    if entry.stage_to:
        change_stage(document, case, entry.stage_to, moment)
    return entered


def choices_of(document: Document, case: Case, person_id: int, roles: Collection[str]) -> Choices:
    """What somebody who holds these roles may do with a case; whom its regulation keeps from it moves it
    nowhere."""
    found = case.choices(document.stage or case.first, roles)
    if not (found.moves or found.reopening) or person_id not in hooks.recused(document):
        return found
    return found._replace(moves=(), reopening="")


def carry(case_id: int, to: str, person_id: int, words: str, moment: Moment) -> None:
    """Move a case to a stage because of what happened to a paper of it; one that is there or closed stays."""
    document = hold(Document, id=case_id)
    case = catalogue().type(document.type).case if document else None
    if document is None or case is None or document.stage in (to, CLOSED):
        return
    entry = Entry(MOVED, words, stage_from=document.stage or "", stage_to=to)
    enter(document, entry, Actor(person_id, ""), moment)
    change_stage(document, case, to, moment)


def require_seen(document: Document, act: Act, acting: Acting) -> None:
    """What was seen is what is acted on."""
    query = select(CaseEvent).filter_by(case_id=document.id).order_by(CaseEvent.position.desc()).limit(1)
    newest = db.session.scalars(query).one()
    if newest.position == act.seen:
        return
    same = (newest.person_id, newest.kind, newest.note or newest.stage_to, newest.words, newest.position)
    if same == (acting.person_id, act.kind, act.name, act.words, act.seen + 1):
        raise DoneAlready
    raise CaseChanged


def entry_of(act: Act, case: Case, stage: str, choices: Choices) -> Entry:
    """What the act enters; raises NoSuchAct for one that is not among the choices."""
    if act.kind == NOTED and case.note(act.name) in choices.notes:
        return Entry(NOTED, act.words, note=act.name)
    if act.kind == MOVED and act.name in choices.moves:
        return Entry(MOVED, act.words, stage_from=stage, stage_to=act.name)
    if act.kind == REOPENED and act.name and act.name == choices.reopening:
        return Entry(REOPENED, act.words, stage_from=stage, stage_to=act.name)
    raise NoSuchAct


def wordless(act: Act, case: Case, stage: str) -> bool:
    """Whether words are missing: a note and a reopening are nothing without, a move as its stage says."""
    declared = case.stage(stage)
    wanted = act.kind != MOVED or (declared is not None and declared.words)
    return wanted and not act.words.strip()


def require_closable(document: Document, moment: Moment) -> None:
    """A case closes when nothing keeps it open and its regulation has nothing against it."""
    if missing := unfinished(document):
        raise Refused(*missing)
    run("closing", document, facts_of(document), moment)


def unfinished(document: Document) -> list[Refusal]:
    """What keeps a case open: papers on their way, and what its regulation wants besides."""
    left = select(Document).where(Document.case_id == document.id, Document.status.in_(ON_ITS_WAY))
    papers = list(db.session.scalars(left.order_by(Document.id)))
    told = "、".join(f"{paper.number} {STATUSES[paper.status]}" for paper in papers)
    on_their_way = [Refusal((), f"还有单据没有办完：{told}", "")] if papers else []
    return on_their_way + hooks.unfinished(document)
