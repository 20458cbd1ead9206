"""The choices that several forms and rules share."""

from typing import Literal

# Assumed: what is done so often, and undone so easily, that its kind was approved once for all.
Preapproved = Literal["重启应用服务", "更换同型号部件", "扩充存储空间", "更新防病毒库", "调整用户权限", ""]
STOOD = "停运或无法使用"
Effect = Literal["停运或无法使用", "部分受影响", "没有影响业务", "误报"]
Found = Literal["监控告警", "巡检", "日常维护", "用户报告", "其他"]
FINISHED, UNFINISHED = "完成", "未完成"
Result = Literal["完成", "未完成"]
Cycle = Literal["月", "季", "年"]
