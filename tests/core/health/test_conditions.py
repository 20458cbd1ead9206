"""运行状况: each part of the portal, how it stands on both sides of each boundary, and what to do."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from portal.config import Settings
from portal.core.calendar import Calendar
from portal.core.health import conditions
from portal.core.health.condition import ACT, FINE, WATCH, Asking, Condition, Seen
from portal.core.health.figures import Figures, Room
from portal.core.health.models import CertificateSeen
from portal.core.instants import Moment
from portal.core.jobs.models import JobState
from portal.core.terms import Terms
from portal.outgoing import Outgoing
from portal.sealing import Sealing

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
SHANGHAI = ZoneInfo("Asia/Shanghai")
NOTHING = Figures(0, None, 0, 0, 0, 0, 0, None, 0, 0, None, 0, 0, 0, 0, None)
AMPLE = Room(100 * 1024**3, 50 * 1024**3, 7 * 1024**2)
CONFIGURED = Settings(
    Path("/x"), "", outgoing=Outgoing(url="https://portal.example.com"), sealing=Sealing(Path("/x"))
)


def seen(at: datetime = AT, **changed: Any) -> Seen:
    moment = Moment(at, Terms(at.date(), Calendar(official_years=range(2004, 2027))))
    known = Seen(moment, SHANGHAI, Settings(Path("/x"), ""), NOTHING, AMPLE, {}, {})
    return known._replace(**changed)


def ago(**span: float) -> datetime:
    return AT - timedelta(**span)


def job(ended: datetime | None = None, failed: datetime | None = None, failures: int = 0) -> JobState:
    fault = "KeyError" if failed else ""
    return JobState(name="x", ended_at=ended, failed_at=failed, failures=failures, fault=fault)


def one(ask: Asking, known: Seen) -> Condition:
    (found,) = ask(known)
    return found


def test_a_company_where_all_is_well_has_nothing_to_do() -> None:
    beat = {"worker_beat": job(AT)}
    for ask in conditions.CONDITIONS:
        for condition in ask(seen(jobs=beat)):
            assert (condition.level, condition.todo) == (FINE, ""), condition


@pytest.mark.parametrize("minutes, level", [(0, FINE), (4, FINE), (5, WATCH), (14, WATCH), (15, ACT)])
def test_a_worker_that_says_nothing_is_told(minutes: int, level: int) -> None:
    found = one(conditions.worker, seen(jobs={"worker_beat": job(ago(minutes=minutes))}))
    assert found.level == level and bool(found.todo) is (level > FINE)
    assert (f"已有 {minutes} 分钟没有报到" in found.sentence) is (level > FINE)


def test_a_worker_that_never_was_there_is_told() -> None:
    assert one(conditions.worker, seen()).level == ACT


@pytest.mark.parametrize("ask, what", [
    (conditions.papers, "papers"), (conditions.batches, "batches"), (conditions.scans, "scans"),
])  # fmt: skip
@pytest.mark.parametrize("minutes, level", [(14, FINE), (15, WATCH), (119, WATCH), (120, ACT)])
def test_what_waits_long_is_told_with_since_when(ask, what: str, minutes: int, level: int) -> None:
    waits = NOTHING._replace(**{f"{what}_wanted": 3, f"{what}_since": ago(minutes=minutes)})
    found = one(ask, seen(figures=waits))
    assert found.level == level
    assert found.sentence.startswith("3 ") and "从 2026-11-23 0" in found.sentence


def test_papers_that_were_not_made_and_pages_nobody_knows_stand_beside() -> None:
    _, failed = conditions.papers(seen(figures=NOTHING._replace(papers_failed=2)))
    assert failed.level == ACT and failed.sentence.startswith("2 份")
    _, pages = conditions.scans(seen(figures=NOTHING._replace(pages_waiting=4)))
    assert (pages.level, pages.endpoint) == (FINE, "scans.waiting_pages")


@pytest.mark.parametrize("stuck, failed, level", [(0, 0, FINE), (1, 0, WATCH), (1, 1, ACT)])
def test_notices_that_did_not_leave_are_told(stuck: int, failed: int, level: int) -> None:
    found = one(
        conditions.notices, seen(figures=NOTHING._replace(notices_stuck=stuck, notices_failed=failed))
    )
    assert found.level == level and found.endpoint == ("deliveries.index" if level else "")


def test_a_job_that_fails_is_told_until_a_day_after_it_is_mended() -> None:
    failing = one(conditions.failed_jobs, seen(jobs={"seal_days": job(ago(hours=2), ago(hours=1), 3)}))
    assert failing.level == ACT
    assert failing.sentence.startswith("每日封存：连续失败 3 次，最后一次在 2026-11-23 09:00（KeyError）")
    for hours, level in ((23, WATCH), (24, FINE)):
        mended = {"seal_days": job(ago(minutes=1), ago(hours=hours), 3)}
        assert one(conditions.failed_jobs, seen(jobs=mended)).level == level
    old = {"seal_days": job(None, ago(days=9), 1)}
    assert one(conditions.failed_jobs, seen(jobs=old)).level == ACT


@pytest.mark.parametrize("free, level", [
    (5 * 1024**3, FINE), (5 * 1024**3 - 1, WATCH), (1024**3, WATCH), (1024**3 - 1, ACT), (0, ACT),
])  # fmt: skip
def test_a_disk_that_fills_is_told(free: int, level: int) -> None:
    assert one(conditions.disk, seen(room=Room(100 * 1024**3, free, 0))).level == level


def test_sizes_are_told_as_people_read_them() -> None:
    told = one(conditions.disk, seen(room=Room(80 * 1024**3, 3 * 1024**3 // 2, 7 * 1024**2))).sentence
    assert told == "还剩 1.5 GB，共 80.0 GB；数据库 7 MB"


@pytest.mark.parametrize("left, level, words", [
    (timedelta(days=30, seconds=1), FINE, "还有 30 天"), (timedelta(days=30), WATCH, "还有 30 天"),
    (timedelta(days=7, seconds=1), WATCH, "还有 7 天"), (timedelta(days=7), ACT, "还有 7 天"),
    (timedelta(seconds=1), ACT, "还有 0 天"), (timedelta(0), ACT, "过期"),
])  # fmt: skip
def test_a_certificate_that_ends_is_told(left: timedelta, level: int, words: str) -> None:
    good = {name: CertificateSeen(name=name, until=AT + left, fault="") for name in ("portal", "seal")}
    found = list(conditions.certificates(seen(settings=CONFIGURED, certificates=good)))
    assert [condition.name for condition in found] == ["网址证书", "公司电子签章证书"]
    assert [condition.level for condition in found] == [level] * 2
    assert all(words in condition.sentence for condition in found)


def test_a_certificate_that_nobody_saw_or_that_cannot_be_read_is_told() -> None:
    unseen, broken = conditions.certificates(
        seen(settings=CONFIGURED, certificates={"seal": CertificateSeen(until=None, fault="密码不对")})
    )
    assert (unseen.level, broken.level, broken.sentence) == (WATCH, ACT, "密码不对")
    assert list(conditions.certificates(seen())) == []


@pytest.mark.parametrize("day, levels", [
    ((2026, 11, 30), [FINE]), ((2026, 12, 1), [WATCH]), ((2027, 1, 1), [ACT]),
])  # fmt: skip
def test_a_year_that_is_not_entered_is_told_from_december(day, levels: list[int]) -> None:
    found = list(conditions.calendar(seen(datetime(*day, 2, tzinfo=UTC))))
    assert [condition.level for condition in found] == levels
    assert [condition.endpoint for condition in found] == [
        "calendar:2027" if level else "" for level in levels
    ]


@pytest.mark.parametrize("minutes, level", [(-60, FINE), (5, FINE), (5.1, ACT)])
def test_a_clock_behind_the_last_entry_is_told(minutes: float, level: int) -> None:
    last = NOTHING._replace(last_event=AT + timedelta(minutes=minutes))
    assert one(conditions.clock, seen(figures=last)).level == level
