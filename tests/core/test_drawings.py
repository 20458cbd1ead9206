"""Drawings: nothing stands outside, lines break where a box ends, bars are as long as their figures."""

import pytest
from flask import Flask

from portal.core.bar_chart import LONGEST, Bars, bar_chart
from portal.core.drawing import Drawing, broken_into
from portal.core.flow_chart import flow_chart


def outside(picture: Drawing) -> list[object]:
    """Whatever stands outside the picture; full-width letters are as wide as they are high."""
    points = [point for part in (*picture.shapes, *picture.strokes) for point in part.points]
    found: list[object] = [
        p for p in points if not (0 <= p[0] <= picture.width and 0 <= p[1] <= picture.height)
    ]
    for word in picture.words:
        wide = len(word.text) * word.size
        left = word.x - wide * {"start": 0, "middle": 0.5, "end": 1}[word.anchor]
        if not (left >= 0 and left + wide <= picture.width and 0 <= word.y <= picture.height):
            found.append(word)
    return found


def test_every_form_of_the_portal_can_be_drawn_within_its_picture(app: Flask) -> None:
    for chapter in app.extensions["catalogue"].chapters.values():
        for form in chapter.types:
            assert outside(flow_chart(form, chapter.clauses)) == [], form.code


@pytest.mark.parametrize(
    ("text", "lines"),
    [("", [""]), ("一二三", ["一二三"]), ("一二三四", ["一二三", "四"]), ("abcdef", ["abcde", "f"])],
)
def test_a_text_is_broken_where_its_box_ends(text: str, lines: list[str]) -> None:
    assert broken_into(text, 3) == lines


def test_the_longest_bar_fills_the_width_and_nothing_is_drawn_backwards() -> None:
    picture = bar_chart("统计", ["写了", "应写"], [Bars("陈立", (5, 10)), Bars("林可", (0, -1))])
    widths = [shape.points[1][0] for shape in picture.shapes]
    assert widths == [LONGEST / 2, LONGEST, 0.5, 0.5]
    assert picture.description == "陈立：写了 5，应写 10；林可：写了 0，应写 -1。"
    assert outside(picture) == []
    assert bar_chart("统计", ["写了"], [Bars("陈立", (0,))]).shapes[0].points[1][0] == 0.5
