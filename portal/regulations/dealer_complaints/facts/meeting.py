"""The meeting that a major complaint calls for at once."""

from datetime import date, time
from typing import Annotated as A

from portal.core.facts import Cell, Facts, Ref, Short, Text


class Meeting(Facts, frozen=True, kw_only=True):
    """F16-3 紧急会议记录: what was passed on, discussed and decided, and who speaks for the company."""

    day: A[date, Cell("会议日期", "§4(二)2", 3)]
    began: A[time, Cell("开始时间", "§4(二)2", 3)]
    unit: A[Ref, Cell("责任部门", "§4(二)2", 6, of="unit")]
    place: A[Short, Cell("地点", "§4(二)2", 4)]
    people: A[Short, Cell("参加人员", "§4(二)2", 8)]
    content: A[Text, Cell("通报的投诉内容", "§4(二)2", 12)]
    discussion: A[Text, Cell("讨论", "§4(二)2", 12)]
    decision: A[Text, Cell("决定", "§4(二)2", 12)]
    spokesman: A[Ref, Cell("对外发言人", "§4(二)2", 12, of="person")]
