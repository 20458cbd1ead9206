"""A complaint as whoever answers takes it down."""

from datetime import date, time
from typing import Annotated as A

import msgspec

from portal.core.facts import Cell, Facts, Line, Ref, Short, Table, Text, When
from portal.regulations.bank_complaints.facts import words

Phone = A[str, msgspec.Meta(max_length=30)]


class Representative(Line, frozen=True, kw_only=True):
    """One of those who speak for all."""

    name: A[Short, Cell("代表姓名", "§附3", 6)]
    phone: A[Phone, Cell("联系电话", "§附3", 6)]


class Record(Facts, frozen=True, kw_only=True):
    """F06-1 客户投诉记录: it opens the case."""

    day: A[date, Cell("接到日期", "§4", 4)]
    at: A[time, Cell("接到时间", "§4", 4)]
    channel: A[words.Channel, Cell("来源", "§2", 4)]
    presence: A[words.Presence, Cell("受理场合", "§2", 4)]
    subject: A[words.Subject, Cell("投诉类别", "§2", 4)]
    business: A[words.Business, Cell("业务条线", "§5(二)", 4)]
    level: A[words.Level, Cell("办理层级", "§5", 4)]
    written: A[words.Form, Cell("口头或书面", "§2", 4)]
    name: A[Short, Cell("投诉人", "§附3", 4)]
    kind: A[words.Kind, Cell("个人或单位", "§附3", 4)]
    phone: A[Phone, Cell("联系电话", "§附3", 4)]
    customer: A[Ref | None, Cell("客户档案", "§附3", 12, of="complainant")] = None
    unit: A[Ref, Cell("被投诉机构", "§2", 6, of="unit")]
    employee: A[Ref | None, Cell("被投诉员工", "§附2", 6, of="person")] = None
    what: A[Text, Cell("事实和理由", "§2", 12)]
    request: A[Text, Cell("投诉请求", "§2", 12)]
    joint: A[bool, Cell("共同投诉", "§附3", 4)]
    representatives: A[tuple[Representative, ...], Table("共同投诉的代表", "§附3", 0, 5)] = ()
    late: A[Text, Cell("迟报原因", "§4", 12)] = ""
    fresh: A[words.Fresh, Cell("有未结投诉", "§4", 12)] = ""


class Entry(Line, frozen=True, kw_only=True):
    """What somebody wrote into the book."""

    page: A[int, msgspec.Meta(ge=1, le=9999), Cell("页码", "§2", 1)]
    written: A[date, Cell("书写日期", "§2", 2)]
    kind: A[words.Remark, Cell("种类", "§2", 2)]
    signer: A[Short, Cell("署名", "§2", 1)] = ""
    text: A[Text, Cell("内容", "§2", 2)]
    reply: A[Text, Cell("回复", "§2", 2)]
    record: A[Ref | None, Cell("投诉记录编号", "§4", 2, of="document_number")] = None


class OpinionBook(Facts, frozen=True, kw_only=True):
    """F06-3 客户意见簿登记: an outlet's entries of a day."""

    day: A[date, Cell("登记日期", "§2", 6)]
    state: A[words.Book, Cell("意见簿", "§2", 6)]
    entries: A[tuple[Entry, ...], Table("客户意见", "§2", 0, 40)] = ()


class Transfer(Facts, frozen=True, kw_only=True):
    """F06-2 投诉转办单: from whoever answered to whoever handles it."""

    day: A[date, Cell("转办日期", "§5", 4)]
    line: A[words.Line, Cell("转给", "§4(二)", 4)]
    unit: A[Ref | None, Cell("转办机构", "§5", 4, of="unit",
                             when=When("line", (words.AID, words.HANDLER)))] = None  # fmt: skip
    brief: A[Text, Cell("投诉摘要", "§5", 12)]
    reason: A[Text, Cell("转办理由", "§5", 12)]
    handler: A[Ref | None, Cell("承办人", "§5(四)", 6, of="person")] = None
    opinion: A[Short, Cell("接收意见", "§5", 6)] = ""
