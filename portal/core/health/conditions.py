"""How each part of the portal stands: a list of questions, each with what to do about its answer."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from portal.core.health.certificates import TITLES, wanted
from portal.core.health.condition import ACT, FINE, WATCH, Asking, Condition, Seen
from portal.core.health.job_words import words_of
from portal.core.instants import local_text
from portal.core.jobs.state import BEAT
from portal.core.terms import Terms

SILENT, DEAD = 5, 15  # minutes without a beat; one long job holds it up
SLOW, STUCK = 15, 120  # minutes that something waits
LATELY = timedelta(days=1)
SOON, AT_ONCE = timedelta(days=30), timedelta(days=7)
FEW, TOO_FEW = 5 * 1024**3, 1024**3  # bytes free
WARNED_FROM = 12
AHEAD = timedelta(minutes=5)
LOOK = "看服务日志；后台程序由 portal worker 运行"


def worker(seen: Seen) -> Iterator[Condition]:
    """The worker tells every minute that it lives."""
    row = seen.jobs.get(BEAT)
    if row is None or row.ended_at is None:
        yield Condition("后台程序", ACT, "还没有报到过", "在服务器上启动 portal worker")
        return
    silent, last = seen.minutes_since(row.ended_at), local_text(row.ended_at, seen.zone)
    level = ACT if silent >= DEAD else WATCH if silent >= SILENT else FINE
    told = f"最后一次报到在 {last}" + (f"，已有 {silent} 分钟没有报到" if level else "")
    yield Condition("后台程序", level, told, "在服务器上重新启动 portal worker" if level else "")


def papers(seen: Seen) -> Iterator[Condition]:
    """Archive PDFs."""
    known = seen.figures
    level, told = waiting(seen, known.papers_wanted, known.papers_since, "份单据等着打印")
    yield Condition("单据打印", level, told, LOOK if level else "")
    if known.papers_failed:
        told = f"{known.papers_failed} 份单据没有打印成功"
        yield Condition("单据打印", ACT, told, "看服务日志里的原因")


def batches(seen: Seen) -> Iterator[Condition]:
    """What people want printed as a whole."""
    known = seen.figures
    level, told = waiting(seen, known.batches_wanted, known.batches_since, "批等着批量打印")
    yield Condition("批量打印", level, told, LOOK if level else "")


def scans(seen: Seen) -> Iterator[Condition]:
    """What was uploaded, and what the program did not know."""
    known = seen.figures
    level, told = waiting(seen, known.scans_wanted, known.scans_since, "次上传等着识别")
    yield Condition("扫描件识别", level, told, LOOK if level else "")
    if known.pages_waiting:
        told = f"{known.pages_waiting} 页没有认出来，等人看"
        yield Condition("扫描件识别", FINE, told, endpoint="scans.waiting_pages")


def waiting(seen: Seen, count: int, since: datetime | None, what: str) -> tuple[int, str]:
    """How grave it is that so many wait since then, and how that is told."""
    if not count or since is None:
        return FINE, f"没有{what[1:]}"
    minutes = seen.minutes_since(since)
    level = ACT if minutes >= STUCK else WATCH if minutes >= SLOW else FINE
    return level, f"{count} {what}，最早的从 {local_text(since, seen.zone)} 起"


def notices(seen: Seen) -> Iterator[Condition]:
    """Mail and robots."""
    known = seen.figures
    level = ACT if known.notices_failed else WATCH if known.notices_stuck else FINE
    told = f"{known.notices_wanted} 条等着发出" if known.notices_wanted else "没有等着发出的"
    late = f"；没有发出的 {known.notices_stuck} 条，其中已放弃 {known.notices_failed} 条" if level else ""
    todo = "看原因，再试一次" if level else ""
    yield Condition("通知发送", level, told + late, todo, "deliveries.index" if level else "")


def failed_jobs(seen: Seen) -> Iterator[Condition]:
    """Jobs that fail, and those that did of late."""
    rows = [(name, row, row.failed_at) for name, row in sorted(seen.jobs.items()) if row.failed_at]
    lately = [each for each in rows if each[1].is_failing or seen.moment.at - each[2] < LATELY]
    for name, row, failed_at in lately:
        last = f"{local_text(failed_at, seen.zone)}（{row.fault}）"
        told = f"{words_of(name)}：连续失败 {row.failures} 次，最后一次在 {last}"
        if row.is_failing:
            yield Condition("后台任务", ACT, told, LOOK)
        else:
            yield Condition("后台任务", WATCH, f"{told}，现在已恢复", LOOK)
    if not lately:
        yield Condition("后台任务", FINE, "最近一天没有失败的")


def disk(seen: Seen) -> Iterator[Condition]:
    """Room for files and for the database."""
    room = seen.room
    level = ACT if room.free < TOO_FEW else WATCH if room.free < FEW else FINE
    told = f"还剩 {size(room.free)}，共 {size(room.total)}；数据库 {size(room.database)}"
    yield Condition("磁盘", level, told, "腾出空间，或换大一些的磁盘" if level else "")


def size(count: int) -> str:
    """Bytes as people read them."""
    return f"{count / 1024**3:.1f} GB" if count >= 1024**3 else f"{count / 1024**2:.0f} MB"


def certificates(seen: Seen) -> Iterator[Condition]:
    """Until when certificates are good."""
    for name in wanted(seen.settings):
        row = seen.certificates.get(name)
        if row is None:
            yield Condition(TITLES[name], WATCH, "后台程序还没有看过", "等一小时；还没有，看服务日志")
        elif row.until is None:
            yield Condition(TITLES[name], ACT, row.fault, "换一张证书，或改正设置")
        else:
            yield lasting(TITLES[name], row.until, seen)


def lasting(title: str, until: datetime, seen: Seen) -> Condition:
    """A certificate that is good until then."""
    left = until - seen.moment.at
    level = ACT if left <= AT_ONCE else WATCH if left <= SOON else FINE
    day = local_text(until, seen.zone)[:10]
    told = f"已于 {day} 过期" if left <= timedelta() else f"有效到 {day}，还有 {left.days} 天"
    return Condition(title, level, told, "换一张新的证书" if level else "")


def unentered_years(terms: Terms) -> list[int]:
    """The years whose notice is missing: this one, and from December on the next."""
    coming = (terms.day.year + 1,) if terms.day.month == WARNED_FROM else ()
    return [year for year in (terms.day.year, *coming) if not terms.calendar.covers(year)]


def without_notice(year: int) -> str:
    """How a year is told whose notice is missing."""
    return f"{year}年放假安排还没有录入，期限只是暂定"


def calendar(seen: Seen) -> Iterator[Condition]:
    """The notices of the holidays."""
    terms = seen.moment.terms
    missing = unentered_years(terms)
    for year in missing:
        level = ACT if year == terms.day.year else WATCH
        yield Condition("工作日历", level, without_notice(year), "录入放假通知", f"calendar:{year}")
    if not missing:
        yield Condition("工作日历", FINE, f"{terms.day.year}年放假安排已有")


def clock(seen: Seen) -> Iterator[Condition]:
    """The server's clock: nothing may have been done later than now."""
    last, here = seen.figures.last_event, local_text(seen.moment.at, seen.zone)
    told = f"现在 {here}（{seen.zone}）"
    if last and last - seen.moment.at > AHEAD:
        told += f"，最后一条审计记录却在 {local_text(last, seen.zone)}"
        yield Condition("时钟", ACT, told, "校准服务器的时间")
    else:
        yield Condition("时钟", FINE, told)


CONDITIONS: tuple[Asking, ...] = (
    worker, failed_jobs, papers, batches, scans, notices, disk, certificates, calendar, clock,
)  # fmt: skip
