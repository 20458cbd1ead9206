"""What whoever serves confirms each year."""

from datetime import date
from typing import Annotated as A

from portal.core.facts import Cell, Facts, Short, Text
from portal.regulations.it_service.facts.words import Agreed


class Conduct(Facts, frozen=True, kw_only=True):
    """F09-12 服务时间与行为规范确认: when he serves, how he is reached outside, that he keeps the rules."""

    day: A[date, Cell("确认日期", "§7", 4)]
    hours: A[Short, Cell("我的服务时间", "§7", 8)]
    reached: A[Short, Cell("服务时间以外怎样找到我", "§7", 12)]
    logged: A[Agreed, Cell("每一件都登记，不口头了事", "§7", 6)]
    polite: A[Agreed, Cell("先说明身份，用语文明", "§7", 6)]
    secret: A[Agreed, Cell("不看、不带走用户的数据", "§7", 6)]
    approved: A[Agreed, Cell("没有批准的变更不动生产系统", "§7", 6)]
    remark: A[Text, Cell("说明", "§7", 12)] = ""
