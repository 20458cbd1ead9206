"""Beside a customer and a journal: what is open, and the sheet that takes a complaint down from there."""

from flask import url_for

from portal.core.auth.visitor import visitor
from portal.core.documents.models import Document
from portal.core.web.context import catalogue, today
from portal.core.web.panels import PanelRow
from portal.core.web.record_panels import RecordPanel
from portal.domain.complaints.callers import NOTHING_OPEN, last_regulations, open_of
from portal.domain.complaints.openers import first_of
from portal.domain.complaints.proposals import VISITS, visits_in
from portal.domain.complaints.views.taking import begin, my_openers
from portal.domain.customers.models import Customer


def beside_customer(customer: Customer) -> RecordPanel:
    """The open complaints that the visitor may see, and where he takes another down."""
    opened = open_of(visitor().person_id, today(), [customer.id]).get(customer.id, NOTHING_OPEN)
    rows = [
        PanelRow(
            f"{each.document.number} {each.received} {each.document.summary}",
            url_for("cases.show", document_id=each.case_id),
        )
        for each in opened.newest
    ]
    if opened.number > len(rows):
        rows.append(PanelRow(f"未结案件共 {opened.number} 件"))
    return RecordPanel("客户投诉", [*rows, *ways(f"customer-{customer.id}", customer)])


def ways(source: str, customer: Customer) -> list[PanelRow]:
    """Where the visitor takes a customer's complaint down: in use, by the forms that he may fill."""
    found = my_openers() if customer.state == "active" else []
    ordered = first_of(found, last_regulations([customer.id]).get(customer.id, "")) if found else []
    return [PanelRow(f"登记投诉（{each.regulation.title}）", begin(each, source)) for each in ordered]


def beside_document(document: Document) -> RecordPanel:
    """Each visit of a journal may have been one at which the customer complained."""
    if VISITS not in catalogue().type(document.type).registers():
        return RecordPanel("", [])
    openers, visits = my_openers(), visits_in(document)
    last = last_regulations({visit.customer.id for visit in visits}) if openers else {}
    rows = [
        PanelRow(f"由此登记投诉：{visit.customer.label}", begin(each, f"visit-{document.id}-{visit.key}"))
        for visit in visits
        for each in first_of(openers, last.get(visit.customer.id, ""))[:1]
    ]
    return RecordPanel("巡访中的投诉", rows)


RECORD_PANELS = {"customer": beside_customer, "document": beside_document}
