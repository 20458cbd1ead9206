"""What monitoring told the demonstration company: alarms that fire, one that is over."""

from datetime import datetime, timedelta

from portal.core.web.context import now
from portal.domain.operations.monitoring.alarms import take
from portal.domain.operations.monitoring.webhook import FIRING, RESOLVED, Group, Told
from portal.extensions import writing

MONITOR = "机房监控"


def tell_of_alarms() -> None:
    """A disk that fills up, told again and again; a container that began anew; a slow page, over."""
    at = now()
    disk = told("d15c", at - timedelta(hours=5), "磁盘将满", "critical", "db01:9100", "/data 已用 91%")
    container = told("c0de", at - timedelta(minutes=40), "容器反复重启", "warning", "报表", "重启 4 次")
    page = told("5107", at - timedelta(days=2), "页面响应慢", "warning", "客户门户", "首页 3 秒以上")
    for hours in (5, 4, 1):
        tell(at - timedelta(hours=hours), disk)
    tell(at - timedelta(minutes=40), container)
    over = page.starts_at + timedelta(minutes=25)
    tell(page.starts_at, page)
    tell(over, page._replace(status=RESOLVED, ends_at=over))


def tell(at: datetime, alarm: Told) -> None:
    """One message."""
    with writing():
        take(Group([alarm], 0), MONITOR, at)


def told(begins: str, starts: datetime, *words: str) -> Told:
    """An alarm that fires: its name, its severity, what it is about, a sentence."""
    name, severity, thing, summary = words
    return Told(f"{begins:0<16}", starts, FIRING, None, name, severity, thing, summary)
