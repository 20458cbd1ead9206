"""GB 32100: eighteen characters, of which one is computed from seventeen and one from eight."""

import pytest

from portal.domain.payees.codes import CHARACTERS, code_of, fault

PUBLISHED = "91350100M000100Y43"  # the example of the standard


@pytest.mark.parametrize("code", [PUBLISHED, "91310000MA1DEM015B", "91310000MA1PRNT067"])
def test_an_organisations_code_is_taken(code: str) -> None:
    assert fault(code) == ""


@pytest.mark.parametrize("place", [16, 17])
def test_any_other_check_character_is_refused(place: int) -> None:
    for other in set(CHARACTERS) - {PUBLISHED[place]}:
        assert "校验位不对" in fault(PUBLISHED[:place] + other + PUBLISHED[place + 1 :])


@pytest.mark.parametrize("place", range(16))
def test_a_slip_of_one_character_is_found_wherever_it_is(place: int) -> None:
    others = set(CHARACTERS) - {PUBLISHED[place]}
    assert all(fault(PUBLISHED[:place] + other + PUBLISHED[place + 1 :]) for other in others)


def test_neighbours_that_changed_places_are_found() -> None:
    for place in range(17):
        turned = PUBLISHED[:place] + PUBLISHED[place + 1] + PUBLISHED[place] + PUBLISHED[place + 2 :]
        assert turned == PUBLISHED or fault(turned)


@pytest.mark.parametrize(
    ("code", "why"),
    [("", "现在是 0 位"), (PUBLISHED[:17], "现在是 17 位"), (PUBLISHED + "0", "现在是 19 位"),
     ("91350100I000100Y43", "不用 I、O、S、V、Z"), ("中" * 18, "只用数字和大写字母")],
)  # fmt: skip
def test_what_cannot_be_a_code_says_why(code: str, why: str) -> None:
    assert why in fault(code)


@pytest.mark.parametrize("number", ["11010519491231002X", "440524188001010014", "110105194912310021"])
def test_a_persons_identity_number_is_no_code(number: str) -> None:
    assert "个人没有统一社会信用代码" in fault(number)


def test_a_code_is_read_half_width_in_capitals_without_spaces() -> None:
    assert code_of(" ９１350100 m000100y43 ") == PUBLISHED
