"""What the log says of requests: which, whose and how it ended; never what somebody typed."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.auth.models import SignIn
from portal.extensions import db
from portal.logs import JsonLines, PlainLines, begin
from tests.conftest import signed_in
from tests.core.web.test_errors import fails
from tests.databases import PASSWORD
from tests.pages import Browser
from tests.plans import plan, task_of

SECRET = "correct-horse-battery-staple"
FORGED = '\r\n{"event":"signed_in"}\n2026 info signed_in\u2028\u202e\x1b[2J\x85'


class Written(io.StringIO):
    """What was written, line by line."""

    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.getvalue().splitlines()]

    def of(self, event: str) -> list[dict[str, Any]]:
        return [line for line in self.lines() if line["event"] == event]


@pytest.fixture
def written() -> Iterator[Written]:
    """The log as the programs write it with PORTAL_LOG=json."""
    place, root = Written(), logging.getLogger()
    handler = logging.StreamHandler(place)
    handler.setFormatter(JsonLines())
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield place
    root.removeHandler(handler)
    root.setLevel(level)


def test_a_request_is_one_line_by_number_pattern_and_person_not_by_name(app: Flask, chen, written) -> None:
    document_id = plan(app)
    written.truncate(0)
    answer = chen.client.get(f"/documents/{document_id}?page=geheim")
    (line,) = written.of("request")
    assert line["time"].endswith("Z") and len(line["time"]) == 24
    known = {"level": "info", "method": "GET", "endpoint": "documents.show", "status": 200, "person": 1}
    assert line.items() >= known.items()
    assert line["path"] == "/documents/<id:document_id>"
    assert line["request"] == answer.headers["X-Request-Id"]
    assert line["ms"] > 0 and 3 <= line["questions"] <= 15
    assert not [said for said in ("陈立", "geheim", "XF-2026") if said in written.getvalue()]


def test_signing_in_and_out_and_what_failed_are_events(app: Flask, written: Written) -> None:
    browser = Browser(app)
    for number, password in (("1001", "wrong"), ("9999", "wrong"), ("1001", PASSWORD)):
        browser.sign_in(number, password)
    browser.post("/logout", {"csrf_token": dict(browser.get("/forms/f01-1/new").fields())["csrf_token"]})
    assert [line.get("person") for line in written.of("proof_failed")] == [1, None]
    assert [line["address"] for line in written.of("proof_failed")] == ["127.0.0.1"] * 2
    (entered,) = written.of("signed_in")
    assert (entered["person"], entered["address"]) == (1, "127.0.0.1")
    assert [line["person"] for line in written.of("signed_out")] == [1]
    for _ in range(6):
        browser.sign_in("1001", "wrong")
    assert written.of("proof_refused")[0]["wait"] > 0


def test_refused_access_names_who_and_on_what_by_numbers(app: Flask, wu: Browser, written: Written) -> None:
    document_id = plan(app)
    wu.get(f"/documents/{document_id}")
    wu.get("/deliveries")
    wu.get("/no-such-page")
    refused = [(line["endpoint"], line["ids"], line["person"]) for line in written.of("access_refused")]
    assert refused == [("documents.show", {"document_id": document_id}, 4), ("deliveries.index", {}, 4)]
    assert written.of("access_refused")[0]["level"] == "warning"


def test_a_form_of_no_session_is_an_event(chen: Browser, written: Written) -> None:
    assert chen.post("/forms/f01-1/" + "a" * 32, {"remarks": SECRET}).status == 400
    assert written.of("form_refused")[0]["level"] == "warning"


def test_nothing_typed_no_password_and_no_token_is_ever_written(app: Flask, written: Written) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False
    browser = Browser(app)
    browser.sign_in("1001", SECRET)
    browser.sign_in(SECRET, "x")
    browser.sign_in("1001", PASSWORD)
    token = dict(browser.get("/login").fields("/login"))["csrf_token"]
    sheet = browser.get("/forms/f01-1/new")
    browser.submit(sheet, button="act=send", remarks=SECRET)
    zhou, task = signed_in(app, "1003"), f"/tasks/{task_of(app, plan(app), '1003')}"
    zhou.submit(zhou.get(task), task, "kind=approve", opinion=SECRET)
    browser.get(f"/documents?q={SECRET}")
    assert browser.client.get(f"/feeds/{SECRET:x<43}.ics").status_code == 404
    browser.post("/password", {"csrf_token": token, "current": SECRET, "new": SECRET, "again": SECRET})
    fails(app, "sheets.create", KeyError("a fault"))
    browser.post(sheet.address, dict(sheet.fields()) | {"remarks": SECRET})
    with app.app_context():
        digests = list(db.session.scalars(select(SignIn.token_digest)))
    cookie = browser.client.get_cookie("guiju").value
    text = written.getvalue()
    assert "a fault" in text and len(written.of("request")) > 10
    assert not [secret for secret in (SECRET, PASSWORD, token, cookie, *digests) if secret in text]


def test_a_fault_has_its_trace_under_the_number_that_the_page_tells(app: Flask, chen, written) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False
    fails(app, "lists.mine", KeyError("a fault"))
    page = chen.get("/mine")
    (line,) = written.of("fault")
    assert line["request"] in page.text and "KeyError: 'a fault'" in line["trace"]
    assert written.of("request")[-1]["level"] == "warning"


@pytest.mark.parametrize("form", [JsonLines(), PlainLines()], ids=["json", "text"])
def test_nobody_forges_a_line(form: logging.Formatter) -> None:
    try:
        raise ValueError(FORGED)
    except ValueError as fault:
        raised = (type(fault), fault, None)
        record = logging.LogRecord("x", logging.ERROR, "x", 1, f"said {FORGED}", None, raised)
    record.fields = {"method": FORGED}
    text = form.format(record)
    lines = text.splitlines()
    assert all(line.isprintable() for line in lines)
    assert (len(lines) == 1) is isinstance(form, JsonLines)
    assert all(line.startswith("    ") for line in lines[1:])
    if isinstance(form, JsonLines):
        assert json.loads(text)["event"] == f"said {FORGED}"


def test_a_path_or_a_method_forges_no_line(app: Flask, chen: Browser, written: Written) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False
    fails(app, "lists.mine", KeyError("a fault"))
    for path in ("/mine%0a%7b%22event%22", "/mine?x=%0d%0aforged"):
        chen.client.get(path, headers={"User-Agent": "forged", "X-Request-Id": "forged", "Referer": "forged"})
    assert "forged" not in written.getvalue()
    assert {line["event"] for line in written.lines()} <= {"request", "fault", "access_refused"}


def test_begin_writes_what_was_chosen_and_everything_the_same_way(capsys) -> None:
    root, kept = logging.getLogger(), (logging.getLogger().handlers[:], logging.getLogger().level)
    try:
        for form, seen in (("json", 2), ("text", 2), ("", 1)):
            begin(form)
            logging.getLogger("portal.event").info("known", extra={"fields": {"n": 1}})
            logging.getLogger("somebody").warning("of others")
            lines = capsys.readouterr().err.splitlines()
            assert len(lines) == seen
            assert lines[-1].startswith('{"time"') is (form == "json")
            assert "of others" in lines[-1] and "logger" in lines[-1]
    finally:
        root.handlers[:], root.level = kept[0], kept[1]
        logging.captureWarnings(False)
