"""What helped, written down for others."""

from datetime import date
from typing import Annotated as A

import msgspec

from portal.core.facts import Cell, Facts, Ref, Text
from portal.domain.operations.knowledge.audience import Audience
from portal.domain.operations.parts import Layer

Title = A[str, msgspec.Meta(max_length=80)]
Solution = A[str, msgspec.Meta(max_length=1000)]


class Knowledge(Facts, frozen=True, kw_only=True):
    """F09-7 知识条目: what is seen, why it is so, what helps, for whom, until when it is to be trusted."""

    day: A[date, Cell("编写日期", "§4.4.8", 4)]
    title: A[Title, Cell("标题", "§4.4.8", 12)]
    part: A[Layer, Cell("属于", "§4.4.8", 4)]
    audience: A[Audience, Cell("给谁看", "§4.4.8", 4)]
    expires: A[date, Cell("有效期到", "§4.4.8", 4)]
    symptom: A[Text, Cell("现象", "§4.4.8", 12)]
    cause: A[Text, Cell("原因", "§4.4.8", 12)] = ""
    solution: A[Solution, Cell("解决办法", "§4.4.8", 12)]
    keywords: A[Title, Cell("关键词", "§4.4.8", 12)] = ""
    replaces: A[Ref | None, Cell("代替哪一条", "§4.4.8", 8, of="article_version")] = None
