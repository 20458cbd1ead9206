"""What is met about, asked, summed up, and made better."""

from portal.core.usual_form import Signing, Which, of_case
from portal.regulations.dealer_complaints.documents.papers import paper
from portal.regulations.dealer_complaints.facts import Inquiry, Measure, Meeting, Summary
from portal.regulations.dealer_complaints.flows import (
    MEASURED,
    MEASURERS,
    MET,
    SUMMED_UP,
    TAKERS,
)
from portal.regulations.dealer_complaints.rules.follow_up import (
    inquiry_refusals,
    measure_refusals,
    meeting_refusals,
    summary_refusals,
)

SHORTER = 3  # years
meeting = paper(
    Which("F16-3", "HY", "紧急会议记录", "§4(二)2", Meeting),
    (of_case(), ("day", "began", "unit"), ("place", "people"), ("content",), ("discussion",), ("decision",),
     ("spokesman",)),
    Signing(flow=MET, by="记录人", ink=("其他参加人员签名",)),
    refuse=meeting_refusals,
    summary=lambda said: ("重大投诉紧急会议", said.decision[:60]),
)  # fmt: skip
inquiry = paper(
    Which("F16-4", "MY", "满意度询问表", "§4(一)5", Inquiry),
    (of_case(), ("day", "reached", "score"), ("wish",)),
    Signing(by="询问人"),
    authors=TAKERS,
    refuse=inquiry_refusals,
    summary=lambda said: (f"满意度：{said.score}", said.wish[:60]),
)
summary = paper(
    Which("F16-5", "ZJ", "投诉总结与改善对策", "§4(一)7", Summary),
    (of_case(), ("day",), ("course",), ("evaluation",), ("improvement",), ("execution",)),
    Signing(flow=SUMMED_UP, by="客户关系经理"),
    keep_years=SHORTER,
    refuse=summary_refusals,
    summary=lambda said: ("投诉总结", said.evaluation[:60]),
)
measure = paper(
    Which("F16-6", "JZ", "纠正预防措施单", "§3", Measure),
    (of_case(), ("day", "pursuit", "unit"), ("cause",), ("measure",), ("due", "supervisor"), ("done",),
     ("finished", "checked"), ("effect", "verified")),
    Signing(flow=MEASURED, by="提出人"),
    authors=MEASURERS,
    keep_years=SHORTER,
    refuse=measure_refusals,
    summary=lambda said: (f"{said.unit.label}{said.pursuit}", said.measure[:60]),
)  # fmt: skip
