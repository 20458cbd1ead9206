"""What is found and decided, what the complainant is told, how a case ends or begins anew."""

from portal.core.usual_form import Which
from portal.regulations.bank_complaints.documents.papers import paper
from portal.regulations.bank_complaints.facts import (
    CallBack,
    Prolonging,
    Referral,
    Report,
    Told,
    Withdrawal,
)
from portal.regulations.bank_complaints.flows import (
    ANSWERING,
    HANDLING,
    INSPECTING,
    PROLONGED,
    REFERRED,
    REPORTED,
    SUPERVISING,
)
from portal.regulations.bank_complaints.rules.ending import (
    callback_refusals,
    referral_refusals,
    withdrawal_refusals,
)
from portal.regulations.bank_complaints.rules.handling import (
    prolonging_refusals,
    report_refusals,
    told_refusals,
)

RESTRICTED = "提交后，整个案件只有纪检监察室看得到；移送的人、被投诉的机构和各级负责人都看不到。"

report = paper(
    Which("F06-4", "DC", "投诉调查处理报告", "§5", Report),
    (
        ("day", "investigator", "decider"),
        ("finding", "outcome", "liable"),
        ("facts",),
        ("responsibility",),
        ("proposal",),
        ("remedy",),
        ("reply",),
        ("suitable", "unsuitable"),
    ),
    "调查人",
    REPORTED,
    authors=HANDLING,
    refuse=report_refusals,
    summary=lambda said: (f"调查处理报告：{said.finding}，{said.outcome}", said.facts[:60]),
)
told = paper(
    Which("F06-4R", "GZ", "告知投诉人记录", "§附4", Told),
    (("day", "matter"), ("way", "whom"), ("ways",), ("said",)),
    "告知人",
    authors=HANDLING,
    refuse=told_refusals,
    summary=lambda said: (f"{said.way}告知{said.matter}", said.said[:60]),
)
prolonging = paper(
    Which("F06-7", "YQ", "投诉办理延期审批单", "§附1", Prolonging),
    (("day", "difficulty", "decider"), ("done",), ("reason",)),
    "申请人",
    PROLONGED,
    authors=HANDLING,
    notice="批准以后，还要告知投诉人并填告知投诉人记录（F06-4R），时限才延长。",
    refuse=prolonging_refusals,
    summary=lambda said: (f"{said.difficulty}，申请延长办理时限", said.reason[:60]),
)
withdrawal = paper(
    Which("F06-8", "CH", "撤回投诉登记", "§附3", Withdrawal),
    (("day", "way", "whom"), ("reason",)),
    "登记人",
    ink=("撤回人签名（书面撤回）",),
    authors=HANDLING,
    notice="提交后，投诉当天终止办理，案件结案，没有办完的单据终止。",
    refuse=withdrawal_refusals,
    summary=lambda said: (f"{said.whom}撤回投诉", said.reason[:60]),
)
callback = paper(
    Which("F06-5", "HF", "投诉回访记录", "§4(三)", CallBack),
    (("day", "reached"), ("content", "further"), ("wish",), ("said",)),
    "回访人",
    authors=SUPERVISING,
    refuse=callback_refusals,
    summary=lambda said: (f"回访：{said.content}，{said.further}", said.said[:60]),
)
referral = paper(
    Which("F06-6", "YS", "纪检监察移送单", "§5(五)", Referral),
    (("day", "about"), ("reason",), ("clues",)),
    "移送人",
    REFERRED,
    authors=ANSWERING,
    audience=INSPECTING,
    notice=RESTRICTED,
    refuse=referral_refusals,
    summary=lambda said: ("移送纪检监察", said.reason[:60]),
)
