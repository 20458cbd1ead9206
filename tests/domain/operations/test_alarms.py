"""Alarms over HTTP: Alertmanager's documented messages are kept, each alarm once; nobody else is heard."""

import json
from datetime import UTC, datetime, time
from threading import Barrier, Thread
from typing import Any

import pytest
from flask import Flask

from portal.config import BadSetting, Settings
from portal.core.approval.hooks import Refused
from portal.core.facts import Ref
from portal.domain.operations.monitoring.alarms import take
from portal.domain.operations.monitoring.webhook import Unreadable, read
from portal.domain.operations.views.alarms import LARGEST
from portal.extensions import writing
from portal.monitors import known, monitors_of
from tests.conftest import TestClock, signed_in
from tests.domain.operations.alerting import TOKEN, alert, kept, message, posted, resolved, watched
from tests.questions import count
from tests.regulations.system_maintenance.maintenance import HEAD, NOON, OPERATOR, centre, fault, sent

pytestmark = pytest.mark.both_databases
STARTS = datetime(2026, 11, 23, 1, 30, 0, 739267, tzinfo=UTC)


def body(said: Any) -> bytes:
    return json.dumps(said).encode()


def test_what_is_kept_of_an_alarm_that_fires(app: Flask, clock: TestClock) -> None:
    watched(app)
    answer = posted(app, message(alert()))
    assert (answer.status_code, answer.json) == (200, {"taken": 1, "left_out": 0})
    assert "Set-Cookie" not in answer.headers
    (row,) = kept(app)
    assert (row.fingerprint, row.status, row.starts_at, row.ends_at) == (
        "1a30ba71cca2921f", "firing", STARTS, None,
    )  # fmt: skip
    assert (row.name, row.severity, row.thing) == ("磁盘将满", "critical", "db01:9100")
    assert (row.summary, row.teller) == ("db01 的 /data 已用 91%", "机房")
    assert (row.count, row.left_out, row.last_at, row.fault_id) == (1, 0, clock.moment, None)


def test_a_message_that_it_is_over_closes_it_and_that_it_fires_again_opens_it(app: Flask) -> None:
    watched(app)
    posted(app, message(alert()))
    posted(app, message(resolved()), token="c" * 40)
    (row,) = kept(app)
    over = datetime(2026, 11, 23, 2, tzinfo=UTC)
    assert (row.status, row.ends_at, row.count, row.teller) == ("resolved", over, 2, "云上")
    posted(app, message(alert()))
    (row,) = kept(app)
    assert (row.status, row.ends_at, row.count) == ("firing", None, 3)


def test_an_alarm_that_is_only_told_when_it_is_over_is_kept(app: Flask, clock: TestClock) -> None:
    watched(app)
    posted(app, message(resolved(), resolved("b" * 16, endsAt="0001-01-01T00:00:00+08:00")))
    said, unsaid = kept(app)
    assert (said.status, said.ends_at) == ("resolved", datetime(2026, 11, 23, 2, tzinfo=UTC))
    assert unsaid.ends_at == clock.moment


def test_a_group_of_which_some_fire_and_some_were_cut_off(app: Flask) -> None:
    watched(app)
    answer = posted(app, message(alert(), resolved("b" * 16), truncatedAlerts=7))
    assert answer.json == {"taken": 2, "left_out": 7}
    assert [(row.status, row.left_out) for row in kept(app)] == [("firing", 7), ("resolved", 7)]


def test_the_same_alarm_a_thousand_times_is_one_record_and_another_begin_another(app: Flask) -> None:
    watched(app)
    for _ in range(500):
        assert posted(app, message(alert())).status_code == 200
    assert posted(app, message(*[alert()] * 500)).status_code == 200
    posted(app, message(alert(startsAt="2026-11-23T01:31:00Z"), alert("c" * 16)))
    assert sorted(row.count for row in kept(app)) == [1, 1, 1000]


@pytest.mark.both_databases(whole=True)
def test_two_messages_at_one_instant_are_one_record(app: Flask) -> None:
    groups = [read(body(message(alert(), alert("b" * 16)))), read(body(message(alert("b" * 16), alert())))]
    ready, failed = Barrier(2), list[BaseException]()

    def tell(group: Any) -> None:
        try:
            with app.app_context():
                for _ in range(20):
                    ready.wait(10)
                    with writing():
                        take(group, "机房", STARTS)
        except BaseException as fault:  # noqa: BLE001 - told by the test's own thread
            failed.append(fault)

    tellers = [Thread(target=tell, args=(group,)) for group in groups]
    for teller in tellers:
        teller.start()
    for teller in tellers:
        teller.join(60)
    assert failed == []
    assert [row.count for row in kept(app)] == [40, 40]


@pytest.mark.parametrize("token", [None, "", "x", "k" * 31, "k" * 33, "口令", "k" * 32 + " c"])
def test_a_wrong_secret_is_refused_before_anything_is_read(app: Flask, token: str | None) -> None:
    watched(app)
    headers = {} if token is None else {"Authorization": f"Bearer {token}".encode().decode("latin-1")}
    answer = posted(app, b"[", None, **headers)
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")
    assert answer.json and kept(app) == []


