"""What the forms of R18 say."""

from datetime import date
from typing import Annotated as A
from typing import Literal

import msgspec

from portal.core.facts import Cell, Facts, Line, Ref, Short, Table, Text, When

RELEASED, REVISED = "发布", "修订"
PUBLIC, INTERNAL, SECRET = "公开", "内部公开", "秘密"
State = Literal["发布", "修订"]
Secrecy = Literal["公开", "内部公开", "秘密"]
FileId = A[str, msgspec.Meta(max_length=40)]
Version = A[str, msgspec.Meta(max_length=20)]
Title = A[str, msgspec.Meta(max_length=80)]


class ManualPage(Facts, frozen=True, kw_only=True):
    """F18-1 文档控制页: a document as it stands on its cover; the document itself goes with it as a file."""

    day: A[date, Cell("日期", "§0", 4)]
    title: A[Title, Cell("文档名称", "§0", 12)]
    file_id: A[FileId, Cell("文件编号", "§0", 6)]
    version: A[Version, Cell("版本", "§0", 6)]
    state: A[State, Cell("文件状态", "§0", 6)]
    secrecy: A[Secrecy, Cell("密级", "§0", 6)]
    change: A[Text, Cell("变更说明", "§0", 12)] = ""


Layer = Literal["存储设备", "数据库", "操作系统", "公司软件", "其他"]
PASSED, FAILED = "通过", "没有通过"
Checked = Literal["通过", "没有通过", "不用检查"]
SUCCEEDED, TAKEN_BACK = "成功", "已回退"
Outcome = Literal["成功", "已回退"]


class DeployedStep(Line, frozen=True, kw_only=True):
    """A step as it was taken, and how it was found to work."""

    step: A[Text, Cell("步骤", "§4", 6)]
    check: A[Short, Cell("怎样检查", "§4", 4)] = ""
    result: A[Checked, Cell("检查结果", "§4", 2)]


class Deployment(Facts, frozen=True, kw_only=True):
    """F18-5 部署记录: what was set up on which host, by which steps, and how it is taken back."""

    day: A[date, Cell("部署日期", "§4", 4)]
    layer: A[Layer, Cell("部署什么", "§4", 4)]
    host: A[Title, Cell("主机", "§4", 8)]
    component: A[Title, Cell("组件", "§4", 8)]
    version: A[Version, Cell("版本", "§4", 4)]
    manual: A[Short, Cell("按哪份文档", "§4", 8)] = ""
    lines: A[tuple[DeployedStep, ...], Table("步骤和检查", "§4", 1, 40)]
    rollback: A[Text, Cell("回退办法", "§4", 12)]
    outcome: A[Outcome, Cell("结果", "§4", 4)]
    remark: A[Text, Cell("说明", "§4", 12)] = ""


class Trainee(Line, frozen=True, kw_only=True):
    """Whether somebody came, and what he scored; he signs the print by hand."""

    person: A[Ref, Cell("姓名", "§7", 3, of="person")]
    title: A[str, Cell("岗位", "§7", 3, copied="person.title")] = ""
    present: A[bool, Cell("到场", "§7", 1)]
    score: A[int | None, Cell("成绩", "§7", 1)] = None
    signed: A[Short, Cell("本人签名（打印后手签）", "§7", 4)] = ""


class Training(Facts, frozen=True, kw_only=True):
    """F18-8 培训签到与考核: what was taught, who came, who passed."""

    day: A[date, Cell("培训日期", "§7", 4)]
    topic: A[Title, Cell("主题", "§7", 8)]
    teacher: A[Short, Cell("讲课人", "§7", 4)]
    place: A[Short, Cell("地点", "§7", 4)] = ""
    passing: A[int | None, Cell("合格分数", "§7", 4)] = None
    content: A[Text, Cell("内容", "§7", 12)]
    lines: A[tuple[Trainee, ...], Table("签到和成绩", "§7", 1, 100)]


ISSUED, CHANGED, WITHDRAWN = "发放", "变更", "收回"
Act = Literal["发放", "变更", "收回"]


