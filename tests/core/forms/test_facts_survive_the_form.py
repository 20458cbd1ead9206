"""Facts → fields → form → facts is the identity: editing a paper changes nothing that nobody touched."""

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from portal.core.forms.fields import dump, from_facts, load
from portal.core.forms.sheet_form import SheetForm
from portal.regulations.customer_maintenance.documents import visit_plan
from tests.core.forms.plans import plans, registers
from tests.core.forms.registers import Names
from tests.terms import TERMS

# Without shrinking: with 300 lines it takes minutes to make a failing plan smaller.
QUICK = (Phase.explicit, Phase.reuse, Phase.generate)
MANY = settings(max_examples=20, phases=QUICK, suppress_health_check=list(HealthCheck))


def filled(fields: list[tuple[str, str]], customers: Names) -> SheetForm:
    form = SheetForm(visit_plan, fields)
    form.look_up({"customer": customers}, unit_id=1)
    return form


@MANY
@given(st.data(), registers())
def test_a_plan_survives_being_typed_again(data: st.DataObject, customers: Names) -> None:
    plan = data.draw(plans(customers))
    form = filled(from_facts(plan), customers)
    assert form.facts(TERMS) == plan, form.faults()
    assert customers.questions == 1, "the register is asked once, however many lines"


@MANY
@given(st.data(), registers())
def test_a_kept_draft_shows_in_every_cell_what_was_typed(data: st.DataObject, customers: Names) -> None:
    fields = from_facts(data.draw(plans(customers)))
    assert dump(fields).isascii()
    form = SheetForm(visit_plan, load(dump(fields)))
    cells = [cell for part in form.forms() for cell in part.cells() if not cell.column.cell.copied]
    assert {c.name: c.typed for c in cells} == {n: t for n, t in fields if not n.endswith("-key")}
