"""Where something belongs: the five parts of maintenance, and the layers that are inspected apart. Pure."""

from typing import Literal, get_args

Part = Literal["机房环境", "计算机硬件平台", "配套网络", "基础软件", "应用软件"]
PARTS: tuple[str, ...] = get_args(Part)
Layer = Literal["终端和外设", "应用系统", "数据库", "中间件", "主机和存储", "网络和安全", "其他"]
