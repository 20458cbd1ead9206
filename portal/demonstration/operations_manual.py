"""What operations wrote down by its manual: documents that were released, revised and are reviewed."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from portal.core.approval.sending import send
from portal.core.attachments.operations import Chosen, attach
from portal.core.documents.operations import Author
from portal.core.facts import Ref
from portal.core.org.models import Person
from portal.core.org.roles import title_of
from portal.core.spreadsheets.writing import table_workbook
from portal.core.web.context import catalogue, settings, today
from portal.demonstration.it_service import DATABASE, ref
from portal.demonstration.items import named
from portal.demonstration.papers import at, deliver, settle, working_days
from portal.extensions import db, writing
from portal.regulations.operations_manual import facts as r18

PEOPLE = ("1071", "1072", "1073")
ROLES = ("network_admin", "app_db_admin", "terminal_admin")


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
    deployed(days[3], database)
    accounts(days, database, network)
    trained(days[5], author_of)
    registered(days[6], database)
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


def deployed(day: date, author: Author) -> None:
    """A database that was set up, confirmed by the lead."""
    steps = (("安装软件包", "版本号"), ("建库、建角色", "能登录"), ("接入监控和备份", "看到告警测试"))
    lines = tuple(
        r18.DeployedStep(key=f"{n:08x}", step=step, check=check, result="通过")
        for n, (step, check) in enumerate(steps)
    )
    told = r18.Deployment(
        day=day, layer="数据库", host="db02", component="PostgreSQL", version="16.4", manual="YW-BF-01",
        lines=lines, rollback="停服务，恢复部署前的虚拟机快照。", outcome="成功",
    )  # fmt: skip
    settle(deliver("F18-5", told, author, at(day, 17)), at(day, 18), "approve")


def trained(day: date, author_of: Callable[[str], Author]) -> None:
    """Three people of the unit, of whom one did not come."""
    people = [db.session.get_one(Person, author_of(number).person_id) for number in PEOPLE]
    lines = tuple(
        r18.Trainee(
            key=f"{n:08x}", person=Ref(row.id, row.number, row.name), present=n < len(people) - 1,
            title=title_of(role), score=(92, 85, None)[n],
        )
        for n, (row, role) in enumerate(zip(people, ROLES, strict=True))
    )  # fmt: skip
    told = r18.Training(
        day=day, topic="数据库备份与恢复", teacher="蔡文博", place="三楼会议室", passing=60, lines=lines,
        content="备份方式、恢复步骤、每季度演练怎么做。",
    )  # fmt: skip
    deliver("F18-8", told, author_of("1074"), at(day, 16))


def accounts(days: list[date], database: Author, network: Author) -> None:
    """Two accounts in use, one of them with other rights by now; a third is asked for."""
    told = (
        (days[2], "发放", "账务系统", "cai", database, "查询"),
        (days[3], "发放", "核心交换机", "jiang", network, "只读"),
        (days[6], "变更", "核心交换机", "jiang", network, "读写"),
    )
    for day, kind, system, name, holder, right in told:
        document_id = deliver("F18-4", granted(day, kind, system, name, holder, right), holder, at(day, 9))
        settle(document_id, at(day, 11), "approve")
    asked = granted(days[-1], "发放", "虚拟化平台", "cai-vm", database, "管理")
    deliver("F18-4", asked, database, at(days[-1], 9))


def granted(day: date, *words: Any) -> r18.AccountPaper:
    """What is asked for: an act, a system, an account, its holder, a right."""
    kind, system, name, holder, right = words
    person = db.session.get_one(Person, holder.person_id)
    post = title_of(dict(zip(PEOPLE, ROLES, strict=True))[person.number])
    return r18.AccountPaper(
        day=day, kind=kind, since=day, system=system, account=name, right=right, title=post,
        reason="按岗位分配", holder=Ref(person.id, person.number, person.name), vault=f"保险箱 {name}",
    )  # fmt: skip


def registered(day: date, author: Author) -> None:
    """Two servers, one of which is a configuration item, and what a system holds."""
    host = "虚拟化主机一"
    told: dict[str, Any] = {"day": day, "owner": ref(DATABASE), "place": "总部机房 A 柜"}
    usual = told | {"cpu": "2×16 核", "disk": "4×1.92 TB", "state": "在用"}
    servers = (
        r18.Server(
            **usual, name=host, item=named(host), model="R750", serial="SN-75A-0192", memory="256 GB",
            addresses="10.20.1.11 fd00:20::11", system="Proxmox VE 8", warranty=date(day.year + 2, 3, 31),
        ),
        r18.Server(
            **usual, name="db02", model="R650", serial="SN-65A-0407", memory="128 GB",
            addresses="10.20.2.12", system="Debian 12", warranty=date(day.year + 1, 9, 30),
        ),
    )  # fmt: skip
    data = r18.InformationAsset(
        **told, name="订货系统", data_class="重要", backup="每天", copies="备份存储（东区实验中心）",
        risk="数据库只有一台，故障时要从备份恢复，最多丢一天。", measures="每季度演练恢复；明年加一台备机。",
    )  # fmt: skip
    for said in servers:
        settle(deliver("F18-2", said, author, at(day, 11)), at(day, 16), "approve")
    settle(deliver("F18-3", data, author, at(day, 14)), at(day, 17), "approve")
