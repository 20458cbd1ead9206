"""What IT of the demonstration company wrote down: for all, for itself, replaced, to be reviewed, waiting."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, NamedTuple

from portal.core.documents.operations import Author
from portal.core.web.context import today
from portal.demonstration.papers import at, deliver, settle, working_days
from portal.domain.operations.models import Article
from portal.domain.operations.references import named
from portal.extensions import db
from portal.regulations.it_service import facts as r09


class Lesson(NamedTuple):
    """An article: by whom, how many days it holds, what it says."""

    by: str
    holds: int
    title: str
    part: Any
    symptom: str
    cause: str
    solution: str
    keywords: str
    audience: Any = "全体员工"


OLD = Lesson(
    "1073", 200, "打印机卡纸", "终端和外设", "打印机提示卡纸，不出纸。", "", "打开前盖把纸抽出来。", "缺纸",
)  # fmt: skip
NEW = Lesson(
    "1073", 300, "打印机卡纸怎么办", "终端和外设", "打印机不出纸，面板提示卡纸，重启后还是一样。",
    "纸没有放平，或者纸盒里混了不同厚度的纸。",
    "1. 关电源，等十秒。\n2. 打开前盖，两手顺着出纸方向慢慢抽出卡住的纸，不要撕断。\n"
    "3. 取出纸盒，把纸抖松、放平，不超过上限线。\n4. 合上前盖，开电源，打一张测试页。\n"
    "还卡就报修，写明哪台打印机。",
    "缺纸 不出纸 打印",
)  # fmt: skip
SOON = Lesson(
    "1071", 20, "在家连不上 VPN", "网络和安全", "在家登录 VPN，提示「无法连接服务器」或者一直转圈。",
    "家里的路由器时间不对，或者客户端是旧版本。",
    "1. 先看网页能不能打开，打不开是家里的网络问题。\n2. 把电脑时间改成自动同步。\n"
    "3. 退出客户端，从软件中心装最新版本，再登录。", "VPN 远程办公 居家",
)  # fmt: skip
MAIL = Lesson(
    "1072", 250, "邮件附件太大发不出去", "应用系统", "发送带附件的邮件，提示超过大小限制。",
    "一封邮件连附件最大 20 MB。", "把附件放到部门共享盘，邮件里只写位置；要给外单位的，分成几封发。",
    "Outlook 附件 退信",
)  # fmt: skip
SWITCH = Lesson(
    "1071", 180, "三楼接入交换机重启步骤", "网络和安全", "三楼整层断网，接入交换机指示灯不闪。",
    "交换机内存占满后不转发。", "1. 在变更日历登记紧急变更，口头报技术主管。\n2. 从控制口登录，保存配置。\n"
    "3. 重启，看上联口灯亮，抽查两个工位。\n4. 补书面确认，写进事件单。", "断网 交换机", "运维人员",
)  # fmt: skip
WAITING = Lesson(
    "1070", 330, "忘了门户密码", "应用系统", "登录门户提示工号或密码不对。", "",
    "带工牌到服务台，核对身份后由系统管理者重设，第一次登录自己改密码。", "密码 登录",
)  # fmt: skip


def fill_knowledge(author_of: Callable[[str], Author]) -> None:
    """Some are in force, one was replaced, one waits for the lead."""
    days = working_days(today() - timedelta(days=28), today())
    first = write(OLD, author_of, days[0])
    settle(first, at(days[1], 10), "approve")
    for lesson, day in zip((SOON, MAIL, SWITCH), days[2:5], strict=True):
        settle(write(lesson, author_of, day), at(day, 15), "approve")
    settle(write(NEW, author_of, days[6], first), at(days[7], 11), "approve")
    write(WAITING, author_of, days[-1])


def write(lesson: Lesson, author_of: Callable[[str], Author], day: date, replaces: int = 0) -> int:
    """Somebody writes one; returns its paper."""
    replaced = named(db.session.get_one(Article, replaces)) if replaces else None
    said = r09.Knowledge(
        day=day, title=lesson.title, part=lesson.part, audience=lesson.audience,
        expires=today() + timedelta(days=lesson.holds), symptom=lesson.symptom, cause=lesson.cause,
        solution=lesson.solution, keywords=lesson.keywords, replaces=replaced,
    )  # fmt: skip
    return deliver("F09-7", said, author_of(lesson.by), at(day, 9))
