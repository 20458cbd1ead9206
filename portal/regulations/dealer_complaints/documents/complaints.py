"""The record that opens a case, and the form by which it is handled."""

from portal.core.sheet import Given
from portal.core.usual_form import Signing, Which, of_case
from portal.domain.complaints.cars import masked
from portal.regulations.dealer_complaints.documents.papers import RECORD, paper
from portal.regulations.dealer_complaints.facts import Handling, Record
from portal.regulations.dealer_complaints.facts.words import GENERAL, MAJOR
from portal.regulations.dealer_complaints.flows import CASE, HANDLED, TAKERS
from portal.regulations.dealer_complaints.rules.handling import CONDITIONS, handling_refusals, why_major
from portal.regulations.dealer_complaints.rules.records import record_refusals

LAW = "收到投诉起七个工作日内，要把受理、转交或处理的情况告知客户（《汽车销售管理办法》第十八条）。"
record = paper(
    Which(RECORD, "TS", "客户投诉记录", "§4(一)1", Record),
    (
        ("day", "at", "channel", Given("author", "受理人")),
        ("complainant", "phone", "customer"),
        ("plate", "model", "vin"),
        ("against", "against_unit"),
        ("what",),
        ("comforted",),
        ("fresh",),
    ),
    Signing(by="受理人"),
    within="",
    case=CASE,
    authors=(*TAKERS, "customer_service"),
    notice=LAW,
    refuse=record_refusals,
    summary=lambda said: (f"{said.complainant}投诉", f"{masked(said.plate)}：{said.what[:60]}"),
)
handling = paper(
    Which("F16-2", "CL", "客户投诉处理表", "§4(一)2", Handling),
    (
        of_case(),
        ("day", "category", "sufficient", "reasonable"),
        ("claim",),
        ("investigated",),
        ("repeated", "to_factory", "blockade", "disturbance"),
        ("exchange", "media", "grave"),
        ("unit", "handler"),
        ("liable_unit",),
        ("cause",),
        ("liable", "cost", "until"),
        ("solution",),
        ("negotiators",),
        ("told", "how", "answer"),
        ("reaction",),
    ),
    Signing(flow=HANDLED, by="客户关系经理"),
    notice="总经理批准解决办法以前，不告知客户。这张表只在公司内部流转，不交给客户。",
    conditions=dict(CONDITIONS),
    refuse=handling_refusals,
    summary=lambda said: (
        f"{MAJOR if why_major(said) else GENERAL}处理：{said.category}",
        f"受理 {said.unit.label} {said.handler.label}；{said.claim[:40]}",
    ),
)
