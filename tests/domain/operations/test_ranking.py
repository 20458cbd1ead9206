"""What a question finds among knowledge articles, and in which order."""

import pytest

from portal.domain.operations.knowledge.ranking import Entry, question, ranked, texts_of


def entry(
    number: int, title: str, keywords: str = "", symptom: str = "", body: str = "", *, gone: bool = False
):
    return Entry(number, texts_of(title, keywords, symptom, (body,)), gone)


PRINTER = entry(1, "打印机卡纸怎么处理", "缺纸 HP、LaserJet", "面板提示卡纸，不出纸", "打开前盖，抽出纸张")
NETWORK = entry(2, "无线网连不上", "WiFi；ＶＰＮ", "搜得到信号，打印也不行", "忘记网络后重新连接")
MAIL = entry(3, "邮件发不出去", "Outlook", "一直转圈", "清理发件箱，重新打开 Outlook 2021")
ARTICLES = (PRINTER, NETWORK, MAIL)


def found(text: str, *more: Entry) -> list[int]:
    return [hit.id for hit in ranked(question(text), (*ARTICLES, *more))]


def whole(text: str) -> list[int]:
    return [hit.id for hit in ranked(question(text), ARTICLES) if hit.whole]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("卡纸", [1]),
        ("打印", [1, 2]),
        ("打印 卡纸", [1]),
        ("OUTLOOK", [3]),
        ("ｏｕｔｌｏｏｋ２０２１", [3]),
        ("vpn", [2]),
        ("laserjet", [1]),
        ("dyj", [1]),
        ("dayinji", [1]),
        ("无线", [2]),
        ("纸", [1]),
        ("报销", []),
        ("", [3, 2, 1]),
        ("，。！", [3, 2, 1]),
        ("%", [3, 2, 1]),
    ],
)
def test_what_has_every_word(text: str, numbers: list[int]) -> None:
    assert whole(text) == numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("打印机卡住了怎么办", [1]),
        ("网络连不上无线", [2]),
        ("卡纸 outlook", [1, 3]),
        ("报销", []),
        ("纸笔", []),
    ],
)
def test_a_sentence_finds_what_is_like_it(text: str, numbers: list[int]) -> None:
    assert (found(text), whole(text)) == (numbers, [])


def test_the_end_of_a_keyword_and_the_begin_of_the_next_are_no_word() -> None:
    assert whole("纸hp") == []


def test_more_words_in_the_title_come_first_then_those_in_keywords_then_the_shorter_then_the_newer() -> None:
    said, twice, short = entry(4, "打印机", body="卡纸"), entry(5, "打印机卡纸"), entry(6, "打印机卡纸")
    assert found("打印 卡纸", said, twice, short) == [1, 6, 5, 4, 2]
    assert found("打印 纸", entry(8, "打印机", body="纸"), twice) == [1, 5, 8, 2]
    assert found("卡纸 打印", entry(7, "打印机彩色卡纸设置"), twice) == [1, 5, 7, 2]


def test_every_word_comes_before_what_is_only_like_it() -> None:
    told = entry(4, "耗材", symptom="打印机卡纸怎么处理才好")
    assert found("打印机卡纸怎么处理才好", told) == [4, 1]


def test_expired_ones_come_last_even_where_the_title_has_it() -> None:
    assert found("打印", entry(9, "打印机", gone=True)) == [1, 2, 9]
    assert found("", entry(9, "打印机", gone=True)) == [3, 2, 1, 9]
