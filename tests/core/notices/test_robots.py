"""Robots of group chats, at a real server in place of the vendors': what they say and what they refuse."""

import json
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import ClassVar

import pytest
from apprise.plugins.dingtalk import NotifyDingTalk
from apprise.plugins.feishu import NotifyFeishu
from apprise.plugins.lark import NotifyLark
from apprise.plugins.wecombot import NotifyWeComBot
from flask import Flask

from portal.core.notices.models import NoticeChoice
from portal.extensions import writing
from portal.outgoing import Robot
from tests.core.notices.outbox import CHEN, ZHOU, deliveries, news, say, send_round, states

KEY = "abcdef0123456789"
PLUGINS = {"wecombot": NotifyWeComBot, "dingtalk": NotifyDingTalk, "feishu": NotifyFeishu, "lark": NotifyLark}


class Vendor(BaseHTTPRequestHandler):
    """Takes what a robot says; answers 200, as they all do."""

    heard: ClassVar[list[str]] = []
    answer: ClassVar[dict[str, object]] = {}

    def do_POST(self) -> None:
        self.heard.append(json.dumps(json.loads(self.rfile.read(int(self.headers["Content-Length"]))),
                                     ensure_ascii=False))  # fmt: skip
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(self.answer).encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(params=PLUGINS)
def vendor(request: pytest.FixtureRequest, app: Flask, monkeypatch) -> Iterator[type[Vendor]]:
    """The vendor's server, a robot of his in the portal, chosen by 周敏 and 陈立 for their tasks."""
    server = HTTPServer(("127.0.0.1", 0), Vendor)
    thread = Thread(target=server.serve_forever)
    thread.start()
    monkeypatch.setattr(PLUGINS[request.param], "notify_url", f"http://127.0.0.1:{server.server_port}/")
    monkeypatch.setattr(Vendor, "heard", [])
    monkeypatch.setattr(Vendor, "answer", {"errcode": 0, "code": 0})
    settings = app.config["SETTINGS"]
    robot = Robot("销售群", f"{request.param}://{KEY}")
    app.config["SETTINGS"] = replace(settings, outgoing=replace(settings.outgoing, robots=(robot,)))
    with app.app_context(), writing() as session:
        for person_id in (CHEN, ZHOU):
            wish = {"kind": "task", "channel": "robot:销售群", "mode": "at_once"}
            session.add(NoticeChoice(person_id=person_id, **wish))
            session.add(NoticeChoice(person_id=person_id, kind="task", channel="mail", mode="off"))
    yield Vendor
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_group_hears_whom_and_how_many_and_not_what_papers_say(app: Flask, vendor: type[Vendor]) -> None:
    say(app, news("密件一"), news("密件二"), news("密件三", person_id=CHEN))
    send_round(app)
    (heard,) = vendor.heard
    assert "周敏：轮到我办理 2" in heard
    assert "陈立：轮到我办理 1" in heard
    assert "http://portal.example.com/notices" in heard
    assert "密件" not in heard
    assert states(app) == ["sent"] * 3


def test_a_refusal_inside_a_200_loses_nothing(app: Flask, vendor: type[Vendor]) -> None:
    vendor.answer = {"errcode": 93000, "errmsg": "invalid webhook url", "code": 19001, "msg": "no"}
    say(app, news())
    send_round(app)
    (row,) = deliveries(app)
    assert (row.state, row.attempts) == ("wanted", 1)
    assert row.fault == "机器人没有接受，请检查网络和密钥"
    assert KEY not in row.fault