class AccountPaper(Facts, frozen=True, kw_only=True):
    """F18-4 帐号登记: who may use which account for what, from when on; never how it is proved."""

    day: A[date, Cell("登记日期", "§3.3.2", 4)]
    kind: A[Act, Cell("做什么", "§3.3.2", 4)]
    since: A[date, Cell("从哪天起", "§3.3.2", 4)]
    system: A[Title, Cell("系统", "§3.3.2", 8)]
    account: A[Short, Cell("帐号", "§3.3.2", 4)]
    holder: A[Ref, Cell("持有人", "§3.3.2", 6, of="person")]
    title: A[str, Cell("岗位", "§3.3.2", 6, copied="holder.title")] = ""
    right: A[Text, Cell("权限", "§3.3.2", 12, when=When("kind", ("发放", "变更")))] = ""
    vault: A[Short, Cell("密码保管在哪里", "§3.3.2", 12)] = ""
    reason: A[Text, Cell("事由", "§3.3.2", 12)]


class AccountReview(Facts, frozen=True, kw_only=True):
    """F18-4R 帐号复核记录: every quarter the lead looks at all accounts in use."""

    day: A[date, Cell("复核日期", "§3.3.2", 4)]
    live: A[int, Cell("在用的帐号", "§3.3.2", 4, unit="个")]
    checked: A[bool, Cell("逐个核对过", "§3.3.2", 4)]
    found: A[Text, Cell("发现什么，怎样处理", "§3.3.2", 12)]


Addresses = A[str, msgspec.Meta(max_length=200)]
ServerState = Literal["在用", "备用", "停用", "报废"]


class Server(Facts, frozen=True, kw_only=True):
    """F18-2 服务器资产台账: a server as it is from now on."""

    day: A[date, Cell("登记日期", "§3.2", 4)]
    state: A[ServerState, Cell("状态", "§3.2", 4)]
    name: A[Short, Cell("服务器名称", "§3.2", 6)]
    item: A[Ref | None, Cell("配置项", "§3.2", 6, of="item")] = None
    model: A[Title, Cell("型号", "§3.2", 6)]
    serial: A[Short, Cell("序列号", "§3.2", 6)] = ""
    cpu: A[Short, Cell("处理器", "§3.2", 4)]
    memory: A[Short, Cell("内存", "§3.2", 4)]
    disk: A[Short, Cell("硬盘", "§3.2", 4)]
    addresses: A[Addresses, Cell("IP 地址（空格隔开）", "§3.2", 12)] = ""
    system: A[Short, Cell("操作系统", "§3.2", 6)]
    place: A[Short, Cell("机房和机柜", "§3.2", 6)]
    owner: A[Ref, Cell("负责人", "§3.2", 6, of="person")]
    warranty: A[date | None, Cell("保修到", "§3.2", 6)] = None
    remark: A[Text, Cell("说明", "§3.2", 12)] = ""


DataClass = Literal["公开", "内部", "敏感", "重要"]
BACKED_UP = ("实时", "每天", "每周", "每月")
Backup = Literal["实时", "每天", "每周", "每月", "不备份"]


class InformationAsset(Facts, frozen=True, kw_only=True):
    """F18-3 信息资产记录: what data a system holds, how it is kept, and what threatens it."""

    day: A[date, Cell("登记日期", "§3.3.1", 4)]
    name: A[Short, Cell("系统", "§3.3.1", 8)]
    data_class: A[DataClass, Cell("数据级别", "§3.3.1", 4)]
    owner: A[Ref, Cell("负责人", "§3.3.1", 4, of="person")]
    place: A[Short, Cell("存放位置", "§3.3.1", 4)]
    backup: A[Backup, Cell("多久备份一次", "§3.3.1", 4)]
    copies: A[Short, Cell("备份在哪里", "§3.3.1", 8, when=When("backup", BACKED_UP))] = ""
    risk: A[Text, Cell("风险", "§3.3.1", 12)]
    measures: A[Text, Cell("措施", "§3.3.1", 12)]
