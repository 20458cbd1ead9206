"""The forms of R94."""

from portal.regulations.errands.facts import Errand
from portal.regulations.errands.flows import DIRECT, PASSED_ON

from portal.core.document_type import DocumentType
from portal.core.flow import Flow, signature_cells
from portal.core.sheet import Given, Sheet

AUTHORS = ("account_manager", "sales_clerk")


def errand(code: str, title: str, flow: Flow) -> DocumentType:
    """A form of the same sheet with a way of its own."""
    return DocumentType(
        code=code,
        title=title,
        facts=Errand,
        version=1,
        clause="§1",
        number=f"DB{code[-1]}-{{yyyymm}}-{{nnn}}",
        authors=AUTHORS,
        flow=flow,
        period="day",
        keep_years=3,
        summary=lambda said: (f"{said.day}督办", said.matter[:60]),
        sheet=Sheet(
            rows=((Given("author", "填表人"), "day"), ("department", "handler"), ("matter",)),
            signed=("填表人", *signature_cells(flow)),
        ),
    )


passed_on = errand("F94-1", "督办单", PASSED_ON)
direct = errand("F94-2", "交办单", DIRECT)
TYPES = (passed_on, direct)
