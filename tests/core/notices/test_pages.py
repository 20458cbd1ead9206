"""通知 and 通知设置, as a person uses them without JavaScript."""

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.audit.models import AuditEvent
from portal.core.notices.models import Delivery, MailAddress
from portal.extensions import db
from tests.conftest import signed_in
from tests.core.notices.outbox import CHEN, ZHOU, deliveries, news, say
from tests.pages import Browser, Page
from tests.plans import plan, task_of


def counted(page: Page) -> str:
    """The number beside 通知 in the menu."""
    link = next(a for a in page.all("a", href="/notices") if "通知" in "".join(a.itertext()))
    return "".join("".join(span.itertext()) for span in link.iter("span"))


def titles(page: Page) -> list[str]:
    return ["".join(e.itertext()) for e in page.all("button") if "row-title" in e.get("class", "")]


def test_opening_a_notice_marks_it_read_and_goes_to_its_page(app: Flask, zhou: Browser) -> None:
    document_id = plan(app)
    page = zhou.get("/notices")
    assert counted(page) == "1"
    opened = zhou.submit(page, action="/notices/1/reading")
    assert opened.address == f"/tasks/{task_of(app, document_id, '1003')}"
    assert counted(opened) == ""
    again = zhou.get("/notices")
    assert titles(again) == []
    assert again.all("a", href=opened.address)


def test_looking_at_the_list_marks_nothing(app: Flask, zhou: Browser) -> None:
    say(app, news())
    zhou.get("/notices")
    assert counted(zhou.get("/notices")) == "1"


def test_all_is_what_the_page_showed_not_what_came_after(app: Flask, zhou: Browser, chen: Browser) -> None:
    say(app, news("一"), news("别人的", person_id=CHEN), news("二"))
    shown = zhou.get("/notices")
    say(app, news("三"))
    after = zhou.submit(shown, action="/notices/readings")
    assert titles(after) == ["三"]
    assert titles(chen.get("/notices")) == ["别人的"]


@pytest.mark.parametrize(("many", "shown"), [(99, "99"), (100, "99+"), (130, "99+")])
def test_the_menu_counts_to_99(app: Flask, zhou: Browser, many: int, shown: str) -> None:
    say(app, *(news(str(n)) for n in range(many)))
    assert counted(zhou.get("/notices")) == shown


def test_older_ones_are_on_the_next_page(app: Flask, zhou: Browser) -> None:
    say(app, *(news(f"第{n}件") for n in range(31)))
    first = zhou.get("/notices")
    assert len(titles(first)) == 30
    (older,) = [a.get("href") for a in first.all("a") if "".join(a.itertext()) == "更早的"]
    assert titles(zhou.get(f"/notices{older}")) == ["第0件"]


def test_words_are_shown_as_words(app: Flask, zhou: Browser) -> None:
    say(app, news("<script>alert(1)</script>"))
    assert titles(zhou.get("/notices")) == ["<script>alert(1)</script>"]


def test_what_is_chosen_holds_for_what_is_told_afterwards(app: Flask, zhou: Browser) -> None:
    page = zhou.get("/notices/settings")
    saved = zhou.submit(page, action="/notices/settings", **{"task:mail": "digest"})
    assert "已保存" in saved.text
    say(app, news())
    (row,) = deliveries(app)
    assert row.together
    zhou.submit(zhou.get("/notices/settings"), action="/notices/settings", **{"task:mail": "off"})
    say(app, news("又"))
    assert len(deliveries(app)) == 1
    assert dict(zhou.get("/notices/settings").fields("/notices/settings"))["task:mail"] == "off"


def test_an_address_is_kept_shown_to_its_owner_and_masked_in_the_record(app: Flask, lin: Browser) -> None:
    lin.submit(lin.get("/notices/settings"), action="/notices/settings", mail=" lin@example.com ")
    assert dict(lin.get("/notices/settings").fields("/notices/settings"))["mail"] == "lin@example.com"
    with app.app_context():
        assert db.session.scalars(select(AuditEvent.event).filter_by(stream="person:2")).all() == [
            "person:mail_changed"
        ]
    lin.submit(lin.get("/notices/settings"), action="/notices/settings", mail="")
    with app.app_context():
        assert db.session.get(MailAddress, 2) is None


BAD = ("lin", "lin@", "@example.com", "lin@localhost", "林@example.com", "a@b.c,d@e.f", "a b@example.com")


@pytest.mark.parametrize("typed", [*BAD, "a@example.com\nBcc: x@example.com", f"{'a' * 120}@example.com"])
def test_no_address_is_refused_at_its_place_and_everything_typed_is_kept(
    app: Flask, lin: Browser, typed: str
) -> None:
    choices = {"task:mail": "digest", "mail": typed}
    page = lin.submit(lin.get("/notices/settings"), action="/notices/settings", **choices)
    assert page.status == 422
    assert len(page.faults()) == 1
    fields = dict(page.fields("/notices/settings"))
    assert (fields["task:mail"], fields["mail"].split()[0]) == ("digest", typed.split()[0])


@pytest.mark.parametrize("forged", ["", "always", "at_once "])
def test_a_choice_that_was_not_offered_changes_nothing(app: Flask, lin: Browser, forged: str) -> None:
    page = lin.submit(lin.get("/notices/settings"), action="/notices/settings", **{"task:mail": forged})
    assert page.status == 422
    assert dict(page.fields("/notices/settings"))["task:mail"] == "at_once"


def test_kinds_of_the_administrator_are_offered_to_nobody_else(shen: Browser, chen: Browser) -> None:
    assert "单据没有打印成功" in shen.get("/notices/settings").text
    assert "单据没有打印成功" not in chen.get("/notices/settings").text
    assert "义务快到期" not in shen.get("/notices/settings").text


def test_only_the_administrator_sees_what_was_not_sent(app: Flask, chen: Browser) -> None:
    assert chen.get("/deliveries").status == 404
    assert chen.post("/deliveries/attempts", {}).status == 400
    assert "没有积压" in signed_in(app, "1009").get("/deliveries").text


def test_without_an_address_nothing_waits_for_the_mail(app: Flask) -> None:
    say(app, news(person_id=2))
    with app.app_context():
        assert db.session.scalars(select(Delivery)).all() == []
    say(app, news(person_id=ZHOU))
    assert len(deliveries(app)) == 1
