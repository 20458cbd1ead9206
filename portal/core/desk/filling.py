"""Filling a sheet: the page, keeping the draft, refusing with every fault at its cell."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any, cast

from flask import current_app, flash, g, redirect, request
from werkzeug.wrappers import Response

from portal.core.approval.copying import declared_people
from portal.core.approval.hooks import Hint, Refused, Refusing, hinted, looked_at, refused, told
from portal.core.approval.overrides import overrides_of, rows_of
from portal.core.approval.pointing import pointers
from portal.core.approval.route import taken
from portal.core.approval.routing import Finding, find_all
from portal.core.attachments.models import Attachment
from portal.core.attachments.operations import attachments_at, attachments_of
from portal.core.auth.visitor import visitor
from portal.core.calendar import Deadline
from portal.core.characters import drawable
from portal.core.desk.in_use import refused_today
from portal.core.desk.moment import chain, terms, this_moment
from portal.core.desk.sitting import Sitting
from portal.core.document_type import DocumentType
from portal.core.documents import drafts
from portal.core.documents.numbers import fault_of_paper
from portal.core.facts import Facts, Month, tables
from portal.core.flow import Flow, Step
from portal.core.flow_override import Override, copied, overridden
from portal.core.forms.fields import Fields
from portal.core.forms.references import Asker, Register, Registers, SeenBy, WithWords, words_in
from portal.core.forms.sheet_form import SheetForm
from portal.core.instants import local_text
from portal.core.org.models import Holding
from portal.core.web.context import catalogue, now, today, zone
from portal.core.web.htmx import page, target
from portal.core.web.posted import posted_fields
from portal.extensions import writing

CHOOSE_AGAIN = "登录过期时选的文件没有收到，请重新选择。"


@dataclass(frozen=True)
class Filled:
    """A sitting with what was posted: facts when nothing was wrong, and the form that says what was."""

    sitting: Sitting
    fields: Fields
    form: SheetForm
    facts: Facts | None

    @classmethod
    def from_post(cls, sitting: Sitting) -> "Filled":
        """Read, look up and judge the posted sheet."""
        return cls.of(sitting, sitting.within_rights(posted_fields()))

    @classmethod
    def of(cls, sitting: Sitting, fields: Fields) -> "Filled":
        """Read, look up and judge what was typed, wherever."""
        form = sitting.bound(fields)
        form.look_up(registers(form, sitting), sitting.unit_id)
        if sitting.asks_paper and form.paper:
            form.paper_fault = fault_of_paper(sitting.form, form.paper)
        regulation = catalogue().chapter_of(sitting.form.code).regulation
        facts = form.facts(terms(), regulation) if enough_files(sitting, form) else None
        return cls(sitting, fields, form, facts)

    def refused(self, refused: Refused) -> "Filled":
        """The same with what the registers found wrong at its cell."""
        self.form.take(refused.refusals)
        return self


def fill(sitting: Sitting, starts: Fields) -> str:
    """The page with the draft, or with what the sheet begins with."""
    if "again" in request.args:
        flash(CHOOSE_AGAIN)
    fields = drafts.kept(visitor().person_id, sitting.place) or sitting.first_fields(starts)
    form = sitting.bound(sitting.within_rights(fields))
    form.show_copies(registers(form, sitting), sitting.unit_id)
    return show(sitting, form)


def keep(sitting: Sitting, back: str) -> Response | str:
    """Keep the draft as posted, after adding or removing lines; judged by nobody."""
    act = request.form.get("act", "save")
    fields = sitting.after(act, sitting.within_rights(posted_fields()))
    with writing():
        save(visitor().person_id, sitting, fields)
    table = act.partition(":")[2].partition(":")[0]
    where = sitting.last_line(fields, table) if act.startswith("add:") else table
    return redirect(f"{back}#{where}" if table in tables(sitting.form.facts) else back, 303)


def keep_for(person_id: int, sitting: Sitting) -> None:
    """Keep what was posted for a person whose session ran out; inside a writing transaction."""
    save(person_id, sitting, posted_fields())


def save(person_id: int, sitting: Sitting, fields: Fields) -> None:
    """Store the draft."""
    drafts.keep(person_id, sitting.place, sitting.form.code, draft_title(sitting, fields), fields, now())


def draft_title(sitting: Sitting, fields: Fields) -> str:
    """What tells one draft from another: number or period, and how many lines somebody used."""
    used = sum(
        any(text.strip() for name, text in line.items() if name != "key") for line in sitting.lines(fields)
    )
    which = sitting.number or drawable(dict(fields).get(sitting.form.period, "")[:10])
    return " · ".join(filter(None, (sitting.form.title, which, f"{used} 行" if used else "")))


def refuse(filled: Filled) -> tuple[str, int]:
    """The sheet again with every fault at its cell, and the draft kept; what was refused is told to those who
    note it."""
    with writing():
        save(visitor().person_id, filled.sitting, filled.fields)
    form, refusals = filled.form, tuple(filled.form.refusals)
    if refusals and looked_at(form.type):
        with writing():
            refused(Refusing(form.type, visitor().person_id, form.said(), refusals), this_moment())
    return show(filled.sitting, filled.form), 422


def show(sitting: Sitting, form: SheetForm) -> str:
    """The fill page, or the part of it that htmx asked for."""
    values: dict[str, Any] = {
        "sitting": sitting, "form": form, "faults": form.faults(),
        "route": route_preview(sitting, form), "due": due(sitting, form),
        "suggestions": suggestions(sitting, form), "tables": tables(sitting.form.facts),
        "saved": local_text(now(), zone())[11:],
        "files": files(sitting), "sent_files": sent_files(sitting), "kept": target() == "saved",
        "told": told_at_start(sitting), "hints": hints(sitting, form), "copied": copies_preview(sitting),
        "later": filled_later(sitting),
    }  # fmt: skip
    return page("core/desk/fill.html", blocks=("sheet", "saved"), **values)


def files(sitting: Sitting) -> list[Attachment]:
    """The files that will be sent with the sheet."""
    return attachments_at(visitor().person_id, sitting.files_place) if sitting.form.evidence else []


def sent_files(sitting: Sitting) -> list[Attachment]:
    """The files that the paper already shows; those with `gone_from` will not be on its next version."""
    if sitting.form.evidence is None or not sitting.document_id:
        return []
    return attachments_of(sitting.document_id, sitting.position)


def staying(sitting: Sitting) -> list[Attachment]:
    """The files that the next version will show."""
    return [file for file in sent_files(sitting) if file.gone_from is None] + files(sitting)


def enough_files(sitting: Sitting, form: SheetForm) -> bool:
    """Whether the form has the files it asks for; else it says so."""
    evidence = sitting.form.evidence
    if evidence is None or sitting.edits is not None or len(staying(sitting)) >= evidence.least:
        return True
    form.general.append(f"{evidence.label}：至少附 {evidence.least} 个")
    return False


def told_at_start(sitting: Sitting) -> list[str]:
    """What whoever begins a sheet should know; a paper that came back has its decision to tell."""
    if sitting.number:
        return []
    off = refused_today(sitting.form)
    return [*([off] if off else []), *told(sitting.form, visitor().person_id, terms())]


def hints(sitting: Sitting, form: SheetForm) -> list[Hint]:
    """What its author should think of; a signer who adjusts it is not the one who plans."""
    if sitting.edits is not None:
        return []
    return hinted(sitting.form, visitor().person_id, form.said(), terms())


def route_preview(sitting: Sitting, form: SheetForm) -> list[list[tuple[Step, Finding]]]:
    """Who will sign, found the same way as at sending, in groups of which one is taken; nobody new when a
    signer adjusts his step."""
    if sitting.edits is not None or not sitting.form.flow:
        return []
    me = {visitor().person_id}
    flow = flow_for(sitting)
    asked = pointers(flow, sitting.form, form.said().head)
    found = zip(flow, find_all(flow, me, chain(sitting.unit_id), today(), asked), strict=True)
    return [list(group) for _, group in groupby(found, key=lambda turn: turn[0].signs_in)]


def filled_later(sitting: Sitting) -> dict[str, str]:
    """Which cells somebody else fills on the way, and at what he signs."""
    flow = sitting.form.flow if sitting.edits is None else ()
    return {cell: step.signs_in for step in flow for cell in step.fills or ()}


def copies_preview(sitting: Sitting) -> list[Holding]:
    """Who will get a copy when it comes into force."""
    if sitting.edits is not None:
        return []
    roles = copied(sitting.form.copies, changed(sitting.form), today())
    return declared_people(roles, chain(sitting.unit_id), today()) if roles else []


def changed(form: DocumentType) -> list[Override]:
    """What was changed of a form's flow: asked at most once a request."""
    known = cast(dict[str, list[Override]], g.setdefault("overrides", {}))
    if form.code not in known:
        known[form.code] = overrides_of(rows_of(form))
    return known[form.code]


