"""The rules that a branch or a department issues for itself."""

from datetime import date
from typing import Annotated as A
from typing import Literal

import msgspec

from portal.core.facts import Cell, Facts, Short

Title = A[str, msgspec.Meta(max_length=80)]
Article = Literal["第一条", "第二条", "第三条", "第四条", "第五条", "同类制度"]


class Filing(Facts, frozen=True, kw_only=True):
    """F05-1 实施细则备案: what is issued, in which version, since when, under which article."""

    day: A[date, Cell("备案日期", "§2", 4)]
    title: A[Title, Cell("实施细则名称", "§2", 8)]
    version: A[Short, Cell("版本", "§2", 4)]
    effective: A[date, Cell("施行日期", "§2", 4)]
    article: A[Article, Cell("依据第几条", "§2", 4)]
    part: A[
        Literal["全部五个部分", "机房环境", "计算机硬件平台", "配套网络", "基础软件", "应用软件"],
        Cell("适用哪个部分", "§3", 4),
    ]
    note: A[Short, Cell("说明", "§2", 8)] = ""
