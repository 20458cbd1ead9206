"""Letters on a real mail server: what is in them, that none is lost, and when they are tried again."""

import socket
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from portal.core.documents.models import Document
from portal.core.notices import mail, sending
from portal.core.notices.claims import LEASE
from portal.core.notices.leaving import MOST_ATTEMPTS
from portal.core.org.models import Person
from portal.extensions import db, writing
from tests.conftest import TestClock
from tests.core.notices.conftest import Postbox
from tests.core.notices.outbox import (
    CHEN,
    ZHOU,
    deliveries,
    news,
    notices,
    say,
    send_round,
    server_moves,
    states,
)
from tests.databases import free_port
from tests.pages import Browser
from tests.plans import plan, task_of


def test_a_letter_says_whose_turn_it_is_and_leads_to_the_page(app: Flask, postbox: Postbox) -> None:
    document_id = plan(app)
    send_round(app)
    (letter,) = postbox.letters
    assert str(letter["To"]) == "周敏 <zhou.min@example.com>"
    assert str(letter["From"]) == "远山商贸有限公司 <portal@example.com>"
    assert str(letter["Subject"]).startswith("[规矩] 请办理：月度巡访计划表 XF-202612-0001")
    assert letter["Auto-Submitted"] == "auto-generated"
    text = letter.get_content()
    assert text.startswith("周敏，你好：\n\n请办理：月度巡访计划表")
    assert f"http://portal.example.com/tasks/{task_of(app, document_id, '1003')}\n" in text
    assert letter.get_content_type() == "text/plain"
    assert states(app) == ["sent"]


def test_rule_9_the_link_in_a_letter_leads_to_a_page_that_asks_and_reading_it_decides_nothing(
    app: Flask, postbox: Postbox, anonymous: Browser, zhou: Browser, wu: Browser
) -> None:
    document_id = plan(app)
    send_round(app)
    (letter,) = postbox.letters
    place = f"/tasks/{task_of(app, document_id, '1003')}"
    assert place in letter.get_content()
    assert anonymous.get(place).address == "/login"
    assert wu.get(place).status == 404
    page = zhou.get(place)
    assert [b.get("value") for b in page.all("button", name="kind")] == ["approve", "return", "reject"]
    with app.app_context():
        assert db.session.get_one(Document, document_id).status == "in_review"
    zhou.submit(page, action="/tasks/", button="kind=approve")
    assert zhou.get(place).address == f"/documents/{document_id}"


def test_a_second_round_sends_nothing_again(app: Flask, postbox: Postbox) -> None:
    say(app, news("一"), news("二", person_id=CHEN))
    send_round(app)
    send_round(app)
    assert len(postbox.letters) == 2


def test_a_line_end_in_a_title_makes_no_header_and_no_recipient(app: Flask, postbox: Postbox) -> None:
    say(app, news("计划\r\nBcc: all@example.com\r\n\r\n请转账\x00\u202e"))
    send_round(app)
    (letter,) = postbox.letters
    assert postbox.recipients == [["zhou.min@example.com"]]
    assert letter["Bcc"] is None
    assert str(letter["Subject"]) == "[规矩] 计划 Bcc: all@example.com 请转账"


def test_a_very_long_title_still_is_one_subject(app: Flask, postbox: Postbox) -> None:
    say(app, news("很长的标题" * 100))
    send_round(app)
    assert str(postbox.letters[0]["Subject"]) == "[规矩] " + ("很长的标题" * 100)[:95]
    assert notices(app, "1003") == [("很长的标题" * 100)[:300]]


@pytest.mark.both_databases
def test_a_refused_connection_loses_none(
    app: Flask, postbox: Postbox, mail_port: int, clock: TestClock, shen: Browser
) -> None:
    say(app, news("一"), news("二", person_id=CHEN))
    server_moves(app, free_port())
    for _ in range(2):
        send_round(app)
    rows = deliveries(app)
    assert [(row.state, row.attempts) for row in rows] == [("wanted", 1), ("wanted", 1)]
    assert rows[0].fault == "连不上邮件服务器（ConnectionRefusedError）"
    assert "连不上邮件服务器" in shen.get("/deliveries").text
    server_moves(app, mail_port)
    clock.advance(seconds=59)
    send_round(app)
    assert postbox.letters == []
    clock.advance(seconds=1)
    send_round(app)
    assert sorted(str(letter["Subject"]) for letter in postbox.letters) == ["[规矩] 一", "[规矩] 二"]
    assert states(app) == ["sent", "sent"]
    assert "没有积压" in shen.get("/deliveries").text


