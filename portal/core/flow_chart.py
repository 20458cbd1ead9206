"""The chart of a form's flow, drawn from the flow itself: who fills, who signs when, where it ends."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from portal.core.clause import Clause
from portal.core.document_type import DocumentType
from portal.core.drawing import Drawing, Point, Shape, Stroke, Words, box, broken_into, head
from portal.core.facts import When, columns
from portal.core.flow import Inspection, Step
from portal.core.org.roles import ROLES, titles_of
from portal.core.signer import whose

WIDTH, LEFT, RIGHT = 360, 40, 316  # the boxes stand between LEFT and RIGHT
MIDDLE = (LEFT + RIGHT) / 2
BACK, PAST = 16, 340  # where the way back and the ways past a step run
LINE, EDGE, GAP, FIRST = 19, 9, 30, 12
MOST = 19.0  # full-width characters in a box
SMALL = 12


@dataclass
class Pencil:
    """What is drawn so far, from the top down."""

    y: float = FIRST
    shapes: list[Shape] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)
    returns: list[float] = field(default_factory=list)  # from where a step sends it back

    def box(self, lines: list[str], cut: float = 0, soft: bool = False) -> tuple[float, float]:
        """A box with its lines, the first in bold; returns its top and bottom."""
        shown = [part for line in lines for part in broken_into(line, MOST - cut / 8)]
        top, height = self.y, EDGE * 2 + LINE * len(shown)
        self.shapes.append(Shape(box(LEFT, top, RIGHT - LEFT, height, cut), soft))
        for number, text in enumerate(shown):
            place = top + EDGE + LINE * (number + 0.75)
            strong = number == 0 and not cut
            self.words.append(Words(MIDDLE, place, text, 13 if strong else SMALL, strong=strong))
        self.y = top + height
        return top, self.y

    def down(self, said: str = "") -> None:
        """An arrow to what comes next, with a word beside it."""
        top, self.y = self.y, self.y + GAP
        self.line((MIDDLE, top), (MIDDLE, self.y), towards="down")
        if said:
            self.words.append(Words(MIDDLE + 8, top + GAP * 0.6, said, SMALL, "start"))

    def line(self, *points: Point, towards: str = "", broken: bool = False) -> None:
        """A line, perhaps an arrow."""
        self.strokes.append(Stroke(points, broken))
        if towards:
            self.shapes.append(head(points[-1], towards))


def flow_chart(form: DocumentType, clauses: Mapping[str, Clause]) -> Drawing:
    """The chart of a form; clauses are called as people call them."""
    pencil = Pencil()
    pencil.box([f"填写{form.title}", titles(form.authors), called(form.clause, clauses)])
    start = pencil.y - EDGE * 2
    for number, step in enumerate(form.flow, 1):
        draw_step(pencil, number, step, form, clauses)
        pencil.returns.append(pencil.y - EDGE * 2)
    draw_returns(pencil, start)
    pencil.down()
    draw_end(pencil, form, clauses)
    title = f"{form.title}（{form.code}）的流程"
    told = "；".join(sentences(form, clauses)) + "。"
    parts = tuple(pencil.strokes), tuple(pencil.shapes), tuple(pencil.words)
    return Drawing(title, told, WIDTH, pencil.y + FIRST, *parts)


def draw_step(
    pencil: Pencil, number: int, step: Step, form: DocumentType, clauses: Mapping[str, Clause]
) -> None:
    """A step, under its question if it is not always taken, with the way past it."""
    lines = [
        f"{number}　{step.name}",
        whose(step, form) + ("，签名" if step.sign else ""),
        called(step.clause, clauses) + ("，可以修改内容" if step.edits else ""),
    ]
    if step.when is None:
        pencil.down()
        pencil.box(lines)
        return
    pencil.down()
    top, bottom = pencil.box([question(step.when, form)], cut=16)
    middle = (top + bottom) / 2
    pencil.down("是")
    pencil.box(lines)
    meets = pencil.y + GAP / 3
    past = ((RIGHT, middle), (PAST, middle), (PAST, meets), (MIDDLE + 3, meets))
    pencil.line(*past, towards="left")
    pencil.words.append(Words(PAST - 4, middle - 6, "否", SMALL, "end"))


def draw_returns(pencil: Pencil, start: float) -> None:
    """The way back from each step to the author."""
    for height in pencil.returns[:-1]:
        pencil.line((LEFT, height), (BACK, height), broken=True)
    for height in pencil.returns[-1:]:
        back = ((LEFT, height), (BACK, height), (BACK, start), (LEFT, start))
        pencil.line(*back, towards="right", broken=True)
        pencil.words.append(Words(LEFT - 3, start - 6, "退回", 10, "end"))


def draw_end(pencil: Pencil, form: DocumentType, clauses: Mapping[str, Clause]) -> None:
    """In force; and who looks at it afterwards."""
    pencil.box(["批准后生效，打印归档" if form.flow else "提交后立即生效"], soft=True)
    if form.inspection:
        pencil.down()
        pencil.box([form.inspection.name, looker(form.inspection), called(form.inspection.clause, clauses)])


def sentences(form: DocumentType, clauses: Mapping[str, Clause]) -> list[str]:
    """The chart in words."""
    told = [f"{titles(form.authors)}填写（{called(form.clause, clauses)}）"]
    for step in form.flow:
        asked = f"{question(step.when, form)}是则" if step.when else ""
        told.append(f"{asked}由{whose(step, form)}{step.name}（{called(step.clause, clauses)}），可以退回")
    told.append("批准后生效" if form.flow else "提交后立即生效")
    if form.inspection:
        told.append(f"{looker(form.inspection)}{form.inspection.name}")
    return told


def question(when: When, form: DocumentType) -> str:
    """What decides whether a step is taken."""
    answers = "或".join(f"「{answer}」" for answer in when.answers)
    return f"{columns(form.facts)[when.cell].cell.label}是{answers}？"


def looker(inspection: Inspection) -> str:
    """Who looks afterwards."""
    return f"{ROLES[inspection.by].title}每人每周一次"


def titles(roles: tuple[str, ...]) -> str:
    """Roles by their names."""
    return titles_of(roles)


def called(number: str, clauses: Mapping[str, Clause]) -> str:
    """A clause as people call it."""
    return clauses[number].title if number in clauses else number
