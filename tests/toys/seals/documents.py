"""The forms of R95."""

from portal.regulations.seals.facts import Cutting, Use
from portal.regulations.seals.flows import CUTTING, USE

from portal.core.document_type import DocumentType
from portal.core.sheet import Given, Sheet

AUTHORS = ("account_manager", "sales_rep")
use = DocumentType(
    code="F95-1",
    title="用印单",
    facts=Use,
    version=1,
    clause="§1",
    number="YY-{yyyymm}-{nnn}",
    authors=AUTHORS,
    flow=USE,
    period="day",
    keep_years=3,
    summary=lambda said: (f"{said.day}用印", said.matter[:60]),
    sheet=Sheet(rows=((Given("author", "经办人"), "day"), ("matter",)), signed=("经办人", "办事处经理")),
)
cutting = DocumentType(
    code="F95-2",
    title="刻章单",
    facts=Cutting,
    version=1,
    clause="§2",
    number="KZ-{yyyymm}-{nnn}",
    authors=AUTHORS,
    flow=CUTTING,
    period="day",
    keep_years=3,
    summary=lambda said: (f"{said.day}刻章", said.matter[:60]),
    sheet=Sheet(rows=((Given("author", "经办人"), "day"), ("matter",)), signed=("经办人",)),
)
TYPES = (use, cutting)
