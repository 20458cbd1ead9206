"""What is registered of a configuration item, and what it has to do with others."""

from datetime import date
from typing import Annotated as A

from portal.core.facts import Cell, Facts, Line, Ref, Short, Table, Text, When
from portal.domain.configuration.words import Kind, Status, Type
from portal.domain.operations.parts import Layer
from portal.regulations.it_service.facts.words import CHANGED, Entry

WHICH = When("entry", (CHANGED,))


class RelationLine(Line, frozen=True, kw_only=True):
    """What the item runs on, depends on, is connected to, since when, perhaps until when."""

    kind: A[Kind, Cell("关系", "§4.4.7", 2)]
    other: A[Ref, Cell("哪一项", "§4.4.7", 6, of="known_item")]
    other_type: A[str, Cell("类型", "§4.4.7", 2, copied="other.type")] = ""
    since: A[date, Cell("起", "§4.4.7", 3)]
    until: A[date | None, Cell("到（含）", "§4.4.7", 3)] = None


class ItemRecord(Facts, frozen=True, kw_only=True):
    """F09-6 配置项记录: a new item, or how one is from now on, with all its relations."""

    day: A[date, Cell("登记日期", "§4.4.7", 4)]
    entry: A[Entry, Cell("新增或变化", "§4.4.7", 4)]
    known: A[Ref | None, Cell("哪一项变了", "§4.4.7", 12, of="known_item", when=WHICH)] = None
    name: A[Short, Cell("名称", "§4.4.7", 8)]
    type: A[Type, Cell("类型", "§4.4.7", 4)]
    owner: A[Ref, Cell("负责人", "§4.4.7", 4, of="person")]
    unit: A[Ref, Cell("所属部门", "§4.4.7", 4, of="unit")]
    status: A[Status, Cell("状态", "§4.4.7", 4)]
    part: A[Layer, Cell("属于", "§4.4.7", 4)]
    location: A[Short, Cell("位置", "§4.4.7", 4)] = ""
    version: A[Short, Cell("版本或型号", "§4.4.7", 4)] = ""
    relations: A[tuple[RelationLine, ...], Table("它和其他配置项的关系", "§4.4.7", 0, 40)] = ()
    remark: A[Text, Cell("说明", "§4.4.7", 12)] = ""
