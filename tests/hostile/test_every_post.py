"""Every address that takes a post, every field of the form that posts there, with hostile values.

The forms are those that the company's people find on their pages, so a new one is met without an edit.
Whatever is posted, the answer is a valid page of ours: the fault with what was typed, or what was taken,
shown as text. Half of the addresses a day; EVERY_VALUE=1 takes all, the whole corpus, on both databases.
"""

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from xml.etree.ElementTree import Element

import pytest
from flask import Flask

from portal.config import ROOT, Settings
from portal.core.printing.worker import print_document
from tests.conftest import TestClock, signed_in
from tests.core.approval.papers import send, task_of
from tests.core.cases.repairs import opened
from tests.core.scans.scanner import bring, printed, scan
from tests.core.verbs import papers as seals
from tests.folders import portal_with
from tests.hostile.posts import UNREACHED, Form, company, forms_of, pages, posts, taking_posts
from tests.hostile.values import EVERY, corpus, kept_by_browsers, same, some
from tests.hostile.workbooks import HOSTILE
from tests.pages import Browser, Page
from tests.turns import due, turn

pytestmark = [pytest.mark.timeout(400), *([pytest.mark.both_databases] if EVERY else [])]
TOGETHER, ALONE = (len(corpus()), 4) if EVERY else (3, 1)
LONGEST = 20_000
SHEETS = {"sheets.create", "task_sheets.update", "attachments.create", "attachments.create_for_task"}
IDS = ("9" * 5000, "9" * 30, "2147483648", "-1", "٣", "1.0", "\x00", "")
ANSWERS = {200, 404, 409, 413, 422, 429}
BESIDE = ("attachments.create_for_decision", "prints.create", "signed_copies.")
STANDING = ("1003", "1008", "1009")
UNSEEN = ("hidden", "password", "file", "radio", "checkbox")
NEVER_OURS = {"iframe", "base", "object", "embed", "svg", "audio", "video", "style"}
PICTURES = re.compile(r"/scan-pages/\d+/picture")


def test_every_post_meets_the_corpus(app: Flask, clock: TestClock) -> None:
    forms = posts(company(app, clock))
    assert taking_posts(app) - forms.keys() == UNREACHED.keys(), "what no page leads to needs its reason"
    for found in forms.values():
        require_workbooks_refused(app, [form for form in found if "workbook" in form.files()])
    for endpoint in sorted(forms, key=in_turn):
        if EVERY or due(endpoint, 2):
            require_all_answered(app, forms[endpoint])
    clock.advance(hours=1)  # so many guesses make everybody wait
    require_standing(app)


def test_every_post_of_a_case_meets_the_corpus(settings: Settings, clock: TestClock) -> None:
    with portal_with(ROOT / "tests" / "toys", settings, clock) as app:
        case = opened(signed_in(app, "1001"))
        mine = {view for view in UNREACHED if view.startswith("cases.")}
        for number in ("1001", "1003"):
            found = list(forms_of(app, number, signed_in(app, number).get(case)))
            assert mine <= {form.endpoint for form in found}
            require_all_answered(app, [form for form in found if form.endpoint in mine])


def test_every_post_of_a_verb_meets_the_corpus(settings: Settings, clock: TestClock) -> None:
    with portal_with(ROOT / "tests" / "toys", settings, clock) as app:
        found = [form for number, place in verbs_of(app) for form in forms_at(app, number, place)]
        mine = {view for view in UNREACHED if "_verbs." in view or view.startswith(BESIDE)}
        assert mine <= {form.endpoint for form in found}
        require_all_answered(app, [form for form in found if form.endpoint != "auth.end_session"])


def verbs_of(app: Flask) -> list[tuple[str, str]]:
    """Whose pages of verbs can be met: to void a finished paper, to drop somebody, to take a consent back,
    to give a file, to hand a copy out, to say where a signed one lies."""
    chen, zhou, wang, yan = (signed_in(app, number) for number in ("1001", "1003", "1006", "1014"))
    finished = seals.sent(chen)
    for decide in (seals.decided(zhou), seals.decided(wang), seals.proven(yan)):
        assert decide.status == 200
    seals.sent(chen)
    seals.decided(zhou)
    beside = {"people": "何清", "side": "beside"}
    page = wang.submit(seals.act(wang, seals.turn(wang), "加签"), action="/tasks", **beside)
    drop, decide = seals.act(wang, page, "减签").address, seals.turn(wang).address
    seals.sent(chen)
    undo = seals.act(zhou, seals.decided(zhou), "取回").address
    with app.app_context():
        print_document(finished)
    bring(app, chen, scan(printed(app, finished), 1))
    mine = [("1001", f"/documents/{finished}/{verb}") for verb in ("voiding", "prints")]
    mine += [("1001", "/signed-copies/1"), ("1003", undo), ("1006", drop), ("1006", decide)]
    with app.app_context():
        return [*mine, ("1012", f"/tasks/{task_of(send('F97-9'), '1012')}")]