def test_another_scheme_is_no_secret_and_somebody_who_signed_in_has_none(app: Flask, chen) -> None:
    watched(app)
    assert posted(app, message(alert()), None, Authorization=f"Basic {TOKEN}").status_code == 401
    assert posted(app, message(alert()), None, Authorization=f"bearer {TOKEN}").status_code == 200
    assert chen.client.post("/alarms/alertmanager", data=body(message(alert()))).status_code == 401


def test_where_no_monitor_is_set_there_is_no_such_address(app: Flask) -> None:
    assert posted(app, message(alert())).status_code == 404
    watched(app)
    assert app.test_client().get("/alarms/alertmanager").status_code == 405


def test_what_is_too_large_is_refused(app: Flask) -> None:
    watched(app)
    whole = body(message(alert()))
    assert posted(app, whole + b" " * (LARGEST - len(whole))).status_code == 200
    assert posted(app, whole + b" " * (LARGEST - len(whole) + 1)).status_code == 413
    assert posted(app, b"x" * (3 * 1024 * 1024)).status_code == 413


DEEP = b'{"version":"4","status":"firing","alerts":[],"more":' + b"[" * 100_000
BAD = {
    "nothing": b"", "no JSON": b"{", "no object": b"[]", "bytes": b'{"version":"4","status":"\xff\xfe"}',
    "deep": DEEP, "a surrogate": body(message(alert())).replace(b"node", rb"\ud800"),
    "another version": body(message(alert(), version="5")),
    "no version": body({k: v for k, v in message(alert()).items() if k != "version"}),
    "no list": body(message(alert(), alerts={})),
    "no state": body(message(alert(status="maybe"))),
    "a state of its own": body(message(alert(), status="x")),
    "no fingerprint": body(message({k: v for k, v in alert().items() if k != "fingerprint"})),
    "a long fingerprint": body(message(alert("f" * 33))),
    "a strange fingerprint": body(message(alert("a\x00"))),
    "no begin": body(message({k: v for k, v in alert().items() if k != "startsAt"})),
    "a begin without a zone": body(message(alert(startsAt="2026-11-23T01:30:00"))),
    "a begin long ago": body(message(alert(startsAt="0001-01-01T00:00:00+08:00"))),
    "a begin far away": body(message(alert(startsAt="9999-12-31T23:59:59-08:00"))),
    "a label that is none": body(message(alert(labels={"alertname": 1}))),
    "fewer than none cut off": body(message(alert(), truncatedAlerts=-1)),
    "a great number cut off": body(message(alert(), truncatedAlerts=10**30)),
}  # fmt: skip


@pytest.mark.parametrize("said", BAD.values(), ids=BAD.keys())
def test_what_alertmanager_does_not_post_is_refused_whole(app: Flask, said: bytes) -> None:
    watched(app)
    answer = posted(app, said)
    assert answer.status_code == 400, answer.text
    assert answer.json and answer.json["error"]
    assert kept(app) == []


def test_texts_are_cut_and_what_nobody_sees_is_left_out(app: Flask) -> None:
    watched(app)
    labels = {"alertname": "盘" * 90, "severity": "\x00\u202e高 \n", "host": "机" * 90}
    said = alert(labels=labels, annotations={"message": "满" * 301})
    assert posted(app, message(said, alert("d" * 16, labels={}, annotations={}))).status_code == 200
    cut, bare = kept(app)
    assert (cut.name, cut.severity, cut.thing, cut.summary) == ("盘" * 80, "高", "机" * 80, "满" * 300)
    assert (bare.name, bare.severity, bare.thing, bare.summary) == ("没有名称", "", "", "")


def test_years_that_are_none_are_told_apart_at_their_edges() -> None:
    assert read(body(message(alert(startsAt="2000-01-01T00:00:00Z")))).alarms
    assert read(body(message(alert(startsAt="2999-12-31T23:59:59Z")))).alarms
    for starts in ("1999-12-31T23:59:59Z", "3000-01-01T00:00:00Z"):
        with pytest.raises(Unreadable, match="startsAt"):
            read(body(message(alert(startsAt=starts))))


def test_who_may_tell_is_written_in_the_settings() -> None:
    assert monitors_of({}) == ()
    one, two = monitors_of({"PORTAL_ALARMS": f" 机房:{TOKEN} cloud:{'c' * 32} "})
    assert (one.name, two.name) == ("机房", "cloud") and TOKEN not in repr(one)
    assert known((one, two), "c" * 32) is two and known((one, two), "") is None
    for wrong in (f"机房:{'k' * 31}", TOKEN, f":{TOKEN}", f"a:{TOKEN} a:{'c' * 32}", f"{'a' * 21}:{TOKEN}"):
        with pytest.raises(BadSetting, match="PORTAL_ALARMS") as told:
            Settings.from_environment({"PORTAL_ALARMS": wrong})
        assert TOKEN not in str(told.value)


