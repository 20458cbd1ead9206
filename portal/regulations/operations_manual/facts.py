"""What the forms of R18 say."""

from datetime import date
from typing import Annotated as A
from typing import Literal

import msgspec

from portal.core.facts import Cell, Facts, Text

RELEASED, REVISED = "发布", "修订"
PUBLIC, INTERNAL, SECRET = "公开", "内部公开", "秘密"
State = Literal["发布", "修订"]
Secrecy = Literal["公开", "内部公开", "秘密"]
FileId = A[str, msgspec.Meta(max_length=40)]
Version = A[str, msgspec.Meta(max_length=20)]
Title = A[str, msgspec.Meta(max_length=80)]


class ManualPage(Facts, frozen=True, kw_only=True):
    """F18-1 文档控制页: a document as it stands on its cover; the document itself goes with it as a file."""

    day: A[date, Cell("日期", "§0", 4)]
    title: A[Title, Cell("文档名称", "§0", 12)]
    file_id: A[FileId, Cell("文件编号", "§0", 6)]
    version: A[Version, Cell("版本", "§0", 6)]
    state: A[State, Cell("文件状态", "§0", 6)]
    secrecy: A[Secrecy, Cell("密级", "§0", 6)]
    change: A[Text, Cell("变更说明", "§0", 12)] = ""
