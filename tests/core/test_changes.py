"""Changes between two versions of a sheet: struck through, marked, told in a sentence."""

from datetime import date

from msgspec.structs import replace

from portal.core.changes import differences, marked
from portal.core.facts import Month, Ref
from portal.core.sheet import Head, SheetView, TableView
from portal.regulations.customer_maintenance.documents import visit_plan
from portal.regulations.customer_maintenance.facts import PlanLine, VisitPlan

HEAD = Head("远山商贸有限公司", "陈立", "华东办事处", "2026-11-23")


def line(key: str, day: int = 1, goal: str = "订货") -> PlanLine:
    where = {"customer": Ref(1, "E0001", "嘉禾建材"), "grade": "A", "route": "滨江", "frequency": 1}
    return PlanLine(key=key, day=date(2026, 12, day), goal=goal, solution="补货", **where)


def view(*lines: PlanLine, remarks: str = "") -> SheetView:
    return visit_plan.view(VisitPlan(Month(2026, 12), lines, remarks), HEAD, "XF-202612-0001")


def rows(sheet: SheetView) -> list[tuple[str, str]]:
    return [(row.key, row.mark) for table in sheet.tables() for row in table.rows]


def test_nothing_changed_marks_nothing() -> None:
    same = marked(view(line("a")), view(line("a")))
    assert differences(same) == []


def test_a_changed_cell_keeps_what_stood_there() -> None:
    sheet = marked(view(line("a", goal="订货")), view(line("a", goal="对账")))
    assert differences(sheet) == ["第1行 工作目标：订货 → 对账"]


def test_a_removed_line_stays_visible_after_its_neighbour_and_a_new_one_is_marked() -> None:
    before, after = (
        view(line("a", 1), line("b", 2), line("c", 3)),
        view(line("a", 1), line("c", 3), line("d", 4)),
    )
    assert rows(marked(before, after)) == [("a", ""), ("b", "removed"), ("c", ""), ("d", "added")]


def test_the_first_line_removed_stays_on_top() -> None:
    assert rows(marked(view(line("a"), line("b", 2)), view(line("b", 2)))) == [("a", "removed"), ("b", "")]


def test_a_line_that_moved_up_is_the_same_line() -> None:
    sheet = marked(view(line("a", 1), line("b", 2)), view(line("b", 2), line("a", 1)))
    assert rows(sheet) == [("b", ""), ("a", "")]


def test_a_cell_outside_the_table_is_told_by_its_label() -> None:
    sheet = marked(view(line("a")), view(line("a"), remarks="雨天顺延"))
    assert differences(sheet) == ["备注：（空） → 雨天顺延"]


def test_a_table_that_was_not_there_before_is_shown_as_it_is() -> None:
    before = view(line("a"))
    without = replace(before, rows=tuple(row for row in before.rows if not isinstance(row, TableView)))
    assert rows(marked(without, before)) == [("a", "")]
