"""Pages of what went wrong: each says what it is and what to do next, and gives back what was posted."""

import errno
import io
import json
import re
import secrets
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, abort
from flask_wtf import FlaskForm
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import ServiceUnavailable, TooManyRequests
from wtforms import PasswordField

from portal.config import ROOT
from portal.core.auth.password_views import PasswordForm
from portal.core.facts import columns, tables
from portal.core.web.again import AT_CHANGING, PASSWORDS
from portal.core.web.error_words import WORDS, when
from portal.core.web.request_number import HEADER
from portal.extensions import db
from tests.databases import PASSWORD
from tests.headers import require_not_stored, require_safe
from tests.pages import Browser, Page, checked

FROM_US = {"Origin": "http://localhost"}
FROM_ELSEWHERE: tuple[dict[str, str], ...] = (
    {}, {"Origin": "null"}, {"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "same-origin"},
    {"Origin": "http://localhost", "Sec-Fetch-Site": "cross-site"},
)  # fmt: skip
NUMBER = re.compile(r"[0-9a-f]{4}(-[0-9a-f]{4}){2}")
LOCKED = OperationalError("x", None, Exception("database is locked"))
FULL = OperationalError("x", None, Exception("database or disk is full"))
GONE = InterfaceError("x", None, Exception("the connection is closed"))
STATUSES = {
    400: "请求不完整", 403: "不能这样做", 404: "没有找到", 405: "不能这样打开", 413: "内容太大",
    418: "请求不完整", 429: "太频繁", 500: "出了问题", 502: "出了问题", 503: "正忙",
}  # fmt: skip
RAISED = [(LOCKED, 503, "正忙"), (FULL, 503, "存不下了"), (GONE, 503, "正忙"), (PoolTimeout(), 503, "正忙"),
          (OSError(errno.ENOSPC, "No space"), 503, "存不下了"), (OSError(errno.EIO, "I/O"), 500, "出了问题"),
          (KeyError("inner detail"), 500, "出了问题")]  # fmt: skip


@pytest.fixture
def told(app: Flask) -> Flask:
    """A portal that answers as it does at work: the log has the fault, the page does not."""
    app.config["PROPAGATE_EXCEPTIONS"] = False
    return app


def fails(app: Flask, endpoint: str, fault: BaseException | int) -> None:
    """From now on a view fails."""

    def failing(**_arguments: object) -> str:
        if isinstance(fault, int):
            abort(fault)
        raise fault

    app.view_functions[endpoint] = failing


def require_whole(page: Page, status: int, title: str) -> None:
    """Status, title, words, number, headers, a way on."""
    assert page.status == status
    assert "".join(page.all("h1")[0].itertext()) == title
    assert "".join(page.all("title")[0].itertext()).split() == [title, "·", "规矩"]
    assert NUMBER.fullmatch(page.response.headers[HEADER])
    assert page.response.headers[HEADER] in page.text
    assert page.all("a", href="/")
    require_safe(page.response)
    require_not_stored(page.response)


@pytest.mark.parametrize("status", STATUSES)
def test_every_status_has_a_page_that_says_what_to_do(told: Flask, chen: Browser, status: int) -> None:
    fails(told, "lists.mine", status)
    fails(told, "auth.new_session", status)
    for page in (chen.get("/mine"), Browser(told).get("/login")):
        require_whole(page, status, STATUSES[status])


@pytest.mark.parametrize("fault, status, title", RAISED, ids=str)
def test_whatever_is_raised_has_a_page_and_says_nothing_inside(told, chen, fault, status, title) -> None:
    fails(told, "lists.mine", fault)
    page = chen.get("/mine")
    require_whole(page, status, title)
    assert not re.search(r"detail|locked|disk is|I/O|closed", page.response.get_data(as_text=True))


@pytest.mark.parametrize("status", STATUSES)
def test_beside_an_htmx_page_stand_the_words_alone(told: Flask, chen: Browser, status: int) -> None:
    fails(told, "lists.mine", status)
    answer = chen.client.get("/mine", headers={"HX-Request": "true", "HX-Target": "sheet"})
    assert answer.status_code == status and STATUSES[status] in answer.text and "<h1" not in answer.text
    assert answer.headers[HEADER] in answer.text
    assert (answer.headers["HX-Retarget"], answer.headers["HX-Reswap"]) == ("#trouble", "innerHTML")
    require_safe(answer)
    require_not_stored(answer)
    whole = chen.client.get("/mine", headers={"HX-Request": "true", "HX-History-Restore-Request": "true"})
    assert "<h1" in whole.text


def test_a_page_with_htmx_has_the_place_for_them_and_a_part_that_came_clears_it(chen: Browser) -> None:
    sheet = chen.get("/forms/f01-1/new")
    assert len([e for e in sheet.all("div", id="trouble") if e.get("role") == "alert"]) == 1
    config = sheet.all("meta", name="htmx-config")[0].get("content", "")
    swapped = {"code": "[45]..", "swap": True, "error": True}
    there = {"target": "#trouble", "swapOverride": "innerHTML", "ignoreTitle": True}
    assert swapped | there in json.loads(config)["responseHandling"]  # also a page of the proxy's
    posted = dict(sheet.fields()) | {"act": "save"}
    asked = {"HX-Request": "true", "HX-Target": "saved"}
    part = chen.client.post(sheet.address, data=posted, headers=asked, follow_redirects=True)
    assert 'id="trouble" role="alert" data-hx-swap-oob="true"' in part.text


@pytest.mark.parametrize(
    "status, seconds, words", [(429, "60", "请在 60 秒后再试"), (503, "10", "请在 10 秒后再试")]
)
def test_it_says_when_to_try_again(told: Flask, chen: Browser, status: int, seconds: str, words: str) -> None:
    fails(told, "lists.mine", status)
    page = chen.get("/mine")
    assert page.response.headers["Retry-After"] == seconds
    assert words in page.text
    assert [a.get("href") for a in page.all("a")] == ["/mine", "/"]
    assert "Retry-After" not in chen.get("/no-such-page").response.headers


def test_who_guesses_too_often_is_told_the_same_seconds_twice(anonymous: Browser) -> None:
    for _ in range(6):
        page = anonymous.sign_in("1001", "wrong")
    assert page.status == 429
    assert f"请在 {page.response.headers['Retry-After']} 秒后再试" in page.text


PARTIAL = {"HX-Request": "true", "HX-Target": "saved"}


def test_after_the_session_ended_a_part_leads_to_the_sign_in_page_with_what_was_typed(chen, clock) -> None:
    sheet = chen.get("/forms/f01-1/new")
    clock.advance(hours=3)
    fields = dict(sheet.fields()) | SHEET
    answer = chen.client.post(sheet.address, data=fields, headers=PARTIAL)
    assert (answer.status_code, answer.text) == (204, "")
    assert answer.headers["HX-Redirect"] == f"/login?next={sheet.address}"
    back = chen.submit(chen.get(answer.headers["HX-Redirect"]), number="1001", password=PASSWORD)
    assert back.address == sheet.address and dict(back.fields())["lines-0-goal"] == "只有我知道"


def test_after_the_session_ended_a_page_that_looks_something_up_stays(chen: Browser, clock) -> None:
    clock.advance(hours=3)
    answer = chen.client.get("/people/suggestions?people=1", headers=PARTIAL | {"HX-Target": "choices"})
    assert answer.status_code == 401 and 'href="/login"' in answer.text
    assert answer.headers["HX-Retarget"] == "#trouble" and "都还在这一页上" in answer.text


def test_seconds_and_minutes_in_words() -> None:
    told = {0: "", 1: "1 秒", 99: "99 秒", 100: "2 分钟", 120: "2 分钟", 121: "3 分钟"}
    assert {n: when(n) for n in told} == {n: words and f"请在 {words}后再试。" for n, words in told.items()}


SHEET = {
    "remarks": "第一行\r\n第二行 <b>&\"'",
    "lines-0-goal": "只有我知道",
    "lines-0-key": "0123abcd",
    "act": "save",
}


@pytest.mark.parametrize("fault", [LOCKED, KeyError("x"), TooManyRequests(), ServiceUnavailable()], ids=repr)
def test_a_post_that_was_not_taken_is_sent_again_with_the_same_key(told, chen, fault) -> None:
    sheet, works = chen.get("/forms/f01-1/new"), told.view_functions["sheets.create"]
    fails(told, "sheets.create", fault)
    page = chen.post(sheet.address, dict(sheet.fields()) | SHEET, headers=FROM_US)
    assert "你填的都还在" in page.text
    form = page.form(sheet.address)
    assert (form.get("action"), form.get("method")) == (sheet.address, "post")
    told.view_functions["sheets.create"] = works
    again = chen.submit(page, sheet.address)
    kept = {name: text.removeprefix("\n") for name, text in again.fields()}
    assert again.address == sheet.address
    assert kept["remarks"] == "第一行\n第二行 <b>&\"'" and kept["lines-0-goal"] == "只有我知道"


def test_no_database_is_asked_for_a_page_of_errors(told: Flask, chen: Browser) -> None:
    sheet = chen.get("/forms/f01-1/new")
    posted = dict(sheet.fields()) | SHEET
    with told.app_context():
        db.engine.dispose()
        file = Path(str(db.engine.url.database))
    file.unlink()
    file.mkdir()
    page = chen.post(sheet.address, posted, headers=FROM_US)
    assert page.status == 503
    assert dict(page.fields(sheet.address))["lines-0-goal"] == "只有我知道"


def test_after_another_sign_in_the_same_page_can_be_sent(chen: Browser) -> None:
    sheet = chen.get("/forms/f01-1/new")
    chen.post("/logout", {"csrf_token": dict(sheet.fields())["csrf_token"]})
    page = chen.post(sheet.address, dict(sheet.fields()) | SHEET, headers=FROM_US)
    assert page.status == 400 and "在新窗口登录" in page.text
    assert [a.get("target") for a in page.all("a", href="/login")] == ["_blank"]
    chen.sign_in("1001", PASSWORD)
    second = chen.post(sheet.address, page.fields(sheet.address), headers=FROM_US)
    assert second.status == 400 and "在新窗口登录" not in second.text
    assert dict(chen.submit(second, sheet.address).fields())["lines-0-goal"] == "只有我知道"


def test_where_nothing_was_typed_nothing_is_noted(chen: Browser) -> None:
    page = chen.post("/logout", {"csrf_token": "of nobody"}, headers=FROM_US)
    assert page.status == 400 and [form.get("action") for form in page.all("form")] == ["/logout"]
    assert not page.all("p", **{"class": "note"})


@pytest.mark.parametrize("headers", FROM_ELSEWHERE, ids=str)
def test_what_another_site_made_up_is_not_given_to_anybody_to_send(chen: Browser, headers) -> None:
    page = chen.post("/forms/f01-1/" + secrets.token_hex(16), SHEET, headers=headers)
    assert page.status == 400 and "页面已过期" in page.text
    assert not page.all("form") and "只有我知道" not in page.response.get_data(as_text=True)


def test_a_password_is_never_given_back_but_asked_anew(told: Flask, anonymous: Browser) -> None:
    fields = dict(anonymous.get("/login").fields("/login")) | {"number": "1001", "password": "correct-horse"}
    fails(told, "auth.create_session", LOCKED)
    page = anonymous.post("/login", fields, headers=FROM_US)
    assert "correct-horse" not in page.response.get_data(as_text=True)
    assert "密码不会保留" in page.text and "在新窗口登录" not in page.text
    assert dict(page.fields("/login")) | {"csrf_token": ""} == {
        "csrf_token": "", "next": "/", "number": "1001", "password": "",
    }  # fmt: skip


def test_every_password_of_the_portal_is_known_to_be_one_and_no_cell_is_called_so(app: Flask) -> None:
    def below(form: type) -> list[type]:
        return [form, *(more for child in form.__subclasses__() for more in below(child))]

    fields = [(n, f) for form in below(FlaskForm) for n, f in vars(form).items() if hasattr(f, "field_class")]
    secret = {name for name, field in fields if issubclass(field.field_class, PasswordField)}
    assert secret == {*PASSWORDS, *AT_CHANGING}
    assert vars(PasswordForm).keys() >= AT_CHANGING.keys()
    assert not {n for n, f in fields if not issubclass(f.field_class, PasswordField)} & {*PASSWORDS}
    facts = [
        form.facts for chapter in app.extensions["catalogue"].chapters.values() for form in chapter.types
    ]
    assert not {name for each in facts for name in (*columns(each), *tables(each))} & {*PASSWORDS}


def test_a_file_must_be_chosen_again(told: Flask, chen: Browser) -> None:
    sheet = chen.get("/forms/f01-3/new")
    fails(told, "attachments.create", LOCKED)
    posted = {name: text for name, text in sheet.fields() if text}
    posted |= {"trend": "只有我知道", "file": (io.BytesIO(b"x"), "a.png")}
    place = f"{sheet.address}/attachments"
    page = chen.post(place, posted, content_type="multipart/form-data", headers=FROM_US)
    assert page.status == 503 and "选的文件没有收到" in page.text
    assert page.form(place).get("enctype") == "multipart/form-data"
    assert [field.get("name") for field in page.all("input", type="file")] == ["file"]
    assert dict(page.fields(place))["trend"] == "只有我知道"


@pytest.mark.parametrize("method", ["HEAD", "PUT", "PROPFIND", "X"])
def test_other_methods_are_refused_like_any_other(told: Flask, chen: Browser, method: str) -> None:
    for path, status in (("/no-such-page", 404), ("/mine", 200 if method == "HEAD" else 405)):
        page = checked(chen.client.open(path, method=method)) if method != "HEAD" else None
        answer = page.response if page else chen.client.open(path, method=method)
        assert answer.status_code == status
        assert NUMBER.fullmatch(answer.headers[HEADER])
        assert ("Allow" in answer.headers) is (status == 405)


MULTIPART = "multipart/form-data"
BEFORE_ROUTING: dict[str, tuple[str, str, dict[str, Any], int, str]] = {
    "a host of nobody's": ("GET", "/login", {"headers": {"Host": "evil.example"}}, 400, "网址不对"),
    "no utf-8 in the address": ("GET", "/%ff%fe", {}, 404, "没有找到"),
    "a nul in the address": ("GET", "/mine%00", {}, 404, "没有找到"),
    "no utf-8 in the form": ("POST", "/login", {"data": b"number=%ff&csrf_token=%ff"}, 400, "页面已过期"),
    "no end": ("POST", "/login", {"data": b"--x\r\n", "content_type": f"{MULTIPART}; boundary=x"}, 400,
               "页面已过期"),
    "no boundary": ("POST", "/login", {"data": b"x", "content_type": MULTIPART}, 400, "页面已过期"),
    "a broken cookie": ("GET", "/login", {"headers": {"Cookie": "guiju=\xff.x;;=;a"}}, 200, "登录"),
}  # fmt: skip


@pytest.mark.parametrize("name", BEFORE_ROUTING)
def test_what_fails_before_any_view_has_its_page(told: Flask, name: str) -> None:
    told.config["TRUSTED_HOSTS"] = ["localhost"]
    method, path, asked, status, title = BEFORE_ROUTING[name]
    if "data" in asked:
        asked = {"content_type": "application/x-www-form-urlencoded", **asked}
    page = checked(told.test_client(use_cookies=False).open(path, method=method, **asked))
    assert page.status == status
    assert "".join(page.all("h1")[0].itertext()) == title
    require_safe(page.response)
    require_not_stored(page.response)


def test_an_error_page_that_cannot_be_made_is_still_a_page(told: Flask, chen: Browser, caplog) -> None:
    told.jinja_env.globals["csrf_token"] = None
    fails(told, "lists.mine", KeyError("inner detail"))
    told.jinja_loader = None
    told.jinja_env.loader = None
    told.jinja_env.cache.clear()
    page = chen.get("/mine")
    require_whole(page, 500, "出了问题")
    assert "the error page was not made" in caplog.text and "inner detail" in caplog.text


def test_the_log_has_the_trace_under_the_number_that_the_page_tells(told, chen: Browser, caplog) -> None:
    fails(told, "lists.mine", KeyError("inner detail"))
    chen.get("/mine")
    assert "Traceback" in caplog.text and "inner detail" in caplog.text


def test_a_page_leads_back_within_the_portal_alone(told: Flask, chen: Browser) -> None:
    ways = {"http://localhost/forms?q=1": "/forms?q=1", "http://localhost//evil.example/x": "/evil.example/x",
            "https://evil.example/": None, "x": None, "": None}  # fmt: skip
    for referer, way in ways.items():
        page = chen.get("/no-such-page", headers={"Referer": referer} if referer else {})
        assert [a.get("href") for a in page.all("a")] == [*([way] if way else []), "/"], referer


def test_what_is_too_large_is_told_alike_by_us_and_by_the_proxy() -> None:
    told, page = WORDS[413], (ROOT / "deploy" / "nginx" / "pages" / "too-large.html").read_text()
    assert f"<h1>{told.title}</h1>" in page and f"<p>{told.sentence}</p>" in page
