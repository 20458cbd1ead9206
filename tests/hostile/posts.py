"""Every form on every page that people reach by links: where it posts to, and with which fields."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlencode
from xml.etree.ElementTree import Element

from flask import Flask

from portal.demonstration.company import EMPLOYEES
from tests.conftest import TestClock, signed_in
from tests.core.desk.matrix import papers
from tests.every_page.walk import endpoint_of, links
from tests.evidence import JPEG, PNG, sent
from tests.flows import other_signer
from tests.pages import Browser, Page, as_dict, value_of

OF_A_KIND = 2
ONE_OF_MANY = ("/flows/f01-1",)  # the flow that was changed is not among the first few
PEOPLE = [employee.number for employee in EMPLOYEES]
BUSY = ("1001", "1003", "1006", "1009", "1011", "1013")  # most forms are theirs
FIELDS = {"input", "textarea", "select"}

UNREACHED = {
    "attachments.create_for_decision": "no step of the company's demands a file; a toy's does",
    "customers.create_reopening": "has no field; its button stands on a closed customer",
    "comments.create_withdrawal": "has no field; it is there beside one's own comment",
    "organisation.update_change_withdrawal": "has no field; it is there while a change is planned",
    "organisation.update_stay": "has no field; it is there while somebody is leaving",
    "complaints.take_in": "nobody of these takes calls; it takes a file alone: tests/domain/complaints",
    "assets.create": "nobody of these keeps the register of assets: tests/domain/assets",
    "assets.update": "nor changes it",
    "assets.take_in": "nor takes a list in",
    "assets.create_taking": "nor confirms one",
    "assets.create_count": "nor opens a count",
    "assets.create_scan": "nor notes what he found",
    "assets.create_closing": "nor closes it",
    "operations.create_answer": "nobody of these reported anything: tests/domain/operations",
    "operations.create_pause": "nobody of these works on tickets: tests/domain/operations",
    "operations.take_alarms": "a monitor posts there, no page: tests/domain/operations/test_alarms.py",
    "rosters.create": "nobody of these answers a line that needs a roster: tests/domain/rosters",
    "rosters.update": "neither has anybody a shift to change",
    "rosters.create_removal": "nor one to take off",
    "cases.create_entry": "no form of the company's is a case; a toy's is, and has its own test",
    "cases.create_pause": "neither has it a clock: tests/core/cases/test_time.py",
    "scan_pages.create_confirmation": "has no field; it is there while a page's boxes seem empty",
    "signed_copies.create_place": "the newest papers of the company did not come back signed; a toy's does",
    "signed_copies.create_withdrawal": "the same",
    "prints.create": "the newest papers of the company are not printed yet; a toy's is",
    "task_verbs.create_drop": "nobody of the company was added to a turn; on a toy's paper somebody is",
    "task_verbs.create_take_back": "its papers have one step each; a toy's have three",
    "retention.create": "nothing of the company's is old enough; what is has tests/core/retention",
    "document_verbs.create_void": "what its papers have posted stays; a toy's post nothing",
}


class Field(NamedTuple):
    """One field: its name, its kind of input, and what stands in it."""

    name: str
    kind: str
    value: str


class Form(NamedTuple):
    """One form of a page: whose, which view answers, the address, its fields, the buttons that send it."""

    number: str
    endpoint: str
    address: str
    fields: tuple[Field, ...]
    buttons: tuple[tuple[str, str], ...]

    def typed(self) -> list[str]:
        """The names of what somebody, or a program, may fill in."""
        return list(dict.fromkeys(f.name for f in self.fields if f.kind != "file" and f.name != "csrf_token"))

    def hidden(self) -> list[str]:
        """The names of what only a program fills in."""
        hidden = [field.name for field in self.fields if field.kind == "hidden" and "-" not in field.name]
        return [name for name in dict.fromkeys(hidden) if name != "csrf_token"]

    def files(self) -> list[str]:
        """The names of its files."""
        return [field.name for field in self.fields if field.kind == "file"]

    def starts(self) -> dict[str, object]:
        """What a browser posts when nobody types anything."""
        return dict(as_dict([(field.name, field.value) for field in self.fields if field.kind != "file"]))


def company(app: Flask, clock: TestClock) -> Flask:
    """Papers in every state, some that go together, a flow that was changed after, a calendar somebody
    subscribed to, and a day's duties that nobody did."""
    papers(app)
    other_signer(app)
    for content in (PNG, JPEG):
        sent(signed_in(app, "1002"), content)
    zhou = signed_in(app, "1003")
    zhou.submit(zhou.get("/duties"), action="/duties/feed")
    clock.advance(days=1)
    return app


def pages(app: Flask, number: str) -> Iterator[Page]:
    """The pages somebody reaches, the first few of each kind; "" is who has not signed in."""
    browser = signed_in(app, number) if number else Browser(app)
    left = ["/login", "/", *ONE_OF_MANY]
    seen, kinds = set(left), Counter[str]()
    while left:
        path = left.pop(0)
        kinds[endpoint_of(app, path)] += 1
        if kinds[endpoint_of(app, path)] > OF_A_KIND or path.endswith((".pdf", "/pdf", ".xlsx", "/xlsx")):
            continue
        page = browser.get(path)
        if page.tree is not None:
            found = [link for link in (*links(page), *filters(page)) if link not in seen]
            seen.update(found)
            left += found
            yield page


def filters(page: Page) -> Iterator[str]:
    """The addresses that a page's filters lead to, with something of what they offer."""
    for form in page.all("form", method="get"):
        lists = {select.get("name", ""): offered(select) for select in form.iter("select")}
        chosen = {name: values[len(values) // 2] for name, values in lists.items() if any(values)}
        if chosen:
            yield f"{form.get('action', '')}?{urlencode(chosen)}"


def offered(select: Element) -> list[str]:
    return [option.get("value", "") for option in select.iter("option")]


def taking_posts(app: Flask) -> set[str]:
    """Every view that answers a post."""
    return {rule.endpoint for rule in app.url_map.iter_rules() if "POST" in rule.methods}


def posts(app: Flask) -> dict[str, list[Form]]:
    """The forms that post, by the view that answers: of one person after the other until each view is met."""
    found: dict[str, dict[tuple[str, ...], Form]] = {}
    for number in ("", *sorted(PEOPLE, key=lambda number: number not in BUSY)):
        for page in pages(app, number):
            for form in forms_of(app, number, page):
                found.setdefault(form.endpoint, {}).setdefault(tuple(form.typed()[:3]), form)
        if taking_posts(app) - UNREACHED.keys() <= found.keys():
            break
    return {view: list(forms.values()) for view, forms in found.items()}


def forms_of(app: Flask, number: str, page: Page) -> Iterator[Form]:
    """The forms of a page, one for each address that a button of theirs posts to."""
    for form in page.all("form"):
        if form.get("method") != "post":
            continue
        fields = tuple(field_of(e) for e in form.iter() if e.tag in FIELDS and e.get("name"))
        acts: dict[str, list[tuple[str, str]]] = {}
        for button in form.iter("button"):
            address = button.get("formaction") or form.get("action", "")
            acts.setdefault(address, []).append((button.get("name", ""), button.get("value", "")))
        for address, buttons in acts.items():
            view = app.url_map.bind("localhost").match(address.partition("?")[0], "POST")[0]
            yield Form(number, view, address, fields, tuple(buttons))


def field_of(element: Element) -> Field:
    kind = element.get("type", "text") if element.tag == "input" else element.tag
    return Field(element.get("name", ""), kind, value_of(element))
