"""Pages of a list: find an entry, read it, register one, change it, end its use, register many from Excel."""

from collections.abc import Callable
from typing import Any, Generic

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.code_lists import operations
from portal.core.code_lists.code_list import C, CodeList, E
from portal.core.code_lists.forms import card_from, cards_from, form_of, rows_of
from portal.core.code_lists.operations import ChangedMeanwhile, CodeTaken, ListRefused, card_of
from portal.core.code_lists.queries import PAGE, Search, found
from portal.core.desk.list_imports import Faulty, empty_list, require_good, taken_in
from portal.core.desk.moment import this_moment
from portal.core.documents.drafts import discard, keep, kept
from portal.core.forms.cells import CellForm, forgiven
from portal.core.forms.fields import Fields, from_facts
from portal.core.web.context import now, today
from portal.core.web.posted import asked, posted_fields, posted_id
from portal.extensions import db, writing

LONGEST_SEARCH, LONGEST_CODE = 80, 40
Refused = tuple[str, int]


class Pages(Generic[E, C]):
    """The pages of one list, for who may read it and who keeps it (capabilities)."""

    def __init__(self, book: CodeList[E, C], reader: str, keeper: str) -> None:
        self.book, self.reader, self.keeper = book, reader, keeper

    def blueprint(self) -> Blueprint:
        """The pages under their addresses."""
        pages, one = Blueprint(self.book.path, __name__), "/<id:entry_id>"
        self.put(pages, "GET", "", self.index, self.reader)
        self.put(pages, "GET", one, self.show, self.reader)
        self.put(pages, "GET", "/new", self.new, self.keeper)
        self.put(pages, "POST", "/new", self.create, self.keeper, self.park_new)
        self.put(pages, "GET", f"{one}/edit", self.edit, self.keeper)
        self.put(pages, "POST", f"{one}/edit", self.update, self.keeper, self.park_change)
        self.put(pages, "POST", f"{one}/ending", self.create_ending, self.keeper)
        self.put(pages, "GET", "/template.xlsx", self.template, self.keeper)
        self.put(pages, "POST", "/import", self.take_in, self.keeper)
        return pages

    def put(
        self,
        pages: Blueprint,
        method: str,
        rule: str,
        view: Callable[..., Any],
        capability: str,
        park: Callable[..., str] | None = None,
    ) -> None:
        """One page under its address, called as its method is."""
        guarded = allow(capability, park)(view)
        pages.add_url_rule(f"/{self.book.path}{rule}", view.__name__, guarded, methods=[method])

    def index(self) -> str:
        """The entries that the visitor's words find."""
        search = Search(asked("q")[:LONGEST_SEARCH], asked("state") != "ended", asked("after")[:LONGEST_CODE])
        rows = found(self.book, search, today())
        more = rows[PAGE - 1].code if len(rows) > PAGE else ""
        return self.page("index", rows=rows[:PAGE], more=more, search=search)

    def show(self, entry_id: int) -> str:
        """One entry."""
        return self.page("show", entry=self.entry(entry_id))

    def new(self) -> str:
        """An empty card, or as far as it was filled."""
        fields = kept(visitor().person_id, self.place()) or [("since", today().isoformat())]
        return self.card(forgiven(form_of(self.book, fields)))

    def park_new(self, person_id: int) -> str:
        """Keep what was posted after the session ran out."""
        self.keep_draft(person_id, None)
        return url_for(".new")

    def create(self) -> Response | Refused:
        """Register an entry."""
        form = form_of(self.book, posted_fields())
        card = card_from(self.book, form)
        if card is None:
            return self.refuse(form)
        try:
            with writing():
                entry_id = operations.register(self.book, card, visitor().person_id, this_moment()).id
                discard(visitor().person_id, self.place())
        except CodeTaken as known:
            if known.card != card:
                form.cell("code").refuse(f"这个{self.book.words.code}已经登记：{known.label}")
                return self.refuse(form)
            entry_id = known.entry_id
        flash("已登记。")
        return redirect(url_for(".show", entry_id=entry_id), 303)

    def edit(self, entry_id: int) -> str:
        """The card to change."""
        entry = self.entry(entry_id)
        fields = kept(visitor().person_id, self.place(entry)) or from_facts(card_of(self.book, entry))
        return self.card(forgiven(form_of(self.book, with_code(fields, entry))), entry)

    def park_change(self, person_id: int, entry_id: int) -> str:
        """Keep what was posted after the session ran out."""
        if entry := db.session.get(self.book.model, entry_id):
            self.keep_draft(person_id, entry)
        return url_for(".edit", entry_id=entry_id)

    def update(self, entry_id: int) -> Response | Refused:
        """Change the card; its code stays."""
        entry = self.entry(entry_id)
        form = form_of(self.book, with_code(posted_fields(), entry))
        card = card_from(self.book, form)
        if card is None:
            return self.refuse(form, entry)
        person_id, what = visitor().person_id, self.book.words.entry
        try:
            with writing():
                operations.change(self.book, entry_id, card, posted_id("seen"), person_id, this_moment())
                discard(person_id, self.place(entry))
        except ChangedMeanwhile:
            form.cell("name").refuse(f"你打开后有人改过这个{what}，请对照{what}页后再保存")
            return self.refuse(form, self.entry(entry_id))
        flash("已保存。")
        return redirect(url_for(".show", entry_id=entry_id), 303)

    def create_ending(self, entry_id: int) -> Response:
        """End the entry's use today."""
        self.entry(entry_id)
        with writing():
            operations.end(self.book, entry_id, visitor().person_id, this_moment())
        flash(f"已停用，今天起的单据不再提示这个{self.book.words.entry}。")
        return redirect(url_for(".show", entry_id=entry_id), 303)

    def template(self) -> Response:
        """The empty list."""
        return empty_list(self.book.workbook)

    def take_in(self) -> Response:
        """Register all entries of a list, or give it back with what is wrong marked."""
        return taken_in(self.book.workbook, url_for(".index"), self.register)

    def register(self, fields: Fields) -> Response:
        """Register them; raises Faulty."""
        rows = rows_of(self.book, fields)
        cards = cards_from(self.book, rows)
        with writing():
            self.book.note(rows, visitor().person_id, this_moment())
        require_good(rows)
        try:
            with writing():
                count = operations.register_all(self.book, cards, visitor().person_id, this_moment())
        except ListRefused as refused:
            taken = {f"lines-{n}-code": f"已经登记：{name}" for n, name in refused.taken.items()}
            raise Faulty(taken) from None
        flash(f"已登记 {count} 个{self.book.words.entry}。")
        return redirect(url_for(".index"), 303)

    def refuse(self, form: CellForm, entry: E | None = None) -> Refused:
        """The form again with every fault at its cell, and the draft kept."""
        with writing():
            self.book.note([form], visitor().person_id, this_moment())
            self.keep_draft(visitor().person_id, entry)
        return self.card(form, self.entry(entry.id) if entry else None), 422

    def card(self, form: CellForm, entry: E | None = None) -> str:
        """The form: of a new entry, or of one that is registered."""
        faults = [(cell.id, f"{cell.label.text}：{cell.error}") for cell in form.cells() if cell.error]
        return self.page("card", form=form, entry=entry, faults=faults)

    def page(self, name: str, **values: object) -> str:
        """A page of the list."""
        values |= {"book": self.book, "keeps": self.keeper in visitor().capabilities, "today": today()}
        return render_template(f"core/code_lists/{name}.html", **values)

    def entry(self, entry_id: int) -> E:
        """The entry; 404 when there is none."""
        return db.session.get(self.book.model, entry_id) or abort(404)

    def keep_draft(self, person_id: int, entry: E | None) -> None:
        """Keep what was posted; inside a writing transaction."""
        what = self.book.words.entry
        title = f"{what}的改动" if entry else f"登记{what}"
        keep(person_id, self.place(entry), self.book.kind, title, posted_fields(), now())

    def place(self, entry: E | None = None) -> str:
        """Where the draft of a new entry, or of a change, is kept."""
        return f"{self.book.kind}:{entry.id if entry else 'new'}"

    def draft_place(self, what: str) -> str:
        """Where such a draft goes on: behind the kind stands `new` or a number."""
        path = self.book.path
        return url_for(f"{path}.new") if what == "new" else url_for(f"{path}.edit", entry_id=int(what))


def with_code(fields: Fields, entry: Any) -> Fields:
    """The fields with the code that stays."""
    return [("code", entry.code), *((name, text) for name, text in fields if name != "code")]