def forms_at(app: Flask, number: str, place: str) -> Iterator[Form]:
    return forms_of(app, number, signed_in(app, number).get(place))


def in_turn(view: str) -> tuple[bool, bool, str]:
    """Guessing last, since it slows everybody's sign-in down; before it what may take people's posts away."""
    return view == "auth.create_session", view.startswith("organisation."), view


def require_workbooks_refused(app: Flask, forms: list[Form]) -> None:
    """Every address that takes a workbook says on its page why it takes none of these (test_workbooks.py)."""
    for form in forms:
        sender = Sender(app, form)
        for name in ("no file", "empty", "xls", "two far corners", "wrong sheet", "laughs"):
            content = HOSTILE.get(name)
            page = sender.send({} if content is None else {"workbook": (BytesIO(content), "填好的.xlsx")})
            assert page.status == 200, (form.endpoint, name)
            assert "没有填入：" in page.text or "没有登记：" in page.text, (
                form.endpoint,
                name,
                page.text[:200],
            )


def require_all_answered(app: Flask, forms: list[Form]) -> None:
    for form in forms:
        sender = Sender(app, form)
        for hostile in sheets_of(form):
            require_answered(form, hostile, sender.send(hostile))


def sheets_of(form: Form) -> Iterator[dict[str, str]]:
    """What to type: something hostile in every field at once, then in each field by itself."""
    names, sheet = form.typed(), form.endpoint in SHEETS  # a sheet's cells have tests of their own
    names += ["act"] if sheet else []
    told = {n: [v for v in some(f"{form.endpoint} {n}", TOGETHER) if len(v) < LONGEST] for n in names}
    yield from ({name: text} for name in form.hidden() for text in (IDS[:3] if sheet else IDS))
    for nth in range(1 if sheet and not EVERY else TOGETHER if names else 1):
        yield {name: values[nth % len(values)] for name, values in told.items()}
    if not sheet:
        yield from ({n: values[nth % len(values)]} for n, values in told.items() for nth in range(ALONE))


class Sender:
    """Whoever found a form, posting it over and over."""

    def __init__(self, app: Flask, form: Form) -> None:
        self.form = form
        self.browser = signed_in(app, form.number) if form.number else Browser(app)
        self.token = dict(self.browser.get("/login").fields("/login"))["csrf_token"]
        self.kind = "multipart/form-data" if form.files() else "application/x-www-form-urlencoded"

    def send(self, hostile: Mapping[str, object]) -> Page:
        """Post it, by another of its buttons each time."""
        name, value = self.form.buttons[len(hostile) % len(self.form.buttons)]
        fields = self.form.starts() | {"csrf_token": self.token} | ({name: value} if name else {}) | hostile
        return self.browser.post(self.form.address, fields, content_type=self.kind)


def require_answered(form: Form, hostile: dict[str, str], page: Page) -> None:
    told = (form.endpoint, {name: text[:60] for name, text in hostile.items()}, page.status, page.address)
    assert page.status in ANSWERS, told
    assert page.address != "/login" or form.endpoint.startswith("auth."), told
    require_ours(page)
    if page.status == 422:
        assert any(says_why(element) for element in page.tree.iter()), told
        shown: dict[str, list[str]] = {}
        for element in (e for f in page.all("form", action=form.address) for e in f.iter()):
            name = element.get("name", "")
            if name in hostile and element.tag in ("input", "textarea") and element.get("type") not in UNSEEN:
                shown.setdefault(name, []).append(kept_by_browsers(element))
        for name, texts in shown.items():  # of several inputs of one name the others are empty
            typed, filled = hostile[name], [text for text in texts if text] or [""]
            kept = len(filled) == 1 and (same(filled[0], typed) or same(filled[0], typed.strip()))
            assert "\r" in typed or kept, (told, name, filled[0][:60])


def says_why(element: Element) -> bool:
    """Whether an element is where a page says what is wrong."""
    return element.get("role") == "alert" or "fault" in element.get("class", "").split()


def require_ours(page: Page) -> None:
    """Nothing that somebody typed became a part of the page."""
    for element in page.tree.iter() if page.tree is not None else ():
        is_drawn = element.tag == "svg" and element.get("class") == "drawing"
        assert is_drawn or element.tag not in NEVER_OURS, (page.address, element.tag, element.attrib)
        assert element.tag != "img" or PICTURES.fullmatch(element.get("src", "")), page.address
        assert element.tag != "meta" or "http-equiv" not in element.attrib, page.address
        for name in ("href", "src", "action", "formaction"):
            assert element.get(name, "/").startswith(("/", "#", "?", "data:,", "mailto:")), (
                page.address,
                element.attrib,
            )


def require_standing(app: Flask) -> None:
    """After all that, every page that a signer, the general manager or the administrator reaches is whole: of
    another one each day."""
    for number in STANDING if EVERY else (STANDING[turn() % len(STANDING)],):
        for page in pages(app, number):
            assert page.status in (200, 202, 404, 422), (number, page.address)
            require_ours(page)
