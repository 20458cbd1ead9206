"""The answer to 为什么是这个时间, read by people: short and true."""

from datetime import date

from portal.core.calendar import Calendar, DayKind, nth_working_day, working_days_after


def test_october_2026_tells_the_holiday_in_one_line(calendar: Calendar) -> None:
    assert nth_working_day(calendar, 2026, 10, 3).explanation() == [
        "2026年10月第3个工作日",
        "10-01 至 10-07 国庆节放假，不算",
        "10-08 至 10-09 算第1至第2个工作日",
        "10-10 调休上班，算第3个工作日",
    ]


def test_days_after_an_event_begin_with_the_day_that_is_not_counted(calendar: Calendar) -> None:
    assert working_days_after(calendar, date(2026, 11, 20), 3).explanation() == [
        "2026-11-20 之后第3个工作日",
        "11-20 起算日，不算",
        "11-21 至 11-22 休息日，不算",
        "11-23 至 11-25 算第1至第3个工作日",
    ]


def test_from_the_end_of_the_month_the_count_runs_backwards(calendar: Calendar) -> None:
    assert nth_working_day(calendar, 2026, 10, -3).explanation() == [
        "2026年10月倒数第3个工作日",
        "10-31 周六，休息日，不算",
        "10-28 至 10-30 算倒数第3至第1个工作日",
    ]


def test_a_start_on_a_rest_day_is_told_apart_from_the_rest_days_after_it(calendar: Calendar) -> None:
    lines = working_days_after(calendar, date(2026, 11, 21), 1).explanation()
    assert lines[1:3] == ["11-21 起算日，不算", "11-22 周日，休息日，不算"]


def test_two_holidays_in_a_row_have_a_line_each() -> None:
    holiday = DayKind.STATUTORY_HOLIDAY
    calendar = Calendar({date(2028, 10, 2): (holiday, "国庆节"), date(2028, 10, 3): (holiday, "中秋节")})
    lines = working_days_after(calendar, date(2028, 10, 1), 1).explanation()
    assert lines[2:4] == ["10-02 国庆节，放假，不算", "10-03 中秋节，放假，不算"]


def test_a_provisional_date_says_what_is_missing_and_writes_both_years(calendar: Calendar) -> None:
    deadline = working_days_after(calendar, date(2026, 12, 30), 2)
    assert deadline.text() == "01-01（暂定：2027年放假安排尚未录入）"
    assert deadline.explanation() == [
        "2026-12-30 之后第2个工作日",
        "2026-12-30 起算日，不算",
        "2026-12-31 至 2027-01-01 算第1至第2个工作日",
        "2027年放假安排尚未录入，暂按周一至周五上班推算，录入后重算",
    ]


def test_a_certain_date_stands_alone(calendar: Calendar, calendar_with_2027: Calendar) -> None:
    assert nth_working_day(calendar, 2026, 11, -1).text() == "11-30"
    assert nth_working_day(calendar_with_2027, 2027, 1, 1).text() == "01-04"


def test_a_count_through_two_years_without_notices_names_both(calendar: Calendar) -> None:
    text = working_days_after(calendar, date(2027, 12, 30), 3).text()
    assert text == "01-04（暂定：2027年、2028年放假安排尚未录入）"


def test_each_kind_of_day_says_why_it_counts_or_not(calendar: Calendar, calendar_with_2027: Calendar) -> None:
    reasons = [each.why for each in working_days_after(calendar, date(2026, 9, 18), 7).days]
    assert reasons[:3] == ["起算日", "周六，休息日", "调休上班，算第1个工作日"]
    assert reasons[3] == "周一，算第2个工作日"
    assert reasons[7] == "中秋节，放假"
    labels = [each.label for each in nth_working_day(calendar_with_2027, 2027, 1, 1).days]
    assert labels == ["法定节假日"] * 3 + ["工作日"]


def test_a_holiday_or_rest_day_without_a_name_is_told_by_its_weekday() -> None:
    calendar = Calendar({date(2027, 3, 1): DayKind.STATUTORY_HOLIDAY, date(2027, 3, 2): DayKind.REST_DAY})
    reasons = [each.why for each in nth_working_day(calendar, 2027, 3, 1).days]
    assert reasons == ["周一，放假", "周二，休息日", "周三，算第1个工作日"]
