"""The papers by which accounts are issued, changed, withdrawn and reviewed; the list of those in use."""

from portal.core.report import Figure, Report
from portal.core.sheet import Given
from portal.core.usual_form import Signing, Which, usual_form
from portal.regulations.operations_manual.facts import AccountPaper, AccountReview
from portal.regulations.operations_manual.flows import GRANTED, LEAD, WRITERS
from portal.regulations.operations_manual.rules.accounts import account_refusals, review_refusals

account = usual_form(
    Which("F18-4", "ZH", "帐号登记", "§3.3.2", AccountPaper),
    (
        (Given("author", "申请人"), Given("unit", "所在部门")),
        ("day", "kind", "since"),
        ("system", "account"),
        ("holder", "title"),
        ("right",),
        ("vault",),
        ("reason",),
    ),
    Signing("申请人", GRANTED),
    authors=WRITERS,
    refuse=account_refusals,
    summary=lambda said: (
        f"{said.kind}{said.system}帐号：{said.holder.label}",
        f"{said.since} 起，{said.reason}",
    ),
    notice="门户里不写密码：只写密码保管在哪里的条目号。",
)
review = usual_form(
    Which("F18-4R", "ZF", "帐号复核记录", "§3.3.2", AccountReview),
    (("day", "live", "checked"), (Given("author", "复核人"),), ("found",)),
    Signing("复核人"),
    number="ZF-{yyyy}-{nnn}",
    authors=LEAD,
    refuse=review_refusals,
    summary=lambda said: (f"{said.day}帐号复核", f"在用 {said.live} 个；{said.found[:60]}"),
)
accounts = Report(
    code="F18-4T",
    title="帐号登记表",
    clause="§3.3.2",
    seen_by=LEAD,
    company=(*LEAD, "project_manager"),
    columns=(
        Figure("系统", 5),
        Figure("帐号", 3),
        Figure("持有人", 3),
        Figure("权限", 6),
        Figure("发放", 3),
        Figure("变更", 3),
        Figure("收回", 3),
        Figure("批准人", 3),
        Figure("单据", 4),
    ),
    months=24,
    usual="year",
    signed=("运维主管",),
)
