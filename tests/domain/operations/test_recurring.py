"""R09 §8(2): what is like what, within how many days, how many make a group. Pure."""

from datetime import date, timedelta

import pytest

from portal.domain.operations.problems.recurring import Happened, alike, groups, happened, like, recent

TODAY = date(2026, 11, 30)
PRINTER, ROOM, PART = "打印机不出纸，提示卡纸", "三楼 305 打印机", "终端和外设"
MAIL, SYSTEM = "邮件发不出去，一直转圈", "公司邮件系统"


def incident(case_id: int, words: str = PRINTER, thing: str = ROOM, part: str = PART) -> Happened:
    return happened(case_id, part, words, thing, TODAY)


def made(case_id: int, symptom: int, thing: int) -> Happened:
    """An incident of ten pairs each, of which so many are those of `made(…, 10, 10)`."""
    words = (
        frozenset(f"{n}" if n < count else f"{case_id}-{n}" for n in range(10)) for count in (symptom, thing)
    )
    return Happened(case_id, PART, *words, TODAY)


@pytest.mark.parametrize(
    ("words", "thing", "expected"),
    [
        ("打印机又卡纸了", "二楼 212 打印机", True),
        ("打印机卡纸", "", True),
        ("不停地卡纸，怎么办", ROOM, False),
        ("又是卡纸了", ROOM, True),  # the same thing
        ("又是卡纸了", "二楼 212 复印机", False),
        (MAIL, SYSTEM, False),
        ("电脑开机很慢", "三楼 305 工位", False),
        ("打印", ROOM, False),  # too little to say
        ("", "", False),
    ],
)
def test_r09_8_2_incidents_are_alike_by_their_words(words: str, thing: str, expected: bool) -> None:
    one, other = incident(1), incident(2, words, thing)
    assert alike(one, other) is alike(other, one) is expected


@pytest.mark.parametrize(("part", "expected"), [(PART, True), ("应用系统", False), ("", False)])
def test_r09_8_2_only_incidents_of_one_part_are_alike(part: str, expected: bool) -> None:
    assert alike(incident(1), incident(2, part=part)) is expected


def test_r09_8_2_what_is_not_classified_is_like_nothing() -> None:
    assert not alike(incident(1, part=""), incident(2, part=""))


@pytest.mark.parametrize(
    ("symptom", "thing", "expected"),
    [(4, 0, True), (3, 0, False), (3, 5, False), (3, 6, True), (2, 6, True), (1, 6, False), (1, 10, False)],
)
def test_r09_8_2_how_much_of_the_words_two_share(symptom: int, thing: int, expected: bool) -> None:
    assert alike(made(1, 10, 10), made(2, symptom, thing)) is expected


@pytest.mark.parametrize(("size", "expected"), [(2, True), (1, False)])
def test_r09_8_2_a_word_says_too_little(size: int, expected: bool) -> None:
    words = frozenset(str(n) for n in range(size))
    one, other = (Happened(n, PART, words, words, TODAY) for n in (1, 2))
    assert alike(one, other) is expected


@pytest.mark.parametrize(("ago", "expected"), [(0, True), (29, True), (30, False), (-1, False)])
def test_r09_8_2_thirty_days_count_today(ago: int, expected: bool) -> None:
    assert recent(TODAY - timedelta(days=ago), TODAY, 30) is expected


def test_r09_8_2_an_incident_is_not_like_itself() -> None:
    assert like(incident(1), [incident(1)]) == []


@pytest.mark.parametrize(("count", "expected"), [(2, 0), (3, 1)])
def test_r09_8_2_three_make_a_group(count: int, expected: int) -> None:
    mail = [incident(n, MAIL, SYSTEM) for n in (7, 8)]
    found = groups([incident(n) for n in range(count)] + mail, 3)
    assert [len(group) for group in found] == [3] * expected


def test_r09_8_2_groups_keep_the_order_and_share_nothing() -> None:
    mixed = [*(incident(n) for n in (0, 1)), *(incident(n, MAIL, SYSTEM) for n in (2, 3, 4)), incident(5)]
    found = groups(mixed, 3)
    assert [[each.case_id for each in group] for group in found] == [[0, 1, 5], [2, 3, 4]]