def flow_for(sitting: Sitting) -> Flow:
    """The flow that the sheet will take: today's, or the one that it took first."""
    if sitting.document_id:
        return taken(sitting.document_id)
    return overridden(sitting.form.flow, changed(sitting.form), today())


def due(sitting: Sitting, form: SheetForm) -> Deadline | None:
    """When the sheet ought to be sent, once it says for which month."""
    month = form.head.cell(sitting.form.period).data
    own = terms().of_unit(sitting.unit_id)
    return sitting.form.due(own, month) if sitting.form.due and isinstance(month, Month) else None


def suggestions(sitting: Sitting, form: SheetForm) -> dict[str, list[str]]:
    """What each reference of the form offers."""
    asked = registers(form, sitting)
    return {kind: asked[kind].suggestions(sitting.unit_id) for kind in sorted(sitting.form.registers())}


def registers(form: SheetForm, sitting: Sitting) -> Registers:
    """The app's registers, as the visitor sees them today for the day that the sheet is about; words that
    the paper held before there was a register stay."""
    asker = Asker(visitor().person_id, today(), form.about(today()))
    return {
        kind: WithWords(seen_by(kind, asker), words_in(sitting.facts, kind)) for kind in form.type.registers()
    }


def seen_by(kind: str, asker: Asker) -> Register:
    """A register as somebody sees it: one for the whole request, which may keep what it has read."""
    known = cast(dict[str, SeenBy], current_app.extensions["registers"])
    opened = cast(dict[tuple[str, Asker], Register], g.setdefault("registers", {}))
    if (kind, asker) not in opened:
        opened[kind, asker] = known[kind](asker)
    return opened[kind, asker]
