"""The inventory of assets, and the list of them. The text names no form for the latter, its code is ours."""

from portal.core.report import Figure, Report
from portal.core.sheet import Given
from portal.core.usual_form import Signing, Which, usual_form
from portal.regulations.it_service.facts import Inventory
from portal.regulations.it_service.flows import INVENTORIED, IT, TERMINAL
from portal.regulations.it_service.rules.inventory import inventory_refusals

FROM_RECORDS = "数字和差异从资产登记和盘点里来，填的和记录不一样不能提交；逐台的清单见资产清册（F09-9T）。"
inventory = usual_form(
    Which("F09-9", "ZT", "资产统计表", "§5.2", Inventory),
    (
        (Given("author", "统计人"), Given("unit", "所在部门")),
        ("day", "count"),
        ("in_use", "in_store", "in_repair", "scrapped"),
        ("expected", "present", "missing", "foreign"),
        ("differences",),
        ("remark",),
    ),
    Signing("终端管理员", INVENTORIED),
    number="ZT-{yyyy}-{nnn}",
    size="A4 landscape",
    authors=TERMINAL,
    keep_years=5,
    notice=FROM_RECORDS,
    refuse=inventory_refusals,
    summary=lambda said: (
        f"{said.count.label}资产统计",
        f"应有 {said.expected}、找到 {said.present}、差异 {len(said.differences)}",
    ),
)
asset_list = Report(
    code="F09-9T",
    title="资产清册",
    clause="§5.2",
    seen_by=(),
    company=(*IT, "project_owner"),
    columns=(
        Figure("编号", 4),
        Figure("类别和型号", 6),
        Figure("序列号", 4),
        Figure("使用人", 3),
        Figure("部门", 4),
        Figure("放在哪里", 4),
        Figure("保修到期", 3),
        Figure("状态", 2),
    ),
    months=12,
    signed=("终端管理员", "工程（项目）经理"),
    usual="year",
)
