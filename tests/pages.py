"""A visitor's browser without JavaScript: follows forms as they stand, and checks every page it gets."""

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from flask import Flask
from werkzeug.test import TestResponse

from tests.headers import require_headers, require_inert
from tests.html import parsed

LABELLED = {"input", "textarea", "select"}
REQUEST_NUMBER = re.compile(r"[0-9a-f]{4}(-[0-9a-f]{4}){2}")


@dataclass
class Page:
    """One answer; for HTML its tree, already checked."""

    response: TestResponse
    tree: Element | None = None

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def address(self) -> str:
        return self.response.request.path

    @property
    def text(self) -> str:
        """What a reader sees, white space folded."""
        assert self.tree is not None, self.response.data[:200]
        return " ".join(" ".join(self.tree.itertext()).split())

    def all(self, tag: str, **attributes: str) -> list[Element]:
        assert self.tree is not None
        return [
            e for e in self.tree.iter(tag) if all(e.get(k.rstrip("_")) == v for k, v in attributes.items())
        ]

    def fields(self, action: str | None = None) -> list[tuple[str, str]]:
        """What a browser would post from the form that starts with this action."""
        form = self.form(action)
        named = [e for e in form.iter() if e.tag in LABELLED and e.get("name")]
        left_out = [e for e in named if e.get("type") == "radio" and e.get("checked") is None]
        return [(e.get("name", ""), value_of(e)) for e in named if e not in left_out]

    def form(self, action: str | None = None) -> Element:
        forms = [f for f in self.all("form") if action is None or f.get("action", "").startswith(action)]
        main = [f for f in forms if f.get("action") != "/logout"]
        assert main, f"no form {action} on {self.address}: {self.text[:300]}"
        return main[0]

    def faults(self) -> list[str]:
        """The sentences that stand at cells."""
        return ["".join(e.itertext()).strip() for e in self.all("p") if "fault" in e.get("class", "").split()]


class Browser:
    """One person's browser."""

    def __init__(self, app: Flask) -> None:
        self.client = app.test_client()

    def get(self, path: str, **options: object) -> Page:
        return checked(self.client.get(path, follow_redirects=True, **options))

    def post(self, path: str, fields: object, **options: object) -> Page:
        data = as_dict(fields) if isinstance(fields, list) else fields
        return checked(self.client.post(path, data=data, follow_redirects=True, **options))

    def submit(self, page: Page, /, action: str | None = None, button: str = "", **typed: str) -> Page:
        """Fill a page's form (names with __ for -) and press a button ("name=value")."""
        changed = {name.replace("__", "-"): text for name, text in typed.items()}
        fields = [(n, changed.pop(n, text)) for n, text in page.fields(action)] + list(changed.items())
        name, _, value = button.partition("=")
        return self.post(page.form(action).get("action", ""), [*fields, (name, value)] if name else fields)

    def sign_in(self, number: str, password: str) -> Page:
        return self.submit(self.get("/login"), number=number, password=password)


def unnumbered(words: str) -> str:
    """The words of a page without the number of its request."""
    return REQUEST_NUMBER.sub("", words)


def as_dict(fields: list[tuple[str, str]]) -> dict[str, list[str]]:
    posted: dict[str, list[str]] = {}
    for name, text in fields:
        posted.setdefault(name, []).append(text)
    return posted


def value_of(element: Element) -> str:
    if element.tag == "textarea":
        return "".join(element.itertext())
    if element.tag == "select":
        chosen = [o for o in element.iter("option") if o.get("selected") is not None]
        return (chosen or list(element.iter("option")))[0].get("value", "")
    return element.get("value", "")


def checked(response: TestResponse) -> Page:
    """A page under safe headers: valid HTML5, one h1, a title, unique ids, labels, nothing inline."""
    response.get_data()
    response.close()
    require_headers(response)
    if response.mimetype.endswith("sheet"):
        require_inert(response)
    if response.mimetype != "text/html":
        return Page(response)
    page = Page(response, parsed(response.get_data(as_text=True)))
    if response.request.headers.get("HX-Request"):
        return page
    assert len(page.all("h1")) == 1, f"{page.address}: {len(page.all('h1'))} h1"
    assert "".join(page.all("title")[0].itertext()).strip(), f"{page.address}: no title"
    require_unique_ids(page)
    require_labels(page)
    require_nothing_inline(page)
    return page


def require_unique_ids(page: Page) -> None:
    assert page.tree is not None
    ids = [e.get("id") for e in page.tree.iter() if e.get("id")]
    assert len(ids) == len(set(ids)), f"{page.address}: ids twice: {[i for i in ids if ids.count(i) > 1][:3]}"


def require_labels(page: Page) -> None:
    assert page.tree is not None
    labels = {e.get("for") for e in page.all("label")}
    for element in page.tree.iter():
        if element.tag in LABELLED and element.get("type") != "hidden":
            named = element.get("aria-label") or element.get("id") in labels
            assert named, f"{page.address}: no label for {element.attrib}"
        if element.tag == "form":
            assert element.get("action"), f"{page.address}: a form without action"
        if element.tag == "button":
            assert "".join(element.itertext()).strip(), f"{page.address}: a button without words"


def require_nothing_inline(page: Page) -> None:
    assert page.tree is not None
    for element in page.tree.iter():
        assert "style" not in element.attrib, f"{page.address}: inline style"
        assert not any(name.startswith("on") for name in element.attrib), f"{page.address}: inline handler"
        assert element.tag != "style", f"{page.address}: style element"
        assert element.tag != "script" or element.get("src"), f"{page.address}: inline script"
