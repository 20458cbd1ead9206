"""Messages as Prometheus Alertmanager posts them (webhook format, version 4), and who posts them."""

import json
from dataclasses import replace
from typing import Any

from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from portal.domain.operations.models import Alarm
from portal.extensions import db
from portal.monitors import Monitor

TOKEN = "k" * 32
STARTED = "2026-11-23T01:30:00.739266876Z"
NEVER = "0001-01-01T00:00:00Z"


def watched(app: Flask) -> None:
    """A monitor may tell of alarms."""
    settings = app.config["SETTINGS"]
    monitors = (Monitor("机房", TOKEN), Monitor("云上", "c" * 40))
    app.config["SETTINGS"] = replace(settings, monitors=monitors)


def alert(fingerprint: str = "1a30ba71cca2921f", **other: Any) -> dict[str, Any]:
    """One alert, firing."""
    told = {
        "status": "firing",
        "labels": {"alertname": "磁盘将满", "instance": "db01:9100", "job": "node", "severity": "critical"},
        "annotations": {"summary": "db01 的 /data 已用 91%", "description": "四小时内写满"},
        "startsAt": STARTED,
        "endsAt": NEVER,
        "generatorURL": "http://prometheus.example.org:9090/graph?g0.expr=disk&g0.tab=1",
        "fingerprint": fingerprint,
    }
    return told | other


def resolved(fingerprint: str = "1a30ba71cca2921f", **other: Any) -> dict[str, Any]:
    """The same, over."""
    return alert(fingerprint, **{"status": "resolved", "endsAt": "2026-11-23T02:00:00Z"} | other)


def message(*alerts: dict[str, Any], **other: Any) -> dict[str, Any]:
    """A group of alerts."""
    fires = any(each["status"] == "firing" for each in alerts)
    told = {
        "version": "4",
        "groupKey": '{}/{severity="critical"}:{alertname="磁盘将满"}',
        "truncatedAlerts": 0,
        "status": "firing" if fires else "resolved",
        "receiver": "guiju",
        "groupLabels": {"alertname": "磁盘将满"},
        "commonLabels": {"alertname": "磁盘将满", "job": "node"},
        "commonAnnotations": {},
        "externalURL": "http://alertmanager.example.org:9093",
        "alerts": alerts,
    }
    return told | other


def posted(app: Flask, said: Any, token: str | None = TOKEN, **headers: str) -> TestResponse:
    """What the address answers to a program without a cookie."""
    body = said if isinstance(said, bytes) else json.dumps(said).encode()
    headers |= {"Authorization": f"Bearer {token}"} if token is not None else {}
    return app.test_client().post(
        "/alarms/alertmanager", data=body, headers=headers, content_type="application/json"
    )


def kept(app: Flask) -> list[Alarm]:
    """Every alarm, the oldest first."""
    with app.app_context():
        return list(db.session.scalars(select(Alarm).order_by(Alarm.id)))