def test_it_is_tried_again_later_and_later_then_given_up_where_the_administrator_sees_it(
    app: Flask, postbox: Postbox, clock: TestClock, shen: Browser
) -> None:
    say(app, news("密件"))
    postbox.to_letter = "451 busy"
    waits = []
    while states(app) == ["wanted"]:
        send_round(app)
        (row,) = deliveries(app)
        waits.append((row.next_at - clock()) // timedelta(minutes=1))
        clock.moment = row.next_at
    assert waits == [1, 5, 15, 60] + [240] * (MOST_ATTEMPTS - 4)
    assert (row.state, row.attempts, row.fault) == ("failed", 24, "邮件服务器回答 451 busy")
    assert "没有发出的通知：1 条" in shen.sign_in("1009", "请进-1234").text
    page = shen.get("/deliveries")
    assert "周敏 z***@example.com 轮到我办理 邮件 邮件服务器回答 451 busy 已放弃 再试一次" in page.text
    assert "密件" not in page.text
    postbox.to_letter = ""
    assert "1 条重新排队" in shen.submit(page, action="/deliveries/1").text
    send_round(app)
    assert (states(app), len(postbox.letters)) == (["sent"], 1)


def test_the_administrator_need_not_wait_for_the_next_attempt(
    app: Flask, postbox: Postbox, shen: Browser
) -> None:
    say(app, news("一"), news("二", person_id=CHEN))
    postbox.to_letter = "451 busy"
    send_round(app)
    postbox.to_letter = ""
    send_round(app)
    assert states(app) == ["wanted", "wanted"]
    page = shen.submit(shen.get("/deliveries"), action="/deliveries/attempts")
    assert "2 条重新排队" in page.text
    send_round(app)
    assert states(app) == ["sent", "sent"]
    assert "没有要重新发送的" in shen.submit(page, action="/deliveries/attempts").text


@pytest.mark.parametrize(("answer", "state"), [("450 later", "wanted"), ("550 no such user", "failed")])
def test_an_address_that_is_refused_holds_nobody_else(
    answer: str, state: str, app: Flask, postbox: Postbox
) -> None:
    postbox.to_address["zhou.min@example.com"] = answer
    say(app, news("一"), news("二", person_id=CHEN))
    send_round(app)
    assert states(app) == [state, "sent"]
    assert deliveries(app)[0].fault == f"邮件服务器回答 {answer}"


def test_a_letter_refused_for_good_is_given_up_at_once(app: Flask, postbox: Postbox) -> None:
    postbox.to_letter = "554 refused"
    say(app, news())
    send_round(app)
    assert states(app) == ["failed"]


def test_a_server_that_says_nothing_holds_the_worker_only_so_long(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mail, "PATIENCE", 0.2)
    say(app, news("一"), news("二", person_id=CHEN))
    with socket.create_server(("127.0.0.1", 0)) as silent:
        server_moves(app, silent.getsockname()[1])
        send_round(app)
    assert [(row.state, row.attempts) for row in deliveries(app)] == [("wanted", 1), ("wanted", 0)]
    assert deliveries(app)[0].fault == "邮件服务器没有回答，或中断了连接"


def test_a_worker_killed_after_sending_sends_again_under_the_same_id_rather_than_never(
    app: Flask, postbox: Postbox, clock: TestClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(app, news())
    with monkeypatch.context() as killed:
        killed.setattr(sending, "note_sent", lambda *_: exit(9))
        with pytest.raises(SystemExit):
            send_round(app)
    clock.advance(seconds=LEASE.total_seconds() - 1)
    send_round(app)
    assert len(postbox.letters) == 1
    clock.advance(seconds=1)
    send_round(app)
    assert states(app) == ["sent"]
    first, second = postbox.letters
    assert first["Message-ID"] == second["Message-ID"]


def test_two_letters_bear_two_ids(app: Flask, postbox: Postbox) -> None:
    say(app, news("一"), news("二"))
    send_round(app)
    assert len({str(letter["Message-ID"]) for letter in postbox.letters}) == 2


def test_a_password_is_not_told_to_a_server_without_encryption(app: Flask, postbox: Postbox) -> None:
    settings = app.config["SETTINGS"]
    server = replace(settings.outgoing.server, user="portal", password="geheim")
    app.config["SETTINGS"] = replace(settings, outgoing=replace(settings.outgoing, server=server))
    say(app, news())
    send_round(app)
    assert deliveries(app)[0].fault == "邮件服务器不支持加密（STARTTLS），密码没有发出"
    assert postbox.letters == []


TUESDAY_8 = datetime(2026, 11, 24, 0, 0, tzinfo=UTC)


def test_a_digest_is_one_letter_at_the_hour_of_the_next_working_day(
    app: Flask, postbox: Postbox, clock: TestClock
) -> None:
    for words in "甲乙丙":
        say(app, news(words, kind="decided", person_id=CHEN))
    say(app, news("丁", kind="decided", person_id=ZHOU))
    clock.moment = TUESDAY_8 - timedelta(seconds=1)
    send_round(app)
    assert postbox.letters == []
    clock.moment = TUESDAY_8
    send_round(app)
    told = {str(letter["To"])[:2]: letter for letter in postbox.letters}
    assert str(told["陈立"]["Subject"]) == "[规矩] 3 条通知"
    assert [line for line in told["陈立"].get_content().splitlines() if line in "甲乙丙" and line] == [
        "甲", "乙", "丙",
    ]  # fmt: skip
    assert str(told["周敏"]["Subject"]) == "[规矩] 丁"
    assert states(app) == ["sent"] * 4


def test_what_was_read_in_the_portal_is_not_sent_any_more(
    app: Flask, postbox: Postbox, clock: TestClock, chen: Browser
) -> None:
    say(app, news("甲", kind="decided", person_id=CHEN))
    chen.submit(chen.get("/notices"), action="/notices/readings")
    clock.moment = TUESDAY_8
    send_round(app)
    assert (states(app), postbox.letters) == (["dropped"], [])


def test_what_was_decided_before_the_letter_left_is_not_asked_for(app: Flask, postbox: Postbox) -> None:
    plan(app, "approve")
    send_round(app)
    assert [str(letter["To"]) for letter in postbox.letters] == []
    assert states(app) == ["dropped", "wanted"]


def test_who_has_left_the_company_gets_nothing(app: Flask, postbox: Postbox) -> None:
    say(app, news())
    with app.app_context(), writing():
        db.session.get_one(Person, ZHOU).until = datetime(2026, 11, 23, tzinfo=UTC).date()
    send_round(app)
    assert (states(app), postbox.letters) == (["dropped"], [])
