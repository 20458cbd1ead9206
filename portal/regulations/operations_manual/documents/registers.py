"""The papers by which servers and information assets are registered, and the lists of both. The text names no
form for the lists, their codes are ours."""

from portal.core.report import Figure, Report
from portal.core.retention.rules import PERMANENT
from portal.core.sheet import Given
from portal.core.usual_form import Signing, Which, usual_form
from portal.regulations.operations_manual.facts import InformationAsset, Server
from portal.regulations.operations_manual.flows import (
    ENGINEERS,
    INFORMATION_APPROVED,
    LEAD,
    SERVER_APPROVED,
)
from portal.regulations.operations_manual.rules.registers import information_refusals, server_refusals

NOTICE = "批准后台账就按这张列，同名的以前那张不再列。"
READERS = (*ENGINEERS, *LEAD, "project_manager")
server = usual_form(
    Which("F18-2", "FWQ", "服务器资产台账", "§3.2", Server),
    (
        (Given("author", "登记人"), "day", "state"),
        ("name", "item"),
        ("model", "serial"),
        ("cpu", "memory", "disk"),
        ("addresses",),
        ("system", "place"),
        ("owner", "warranty"),
        ("remark",),
    ),
    Signing("登记人", SERVER_APPROVED),
    authors=ENGINEERS,
    keep_years=PERMANENT,
    notice=NOTICE,
    refuse=server_refusals,
    summary=lambda said: (f"服务器：{said.name}", f"{said.model}，{said.state}，{said.place}"),
)
information = usual_form(
    Which("F18-3", "XXZC", "信息资产记录", "§3.3.1", InformationAsset),
    (
        (Given("author", "登记人"), "day", "data_class"),
        ("name", "owner"),
        ("place", "backup"),
        ("copies",),
        ("risk",),
        ("measures",),
    ),
    Signing("登记人", INFORMATION_APPROVED),
    authors=ENGINEERS,
    keep_years=PERMANENT,
    notice=NOTICE,
    refuse=information_refusals,
    summary=lambda said: (f"信息资产：{said.name}", f"{said.data_class}，{said.owner.label}负责"),
)
server_list = Report(
    code="F18-2T",
    title="服务器台账",
    clause="§3.2",
    seen_by=(),
    company=READERS,
    columns=(
        Figure("名称", 4),
        Figure("状态", 2),
        Figure("型号和序列号", 5),
        Figure("处理器、内存、硬盘", 5),
        Figure("IP 地址", 4),
        Figure("操作系统", 4),
        Figure("机房和机柜", 4),
        Figure("负责人", 3),
        Figure("保修到", 3),
        Figure("编号", 4),
    ),
    months=12,
    signed=("系统管理员", "技术主管"),
    usual="year",
)
information_list = Report(
    code="F18-3T",
    title="信息资产台账",
    clause="§3.3.1",
    seen_by=(),
    company=READERS,
    columns=(
        Figure("系统", 4),
        Figure("级别", 2),
        Figure("负责人", 3),
        Figure("存放位置", 4),
        Figure("备份", 5),
        Figure("风险", 5),
        Figure("措施", 5),
        Figure("编号", 4),
    ),
    months=12,
    signed=("系统管理员", "技术主管"),
    usual="year",
)
