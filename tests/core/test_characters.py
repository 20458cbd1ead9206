"""Rare characters that people's names need are taken; what no paper can show is refused by name."""

import pytest

from portal.core.characters import drawable, installed_coverage, refusal


@pytest.mark.parametrize(
    "text", ["𠮷", "㛃", "䶮", "〇", "會計", "㎡", "é", "，。「」", "行\n\t行", "　", "①"]
)
def test_taken(text: str) -> None:
    assert refusal(text, installed_coverage()) == ""


@pytest.mark.parametrize("text", ["😀", "\ue000", "བ", "ئ", "\U00030000\U0003134f"])
def test_what_no_font_has_is_refused_by_the_character(text: str) -> None:
    assert (
        refusal(f"客户{text}", installed_coverage())
        == f"「{text[0]}」无法打印，请换一个字或联系管理员添加字体"
    )


@pytest.mark.parametrize(
    "text",
    [
        "\u200b",
        "\u200d",
        "\u202e",
        "\u2066",
        "\ufeff",
        "\u2028",
        "\x00",
        "\x1b",
        "\x7f",
        "\x85",
        "\r",
        "\xad",
    ],
)
def test_what_nobody_sees_is_refused_by_its_number(text: str) -> None:
    sentence = refusal(f"张{text}三", installed_coverage())
    assert sentence == f"含有看不见的字符（U+{ord(text):04X}），请删去"


def test_the_first_bad_character_is_named() -> None:
    assert "U+200B" in refusal("张\u200b三😀", installed_coverage())
    assert "😀" in refusal("张😀三\u200b", installed_coverage())


@pytest.mark.parametrize(
    "point", [0x00, 0x08, 0x0B, 0x0D, 0x1F, 0x7F, 0x85, 0x9F, 0xD800, 0xFDD0, 0xFFFF, 0x10FFFE]
)
def test_what_html_forbids_is_drawn_as_a_mark(point: int) -> None:
    assert drawable(f"张{chr(point)}三") == "张\ufffd三"


@pytest.mark.parametrize(
    "text", ["\n", "\t", "\xa0", "\u200b", "\ue000", "😀", "\ufdcf", "\ufdf0", "\U0010fffd"]
)
def test_what_html_carries_is_drawn_as_typed(text: str) -> None:
    assert drawable(text) == text
