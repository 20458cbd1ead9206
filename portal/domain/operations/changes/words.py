"""The words of a change's paper, whichever regulation it goes by. Pure."""

from typing import Literal

NORMAL, STANDARD, EMERGENCY = "一般变更", "标准变更", "紧急变更"
Kind = Literal["一般变更", "标准变更", "紧急变更"]
Outcome = Literal["成功", "部分成功", "已回退", ""]
