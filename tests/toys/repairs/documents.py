"""The forms of R98, and what is read beside them."""

from portal.regulations.repairs.facts import Repair, Work
from portal.regulations.repairs.flows import REPAIR, REPAIRED, WORK_APPROVAL

from portal.core.document_type import DocumentType
from portal.core.report import Figure, Report
from portal.core.sheet import Given, Sheet
from portal.core.static_page import FlowPicture, Prose, StaticPage, TextTable

AUTHORS = ("account_manager",)
repair = DocumentType(
    code="F98-1",
    title="报修单",
    facts=Repair,
    version=1,
    clause="§1",
    number="BX-{yyyymm}-{nnn}",
    authors=AUTHORS,
    flow=(),
    case=REPAIR,
    within_time=REPAIRED,
    period="day",
    keep_years=3,
    summary=lambda said: (f"{said.device}报修", said.fault[:60]),
    sheet=Sheet(rows=((Given("author", "报修人"), "day", "device"), ("fault",)), signed=("报修人",)),
)
work = DocumentType(
    code="F98-2",
    title="维修记录",
    facts=Work,
    version=1,
    clause="§3",
    number="WX-{yyyymm}-{nnn}",
    authors=AUTHORS,
    flow=WORK_APPROVAL,
    within="F98-1",
    period="day",
    keep_years=3,
    summary=lambda said: (f"{said.day}维修", said.done[:60]),
    sheet=Sheet(
        rows=((Given("case", "报修单"), Given("author", "维修人"), "day"), ("done",)),
        signed=("维修人", "办事处经理"),
        paper="A4 landscape",
    ),
)
TYPES = (repair, work)
REPORTS = (
    Report(
        code="F98-3",
        title="报修统计",
        clause="§4",
        seen_by=("branch_office_manager",),
        company=("sales_clerk",),
        columns=(Figure("设备", 6), Figure("报修次数", total=True, charted=True)),
        months=3,
        signed=("办事处经理",),
    ),
)
STATICS = (
    StaticPage("F98-2L", "维修验收流程图", "§3", (FlowPicture(work),)),
    StaticPage(
        "F98-4",
        "报修须知",
        "§1",
        (Prose(("先断电，再报修。",), "安全"), TextTable(("设备", "找谁"), (("空调", "物业"),), "联系人")),
    ),
)
