"""The words of configuration items and of what lies between them. Pure."""

from typing import Literal, get_args

Type = Literal[
    "服务", "应用系统", "数据库", "中间件", "服务器", "存储", "网络设备", "终端", "机房设施", "其他"
]
TYPES: tuple[str, ...] = get_args(Type)
SERVICE, APPLICATION, SERVER = "服务", "应用系统", "服务器"
Status = Literal["在用", "备用", "停用", "报废"]
IN_USE, SPARE, OUT_OF_USE, SCRAPPED = "在用", "备用", "停用", "报废"
USABLE, GONE = (IN_USE, SPARE), (OUT_OF_USE, SCRAPPED)
Kind = Literal["运行于", "依赖", "连接", "属于", "备份到"]
RUNS_ON, DEPENDS_ON, CONNECTED_TO, PART_OF, BACKED_UP_TO = "运行于", "依赖", "连接", "属于", "备份到"
# Assumed: what carries something touches it, what is a part of something touches the whole; a backup is
# not missed before it is needed.
CARRIED = frozenset((RUNS_ON, DEPENDS_ON, CONNECTED_TO))
