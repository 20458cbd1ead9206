"""What an administrator enters of a year's notice: read from text, checked row by row, entered."""

from datetime import date, timedelta

import pytest

from portal.core.calendar import OFFICIAL_YEARS, Calendar, DayKind, Entered
from portal.core.calendar.notice_text import read_notice
from portal.core.calendar.notices import Fault, Holiday, entries, notice_faults

NOTICE_2026 = """
各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
经国务院批准，现将2026年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫、疫情防控等工作。
"""
NEW_YEAR = Holiday("元旦", date(2027, 1, 1), date(2027, 1, 3), (date(2027, 1, 10),))
YEAR_2027 = (
    NEW_YEAR,
    Holiday("春节", date(2027, 2, 5), date(2027, 2, 11), (date(2027, 1, 31), date(2027, 2, 13))),
    Holiday("清明节", date(2027, 4, 3), date(2027, 4, 5)),
    Holiday("劳动节", date(2027, 5, 1), date(2027, 5, 5), (date(2027, 5, 8),)),
    Holiday("端午节", date(2027, 6, 9), date(2027, 6, 9)),
    Holiday("中秋节", date(2027, 9, 15), date(2027, 9, 15)),
    Holiday("国庆节", date(2027, 10, 1), date(2027, 10, 7)),
)


def test_the_notice_of_2026_as_published_gives_the_official_calendar() -> None:
    notice = read_notice(NOTICE_2026, 2026)
    assert (notice.faults, list(notice_faults(2026, notice.rows))) == ((), [])
    entered = Calendar(entries(notice.rows), OFFICIAL_YEARS - {2026}, entered_years=(2026,))
    every_day = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]
    found = [(entered.day(on).kind, entered.day(on).name) for on in every_day]
    assert found == [(Calendar().day(on).kind, Calendar().day(on).name) for on in every_day]


def test_a_short_line_is_read_with_its_make_up_days() -> None:
    notice = read_notice("元旦 2027-01-01 至 2027-01-03；调休上班 2026-12-27、2027-01-10", 2027)
    make_up = (date(2026, 12, 27), date(2027, 1, 10))
    assert notice.rows == (NEW_YEAR._replace(make_up=make_up),)
    assert notice.faults == ()


def test_a_holiday_may_begin_in_the_year_before_and_last_a_single_day() -> None:
    text = (
        "元旦：2018年12月30日至2019年1月1日放假，共3天。2018年12月29日（星期六）上班。\n端午节：６月７日放假"
    )
    new_year, dragon_boat = read_notice(text, 2019).rows
    assert new_year == Holiday("元旦", date(2018, 12, 30), date(2019, 1, 1), (date(2018, 12, 29),))
    assert dragon_boat == Holiday("端午节", date(2019, 6, 7), date(2019, 6, 7))


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (
            "元旦：1月1日（周四）放假",
            Fault(0, "first", "2027-01-01 是周五，不是周四，请核对年份"),
        ),
        (
            "元旦：1月1日放假。1月4日（周日）上班",
            Fault(0, "make_up", "2027-01-04 是周一，不是周日，请核对年份"),
        ),
        ("元旦：1月1日至3日放假，共4天", Fault(0, "last", "写的是共4天，实际是3天")),
        ("春节：2月30日放假", Fault(None, "text", "看不懂“春节:2月30日放假”：没有 2月30日 这一天")),
        ("春节：30日放假", Fault(None, "text", "看不懂“春节:30日放假”：没有 30日 这一天")),
        ("春节：2月7日上班", Fault(None, "text", "看不懂“春节:2月7日上班”：没有放假的日期")),
    ],
)
def test_a_line_that_contradicts_itself_says_so(line: str, fault: Fault) -> None:
    assert read_notice(line, 2027).faults == (fault,)


def test_a_faultless_notice_has_no_faults() -> None:
    assert list(notice_faults(2027, YEAR_2027)) == []


@pytest.mark.parametrize(
    ("row", "cell", "why"),
    [
        (NEW_YEAR._replace(first=date(2027, 1, 4)), "last", "不能早于第一天"),
        (NEW_YEAR._replace(first=date(2026, 1, 1), last=date(2026, 1, 3), make_up=()), "first", "不在2027年"),
        (NEW_YEAR._replace(last=date(2027, 1, 13), make_up=()), "last", "共13天，超过12天，请核对"),
        (NEW_YEAR._replace(first=date(2027, 1, 2)), "first", "应包括1月1日"),
        (NEW_YEAR._replace(make_up=(date(2027, 1, 11),)), "make_up", "2027-01-11 是周一，本来就上班"),
        (NEW_YEAR._replace(make_up=(date(2027, 1, 2),)), "make_up", "2027-01-02 在放假期间"),
        (NEW_YEAR._replace(make_up=(date(2027, 1, 10),) * 2), "make_up", "2027-01-10 重复"),
        (NEW_YEAR._replace(make_up=(date(2027, 1, 31),)), "make_up", "2027-01-31 重复"),
        (NEW_YEAR._replace(make_up=(date(2027, 2, 6),)), "make_up", "2027-02-06 在放假期间"),
        (NEW_YEAR._replace(make_up=(date(2027, 2, 20),)), "make_up", "2027-02-20 离放假超过31天，请核对"),
    ],
)
def test_each_fault_of_a_row_is_told_at_its_cell(row: Holiday, cell: str, why: str) -> None:
    assert Fault(0, cell, why) in list(notice_faults(2027, (row, *YEAR_2027[1:])))


def test_twelve_days_and_a_make_up_day_31_days_away_are_taken() -> None:
    new_year = NEW_YEAR._replace(last=date(2027, 1, 12), make_up=())
    labour_day = YEAR_2027[3]._replace(make_up=(date(2027, 4, 10), date(2027, 6, 5)))
    assert list(notice_faults(2027, (new_year, *YEAR_2027[1:3], labour_day, *YEAR_2027[4:]))) == []


def test_overlapping_holidays_are_told_at_the_later_row() -> None:
    late = YEAR_2027[5]._replace(first=date(2027, 10, 7), last=date(2027, 10, 8))
    faults = list(notice_faults(2027, (*YEAR_2027[:5], YEAR_2027[6], late)))
    assert faults == [Fault(6, "first", "与“国庆节”重叠")]


def test_a_notice_without_all_seven_holidays_does_not_make_a_year_known() -> None:
    assert list(notice_faults(2027, YEAR_2027[:5])) == [Fault(None, "name", "还缺少：中秋、国庆")]


def test_a_row_without_a_name_asks_for_it() -> None:
    assert Fault(0, "name", "请填写节日名称") in list(notice_faults(2027, (NEW_YEAR._replace(name=""),)))


def test_entries_name_the_holiday_on_free_and_on_make_up_days() -> None:
    entered = entries((NEW_YEAR,))
    assert entered[date(2027, 1, 2)] == Entered(DayKind.STATUTORY_HOLIDAY, "元旦")
    assert entered[date(2027, 1, 10)] == Entered(DayKind.MAKE_UP_WORKDAY, "元旦")
    assert len(entered) == 4


def test_a_make_up_day_in_the_year_before_does_not_make_that_year_known() -> None:
    rows = (NEW_YEAR._replace(make_up=(date(2026, 12, 27),)),)
    calendar = Calendar(entries(rows), official_years=(), entered_years=(2027,))
    assert calendar.day(date(2026, 12, 27)).works
    assert calendar.day(date(2026, 12, 28)).provisional
    assert not calendar.day(date(2027, 12, 31)).provisional
