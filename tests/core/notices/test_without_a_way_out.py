"""A company without mail and robots: everything is told in the portal, and nothing waits to leave it."""

import pytest
from flask import Flask

from portal.config import Settings
from tests.core.notices.outbox import deliveries, notices
from tests.pages import Browser
from tests.plans import plan


@pytest.fixture
def mail_port() -> int:
    return 0


@pytest.fixture
def settings(database, tmp_path) -> Settings:
    (tmp_path / "files").mkdir()
    return Settings(tmp_path, database.copy(tmp_path), testing=True)


def test_notices_stay_in_the_portal(app: Flask, zhou: Browser) -> None:
    plan(app)
    assert len(notices(app, "1003")) == 1
    assert deliveries(app) == []
    page = zhou.get("/notices/settings")
    assert "通知只在门户里显示" in page.text
    assert "我的邮箱" not in page.text
    assert "已保存" in zhou.submit(page, action="/notices/settings", mail="x").text
