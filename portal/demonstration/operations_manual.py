"""What operations wrote down by its manual: documents that were released, revised and are reviewed."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from portal.core.approval.sending import send
from portal.core.attachments.operations import Chosen, attach
from portal.core.documents.operations import Author
from portal.core.spreadsheets.writing import table_workbook
from portal.core.web.context import catalogue, settings, today
from portal.demonstration.papers import at, settle, working_days
from portal.extensions import writing
from portal.regulations.operations_manual import facts as r18


def fill_manual(author_of: Callable[[str], Author]) -> None:
    """The administrator of applications and data, and the lead who reviews."""
    database, network = map(author_of, ("1072", "1071"))
    days = working_days(today() - timedelta(days=40), today() - timedelta(days=1))
    backup: dict[str, Any] = {"file_id": "YW-BF-01", "title": "数据库备份与恢复手册"}
    first = page(days[0], **backup, version="V1.0")
    newer = page(days[-6], **backup, version="V1.1", state="修订", change="补充每季度的恢复演练步骤")
    for said in (first, newer):
        released(said, database)
    plan: dict[str, Any] = {"title": "网络拓扑和地址规划", "version": "V2.0", "secrecy": "秘密"}
    released(page(days[2], file_id="YW-WL-02", **plan), network)
    release(page(days[-2], file_id="YW-JK-03", title="监控告警处理手册", version="V1.0"), network)


def page(day: date, **told: Any) -> r18.ManualPage:
    """A document's cover."""
    usual: dict[str, Any] = {"day": day, "state": "发布", "secrecy": "内部公开"}
    return r18.ManualPage(**usual | told)


def release(said: r18.ManualPage, author: Author) -> int:
    """Send a document with its file for review."""
    moment, key = at(said.day, 10), f"demo:{said.file_id}:{said.version}"
    content = table_workbook(said.title, ("步骤", "怎么做"), [("1", "见各节")])
    with writing():
        chosen = Chosen(f"{said.title} {said.version}.xlsx", content)
        attach(author.person_id, key, chosen, 1, moment.at, settings().files)
        return send(catalogue().type("F18-1"), said, author, key, moment).id


def released(said: r18.ManualPage, author: Author) -> None:
    """The same, reviewed."""
    settle(release(said, author), at(said.day, 15), "approve")
