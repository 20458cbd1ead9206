"""Names as people look for them, and phones as they are compared and shown."""

import pytest

from portal.domain.customers.names import folded, search_names
from portal.domain.customers.phones import digits, is_phone, masked


@pytest.mark.parametrize(
    ("name", "initials", "pinyin"),
    [
        ("嘉禾建材", "jhjc", "jiahejiancai"),
        ("重庆银行", "cqyh", "chongqingyinhang"),
        ("二〇〇八电器行", "ellbdqh", "erlinglingbadianqihang"),
        ("𠮷祥灯饰", "jxds", "jixiangdengshi"),
        ("㛃美家居", "jmjj", "jiemeijiaju"),
        ("单记五金", "sjwj", "shanjiwujin"),
        ("单位食堂", "dwst", "danweishitang"),
        ("ABC 建材（杭州）", "abcjchz", "abcjiancaihangzhou"),
        ("Jia嘉", "jiaj", "jiajia"),
        ("％", "", ""),
    ],
)
def test_a_name_is_spoken(name: str, initials: str, pinyin: str) -> None:
    found = search_names(name)
    assert (found.initials, found.pinyin) == (initials, pinyin)


@pytest.mark.parametrize("other", ["嘉禾建材有限公司", "嘉禾 建材", "嘉禾-建材股份有限公司", "嘉禾建材公司"])
def test_the_legal_form_and_signs_make_no_other_name(other: str) -> None:
    assert search_names(other).bare == search_names("嘉禾建材").bare


@pytest.mark.parametrize("other", ["嘉禾建筑", "新嘉禾建材", "公司"])
def test_another_name_is_another(other: str) -> None:
    assert search_names(other).bare not in ("", search_names("嘉禾建材").bare)


@pytest.mark.parametrize("sign", "%_\\*?'\"")
def test_folding_leaves_no_wildcard(sign: str) -> None:
    assert folded(f"ＡＢ{sign} 嘉{sign}") == "ab嘉"


@pytest.mark.parametrize("phone", ["13812341234", "+86 138-1234-1234", "0086 13812341234", "１３８12341234"])
def test_a_phone_is_the_same_however_it_is_written(phone: str) -> None:
    assert is_phone(phone)
    assert digits(phone) == "13812341234"
    assert masked(phone) == "138****1234"


@pytest.mark.parametrize(("phone", "shown"), [("", ""), ("12345", "****45"), ("0571-8888123", "057****8123")])
def test_a_short_phone_is_masked_too(phone: str, shown: str) -> None:
    assert masked(phone) == shown


@pytest.mark.parametrize("text", ["1234", "138****1234", "电话", "1" * 21, "138 1234 ext 5", "-", "+"])
def test_what_is_no_phone(text: str) -> None:
    assert not is_phone(text)
