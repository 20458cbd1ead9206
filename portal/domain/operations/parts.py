"""The five parts that all of an information system's maintenance belongs to; pure."""

from typing import Literal, get_args

Part = Literal["机房环境", "计算机硬件平台", "配套网络", "基础软件", "应用软件"]
PARTS: tuple[str, ...] = get_args(Part)
