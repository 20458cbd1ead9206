"""R05 §3, §附5: the register and the counts say what the records say."""

from datetime import date, time, timedelta

import pytest
from flask import Flask

from tests.conftest import TestClock, signed_in
from tests.domain.complaints.acts import decided
from tests.pages import Page
from tests.regulations.system_maintenance.maintenance import (
    HEAD,
    MANAGER,
    NOON,
    OPERATOR,
    affected,
    centre,
    change,
    fault,
    fault_report,
    log,
    plan,
    sent,
    work_done,
)

pytestmark = pytest.mark.both_databases


def lines(page: Page) -> dict[str, list[str]]:
    """The cells of a report's lines, by what stands first; the foot is none."""
    rows = [["".join(cell.itertext()).strip() for cell in row] for row in page.all("tr")]
    return {row[1]: row[2:] for row in rows if len(row) > 1 and row[0].isdigit()}


def test_the_counts_are_those_of_the_records(app: Flask, clock: TestClock) -> None:
    centre(app)
    clock.moment = NOON
    with app.app_context():
        first = sent("F05-3", fault(time(11, 45)), OPERATOR)
        sent("F05-3", fault(time(11, 50), part="配套网络", effect="部分受影响"), OPERATOR)
        clock.moment += timedelta(hours=1)
        told = fault_report(affected(time(11, 45), time(12, 20)), level="二级（较大）", downtime=35)
        sent("F05-3R", told, OPERATOR, first)
        sent("F05-4", change())
        sent("F05-2", log("31"), OPERATOR)
        sent("F05-2", log("20"), OPERATOR)
        decided(sent("F05-5", plan(date(2026, 11, 1), date(2026, 11, 30), date(2026, 11, 2))), {})
        sent("F05-5R", work_done(1), OPERATOR)
    li = signed_in(app, MANAGER)
    by_part = lines(li.get("/reports/f05-2t"))
    assert by_part["应用软件"] == ["1", "0", "0", "0", "0", "0"]
    assert by_part["配套网络"] == ["1", "1", "0", "0", "0", "0"]
    assert by_part["机房环境"] == ["0", "0", "1", "1", "2", "1"]
    levels = lines(li.get("/reports/f05-3c?by=level"))
    assert levels["二级（较大）"] == ["1", "0", "1", "0", "0", "1", "35"]
    assert levels["三级（一般）"] == ["1", "0", "0", "1", "0", "1", "0"]
    assert lines(li.get("/reports/f05-3c?by=month"))["2026-11"][0] == "2"
    register = li.get("/reports/f05-3t").text
    assert "2026-11-23 11:45" in register and "2026-11-23 12:20" in register
    assert "核心账务系统" in signed_in(app, HEAD).get("/reports/f05-3t").text
