"""Pages that no link leads to: forms that came back with faults, the sign-in page, what went wrong."""

import re
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from flask import Flask, abort
from sqlalchemy.exc import OperationalError

from tests.databases import PASSWORD
from tests.every_page.walk import Visit, endpoint_of, visit
from tests.pages import LABELLED, Browser, value_of

FAULTS = (400, 403, 404, 405, 413, 429, 500, 503, OperationalError("x", None, Exception("database is full")))
ACTION = re.compile(r'<form[^>]* action="([^"]+)"')
FROM_US = {"Origin": "http://localhost"}
GIVEN = ("hidden", "radio", "checkbox")


def refused(app: Flask, number: str, visits: list[Visit], known: set[str]) -> Iterator[Visit]:
    """What comes back for the forms of pages, sent empty by this person; one of each kind not yet known."""
    browser = Browser(app)
    browser.sign_in(number, PASSWORD)
    for each in visits:
        places = {place: endpoint_of(app, place, "POST") for place in ACTION.findall(each.html)}
        if known.issuperset(places.values()):
            continue
        for form in browser.get(each.path).all("form"):
            kind = places.get(form.get("action", ""), "")
            if kind not in known and asks(form):
                known.add(kind)
                answer = browser.post(form.get("action", ""), emptied(form))
                if answer.status == 422:
                    yield visit(f"POST {form.get('action')}", f"refused {kind}", answer, 0)
        known.update(places.values())


def asks(form: Element) -> bool:
    """Whether a form that is posted has a cell that somebody fills."""
    if form.get("method") != "post":
        return False
    return any(e.tag in LABELLED and e.get("type") not in GIVEN for e in form.iter() if e.get("name"))


def emptied(form: Element) -> dict[str, list[str]]:
    """What is posted where nothing was filled in and the form is sent off."""
    posted: dict[str, list[str]] = {}
    for each in form.iter():
        if (
            each.tag in LABELLED
            and each.get("name")
            and each.get("type") not in ("radio", "checkbox", "file")
        ):
            text = value_of(each) if each.get("type") == "hidden" else ""
            posted.setdefault(each.get("name", ""), []).append(text)
    buttons = [e for e in form.iter("button") if e.get("name")]
    for button in sorted(buttons, key=lambda e: e.get("value") != "submit")[:1]:
        posted[button.get("name", "")] = [button.get("value", "")]
    return posted


def signing_in(app: Flask) -> Iterator[Visit]:
    """The page to sign in, as it is found and as it comes back."""
    browser = Browser(app)
    yield visit("/login", "sign-in", browser.get("/login"), 0)
    yield visit("POST /login", "refused sign-in", browser.sign_in("9999", "wrong"), 0)
    yield visit("POST /login", "refused sign-in empty", browser.sign_in("", ""), 0)


def gone_wrong(app: Flask, number: str) -> Iterator[Visit]:
    """The page of every error, where something was asked for and where a sheet was posted."""
    browser, usual = Browser(app), dict(app.view_functions)
    browser.sign_in(number, PASSWORD)
    sheet = browser.get("/forms/f01-1/new")
    app.config["PROPAGATE_EXCEPTIONS"] = False
    for fault in FAULTS:
        app.view_functions |= {name: failing(fault) for name in ("lists.mine", "sheets.create")}
        name = str(fault) if isinstance(fault, int) else "full"
        yield visit("/mine", f"wrong {name}", browser.get("/mine"), 0)
        answer = browser.post(sheet.address, sheet.fields(), headers=FROM_US)
        yield visit(f"POST {sheet.address}", f"wrong posted {name}", answer, 0)
    app.view_functions |= usual
    yield visit("/nowhere", "wrong signed out", Browser(app).get("/nowhere"), 0)
    answer = Browser(app).post(sheet.address, sheet.fields(), headers=FROM_US)
    yield visit(f"POST {sheet.address}", "wrong expired", answer, 0)


def failing(fault: int | Exception) -> Callable[..., str]:
    """A view that fails so."""

    def fail(**_arguments: object) -> str:
        if isinstance(fault, int):
            abort(fault)
        raise fault

    return fail
