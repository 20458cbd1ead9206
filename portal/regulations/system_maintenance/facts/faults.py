"""A fault as it is found, and as it is reported when everything works again."""

from datetime import date, time
from typing import Annotated as A

import msgspec

from portal.core.facts import Cell, Facts, Line, Ref, Short, Table, Text
from portal.domain.operations.levels import Level
from portal.domain.operations.parts import Part
from portal.regulations.system_maintenance.facts.changes import System
from portal.regulations.system_maintenance.facts.words import Effect, Found

Symptom = A[str, msgspec.Meta(max_length=120)]


class Fault(Facts, frozen=True, kw_only=True):
    """F05-3 故障处理记录: taken down at once; it opens the case."""

    day: A[date, Cell("开始日期", "§4(2)", 4)]
    at: A[time, Cell("开始时间", "§4(2)", 4)]
    found: A[Found, Cell("怎样发现", "§4(2)", 4)]
    reading: A[Ref | None, Cell("引出的值", "§4(1)", 6, of="reading")] = None
    alarm: A[Ref | None, Cell("引出的告警", "§4(1)", 6, of="alarm")] = None
    part: A[Part, Cell("所属部分", "§3", 4)]
    system: A[System, Cell("系统或设备", "§4(2)", 8)]
    symptom: A[Symptom, Cell("故障现象", "§4(2)", 12)]
    business: A[Short, Cell("影响的业务", "§附5", 6)]
    important: A[bool, Cell("重要系统", "§附5", 2)]
    effect: A[Effect, Cell("影响程度", "§附5", 4)]
    level: A[Level, Cell("故障等级", "§附5", 12)]
    action: A[Text, Cell("当场做了什么", "§4(2)", 12)] = ""


class AffectedLine(Line, frozen=True, kw_only=True):
    """A business that was affected, and from when until when."""

    business: A[Short, Cell("影响的业务", "§附5", 3)]
    important: A[bool, Cell("重要系统", "§附5", 1)]
    effect: A[Effect, Cell("影响程度", "§附5", 2)]
    from_day: A[date, Cell("开始日期", "§附5", 2)]
    from_at: A[time, Cell("时间", "§附5", 1)]
    to_day: A[date, Cell("恢复日期", "§附5", 2)]
    to_at: A[time, Cell("时间", "§附5", 1)]


class FaultReport(Facts, frozen=True, kw_only=True):
    """F05-3R 故障报告: what was affected, how long it stood still, why, what was done and prevents it."""

    day: A[date, Cell("报告日期", "§4(2)", 4)]
    level: A[Level, Cell("故障等级", "§附5", 4)]
    downtime: A[int, Cell("停运时间", "§4(2)", 4, unit="分钟")]
    affected: A[tuple[AffectedLine, ...], Table("影响的业务", "§附5", 1, 20)]
    located: A[Text, Cell("定位到什么", "§4(2)", 12)]
    actions: A[Text, Cell("处理过程", "§4(2)", 12)]
    root: A[Text, Cell("根本原因", "§4(2)", 12)]
    prevention: A[Text, Cell("防止措施", "§4(2)", 12)]
