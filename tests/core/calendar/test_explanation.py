"""The answer to 为什么是这个时间, read by people: short and true."""

from datetime import date, time

from portal.core.calendar import (
    MIDNIGHT,
    AfterDays,
    AfterWorkingDays,
    AfterWorkingHours,
    BeforeHalfDays,
    Calendar,
    DayKind,
    WeeklyAt,
    WorkingTime,
    nth_working_day,
    working_days_after,
)
from tests.core.calendar.times import CREW, at


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


def test_working_hours_tell_each_day_that_is_not_whole_and_runs_of_those_that_are(
    working_time: WorkingTime,
) -> None:
    assert AfterWorkingHours(40).due(at("2026-09-29 20:00:20"), working_time).explanation() == [
        "2026-09-29 20:00:20 之后40小时工作时间",
        "09-29 周二 20:00:20 起算，已下班，不算",
        "09-30 周三 08:30–12:00、13:00–17:30，算8小时",
        "10-01 至 10-07 国庆节放假，不算",
        "10-08 至 10-09 每天8小时，算16小时",
        "10-10 周六 08:30–12:00、13:00–17:30，调休上班，算8小时",
        "10-11 周日，休息日，不算",
        "10-12 周一 08:30–12:00、13:00–17:30，算8小时",
        "到 2026-10-12 17:30 满40小时",
    ]


def test_a_night_shift_tells_the_time_of_the_next_day(working_time: WorkingTime) -> None:
    lines = AfterWorkingHours(15).due(at("2026-11-18 23:00"), working_time.of_unit({}, (CREW,))).explanation()
    assert lines[1:4] == [
        "11-18 周三 23:00–次日06:00，算7小时",
        "11-19 周四，休息日，不算",
        "11-20 周五 06:00–14:00，算8小时",
    ]


def test_the_end_of_the_day_and_the_hour_that_is_too_late_are_told(working_time: WorkingTime) -> None:
    limits = (AfterWorkingDays(1), AfterWorkingDays(1, time(18)), AfterWorkingDays(1, MIDNIGHT))
    ends = [limit.due(at("2026-11-20 09:00"), working_time).explanation()[-1] for limit in limits]
    assert ends == ["当天下班 17:30 截止", "当天 18:00 截止", "当天 24:00 截止"]
    assert WeeklyAt(0, time(10)).due(at("2026-10-05 09:00"), working_time).explanation() == [
        "2026-10-05 周一 10:00 前，不上班则顺延到下一个工作日",
        "10-05 至 10-07 国庆节放假，不算",
        "10-08 周四，就是这一天",
        "当天 10:00 之前，10:00 整算迟",
    ]


def test_days_of_the_calendar_are_one_run_whatever_days_they_are(working_time: WorkingTime) -> None:
    assert AfterDays(13).due(date(2026, 9, 28), working_time).explanation() == [
        "2026-09-28 之后第13天",
        "09-28 起算日，不算",
        "09-29 至 10-11 算第1至第13天",
        "当天 24:00 截止",
    ]


def test_half_days_ahead_are_told_one_by_one(working_time: WorkingTime) -> None:
    assert BeforeHalfDays(2).due(at("2026-11-23 08:30"), working_time).explanation() == [
        "2026-11-23 08:30 开始，提前2个半天",
        "11-23 周一 08:30–12:00，从这个半天算起",
        "11-21 至 11-22 休息日，不算",
        "11-20 周五 13:00–17:30，算往前第1个半天",
        "11-20 周五 08:30–12:00，算往前第2个半天",
        "最迟在这个半天开始时，08:30",
    ]


def test_the_same_day_that_is_over_says_so(working_time: WorkingTime) -> None:
    assert AfterWorkingDays(0).due(at("2026-11-20 20:00"), working_time).explanation() == [
        "2026-11-20 的截止时间已过，顺延到下一个工作日",
        "11-21 至 11-22 休息日，不算",
        "11-23 周一，就是这一天",
        "当天下班 17:30 截止",
    ]
