"""Plates and vehicle identification numbers: what is one, what is none, and how a plate is shown."""

import pytest

from portal.domain.complaints.cars import check_figure, is_plate, masked, plain, vin_fault


@pytest.mark.parametrize(
    "plate",
    [
        "粤B12345",
        "粤B·12345",
        "粤b 1a2b3",
        "京AF0236",
        "粤BD12345",
        "粤B12345F",
        "粤B1234学",
        "粤Ｂ12345",
    ],
)
def test_a_plate_of_either_length_is_one_however_it_is_written(plate: str) -> None:
    assert is_plate(plate)


@pytest.mark.parametrize(
    "text",
    [
        "粤B1234",
        "粤B123456",
        "B12345",
        "粤112345",
        "粤BI2345",
        "粤BO2345",
        "粤IB2345",
        "粤BD123",
        "粤BDD2A45",
        "",
    ],
)
def test_what_has_another_shape_is_no_plate(text: str) -> None:
    assert not is_plate(text)


def test_a_plate_is_shown_by_its_ends_alone_and_other_words_whole() -> None:
    assert (masked("粤B·12345"), masked("粤BD12345"), masked("未上牌"), masked("DD-1")) == (
        "粤B***45", "粤B****45", "未上牌", "DD-1",
    )  # fmt: skip
    assert plain("粤b·12 3-45") == "粤B12345"


def test_a_number_is_shown_by_its_ends_alone() -> None:
    assert masked("LSGPC52U6AF123453") == "LSG**********3453"
    assert masked("LSGPC52U7AF123453") == "LSGPC52U7AF123453", "what cannot be one is an order's number"


@pytest.mark.parametrize("vin", ["1M8GDM9AXKP042788", "11111111111111111", "5gzcz43d13s812715"])
def test_a_number_with_its_check_figure_is_right(vin: str) -> None:
    assert vin_fault(vin) == ""


@pytest.mark.parametrize(
    ("vin", "why"),
    [
        ("1M8GDM9AXKP04278", "现在是 16 位"),
        ("1M8GDM9AXKP0427888", "现在是 18 位"),
        ("1M8GDM9AXKPO42788", "不用 I、O、Q"),
        ("1M8GDM9A1KP042788", "校验位"),
        ("1M8GDM9AXKP042789", "校验位"),
    ],
)
def test_a_number_of_another_shape_or_check_figure_is_wrong(vin: str, why: str) -> None:
    assert why in vin_fault(vin)


def test_an_imported_cars_letter_in_the_ninth_place_is_no_check_figure() -> None:
    assert vin_fault("WVWZZZ1JZ3W386752") == ""
    assert check_figure("WVWZZZ1JZ3W386752") != "Z"