def test_r18_6_an_alarm_stands_at_home_until_a_fault_was_opened(app: Flask, clock: TestClock) -> None:
    watched(app)
    centre(app)
    clock.moment = NOON
    posted(app, message(alert(), resolved("b" * 16)))
    operator = signed_in(app, OPERATOR)
    home = operator.get("/")
    assert "告警：磁盘将满 db01:9100，还没有登记故障" in home.text
    assert "近 7 天恢复、没有登记故障的告警 1 条" in home.text
    assert "还没有登记故障" in signed_in(app, HEAD).get("/").text
    link = next(a.get("href") for a in home.all("a") if "of=alarm-" in (a.get("href") or ""))
    sheet = operator.get(link)
    typed = dict(sheet.fields("/forms"))
    assert (typed["found"], typed["day"], typed["at"]) == ("监控告警", "2026-11-23", "09:30")
    assert (typed["system"], typed["symptom"]) == ("db01:9100", "磁盘将满：db01 的 /data 已用 91%")
    told = {"part": "基础软件", "business": "账务", "important": "否", "effect": "没有影响业务"}
    page = operator.submit(sheet, action="/forms", act="send", level="三级（一般）", **told)
    assert page.status == 200
    first, second = kept(app)
    assert first.fault_id and second.fault_id is None
    assert "告警：磁盘将满" not in operator.get("/").text
    assert "告警中" in operator.get(f"/documents/{first.fault_id}/case").text
    again = operator.submit(operator.get(link), action="/forms", act="send", level="三级（一般）", **told)
    assert again.status == 422
    clock.advance(days=8)
    assert "近 7 天恢复" not in signed_in(app, OPERATOR).get("/").text


def test_r18_6_of_one_alarm_one_fault_is_opened(app: Flask, clock: TestClock) -> None:
    watched(app)
    centre(app)
    clock.moment = NOON
    posted(app, message(alert()))
    operator, other = signed_in(app, OPERATOR), signed_in(app, HEAD)
    sheets = [each.get("/forms/f05-3/new?of=alarm-1") for each in (operator, other)]
    told = {"part": "基础软件", "business": "账务", "important": "否", "effect": "没有影响业务"}
    said = told | {"act": "send", "level": "三级（一般）"}
    pages = [
        each.submit(sheet, action="/forms", **said)
        for each, sheet in zip((operator, other), sheets, strict=True)
    ]
    assert [page.status for page in pages] == [200, 422]


def test_r18_6_of_two_who_send_a_fault_for_one_alarm_at_once_one_is_refused(app: Flask, clock) -> None:
    watched(app)
    centre(app)
    clock.moment = NOON
    posted(app, message(alert()))
    with app.app_context():
        said = fault(time(11, 45), alarm=Ref(1, "G1", "磁盘将满"))
        sent("F05-3", said, OPERATOR)
        with pytest.raises(Refused, match="这条告警已经登记过故障"):
            sent("F05-3", said, HEAD)


def test_the_page_lists_what_fires_first_and_goes_on_behind_the_last(app: Flask) -> None:
    watched(app)
    centre(app)
    firing = [alert(f"{n:016x}", labels={"alertname": f"甲{n:03}"}) for n in range(20)]
    over = [resolved(f"f{n:015x}", labels={"alertname": f"乙{n:03}"}) for n in range(20)]
    posted(app, message(*over, *firing))
    operator = signed_in(app, OPERATOR)
    page = operator.get("/alarms")
    names = [cell.text for cell in page.all("strong")]
    assert names == [f"甲{n:03}" for n in reversed(range(20))] + [f"乙{n:03}" for n in range(19, 9, -1)]
    (more,) = [a.get("href") for a in page.all("a") if "after=" in (a.get("href") or "")]
    rest = operator.get(more)
    assert [cell.text for cell in rest.all("strong")] == [f"乙{n:03}" for n in reversed(range(10))]
    for odd in ("x", "firing", "firing-x", "resolved-999999999", "-1", "firing-0"):
        assert operator.get(f"/alarms?after={odd}").status == 200
    assert signed_in(app, "1001").get("/alarms").status == 404


def test_the_page_and_home_ask_the_same_with_one_alarm_and_with_many(app: Flask) -> None:
    watched(app)
    centre(app)
    posted(app, message(alert(), resolved("b" * 16)))
    operator = signed_in(app, OPERATOR)
    few = [count(app, operator, path) for path in ("/alarms", "/")]
    posted(app, message(*(alert(f"{n:016x}") for n in range(40))))
    assert [count(app, operator, path) for path in ("/alarms", "/")] == few
    assert few[0] <= 15


def test_f18_6_lists_what_began_in_the_month(app: Flask) -> None:
    watched(app)
    centre(app)
    posted(app, message(alert(), resolved("b" * 16, startsAt="2026-10-31T16:00:00Z")))
    posted(app, message(resolved("d" * 16, startsAt="2026-10-31T15:59:59Z")))
    page = signed_in(app, OPERATOR).get("/reports/f18-6?since=2026-11&until=2026-11")
    assert "2026-11-23 09:30" in page.text and "2026-11-01 00:00" in page.text
    assert "2026-10-31 23:59" not in page.text and "告警中" in page.text and "没有登记" in page.text
    assert "F05-3" in signed_in(app, OPERATOR).get("/pages/f18-7").text
