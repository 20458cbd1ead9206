"""A complaint as it comes in."""

from datetime import date, time
from typing import Annotated as A

import msgspec

from portal.core.facts import Cell, Facts, Ref, Short, Text
from portal.regulations.dealer_complaints.facts.words import Channel, Fresh

Phone = A[str, msgspec.Meta(max_length=20)]
Plate = A[str, msgspec.Meta(max_length=10)]
Vin = A[str, msgspec.Meta(max_length=17)]


class Record(Facts, frozen=True, kw_only=True):
    """F16-1 客户投诉记录: taken down at once by whoever answers; it opens the case."""

    day: A[date, Cell("投诉日期", "§4(一)1", 3)]
    at: A[time, Cell("投诉时间", "§4(一)1", 3)]
    channel: A[Channel, Cell("来源", "§4(一)1", 3)]
    complainant: A[Short, Cell("投诉人", "§4(一)1", 3)]
    phone: A[Phone, Cell("电话", "§7", 3)]
    customer: A[Ref | None, Cell("客户档案", "§4(一)1", 6, of="complainant")] = None
    plate: A[Plate, Cell("车牌号", "§4(一)1", 3)]
    model: A[Short, Cell("车型", "§7", 4)] = ""
    vin: A[Vin, Cell("车辆识别代号（VIN）", "§4(一)1", 5)] = ""
    against: A[Ref | None, Cell("被投诉的员工", "§7", 6, of="person")] = None
    against_unit: A[str, Cell("所在部门", "§7", 6, copied="against.unit")] = ""
    what: A[Text, Cell("投诉内容", "§4(一)1", 12)]
    comforted: A[Text, Cell("当场怎样答复和安抚", "§4(一)1", 12)] = ""
    fresh: A[Fresh, Cell("同车牌或电话有未结投诉时", "§4(一)1", 12)] = ""
