"""What is taken down: a complaint, which opens the case; where it goes; the opinion book of an outlet."""

from portal.core.evidence import Evidence
from portal.core.sheet import Given
from portal.core.usual_form import Which
from portal.regulations.bank_complaints.documents.papers import OPENS, form, paper
from portal.regulations.bank_complaints.facts import OpinionBook, Record, Transfer
from portal.regulations.bank_complaints.flows import ANSWERING, CASE, LOOKED_AT, SUPERVISING, TRANSFERRED
from portal.regulations.bank_complaints.rules.record import book_refusals, record_refusals
from portal.regulations.bank_complaints.rules.routing import transfer_refusals

NO_PAPERS_TWICE = (
    "本行已有的身份证明等材料，不再要求投诉人提供（监管办法）。提交后，副本当即送到服务监督电话。"
)

record = form(
    Which(OPENS, "KH", "客户投诉记录", "§4", Record),
    (
        (Given("author", "接听人"), Given("unit", "部门")),
        ("day", "at", "channel"),
        ("presence", "written", "subject"),
        ("business", "level", "joint"),
        ("name", "kind", "phone"),
        ("customer",),
        ("unit", "employee"),
        ("what",),
        ("request",),
        ("representatives",),
        ("late",),
        ("fresh",),
    ),
    "接听人",
    ink=("投诉人签名（书面投诉）",),
    case=CASE,
    authors=ANSWERING,
    copies=SUPERVISING,
    notice=NO_PAPERS_TWICE,
    refuse=record_refusals,
    evidence=Evidence("投诉信、录音说明等材料", "§2", 0, 9),
    summary=lambda said: (f"{said.name}投诉{said.unit.label}（{said.subject}）", said.what[:60]),
)
transfer = paper(
    Which("F06-2", "ZB", "投诉转办单", "§5", Transfer),
    (("day", "line", "unit"), ("brief",), ("reason",), ("handler", "opinion")),
    "转办人",
    TRANSFERRED,
    authors=ANSWERING,
    refuse=transfer_refusals,
    summary=lambda said: (f"转{said.unit.label if said.unit else said.line}办理", said.brief[:60]),
)
book = form(
    Which("F06-3", "YJ", "客户意见簿登记", "§2", OpinionBook),
    ((Given("author", "登记人"), Given("unit", "网点")), ("day", "state"), ("entries",)),
    "登记人",
    LOOKED_AT,
    size="A4 landscape",
    batch=True,
    authors=("outlet_head", "outlet_clerk"),
    refuse=book_refusals,
    summary=lambda said: (
        f"{said.day}客户意见簿", f"{len(said.entries)} 条" if said.entries else said.state
    ),
)  # fmt: skip
