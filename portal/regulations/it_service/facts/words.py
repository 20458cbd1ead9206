"""The choices that several forms and rules share."""

from typing import Literal

BY_PORTAL, BY_MAIL = "门户", "邮件"
Channel = Literal["门户", "电话", "当面", "邮件"]
FOR_OTHERS = ("电话", "当面")
ASSIGNED, AT_ONCE = "指派处理", "服务台当场解决"
LINKED, RELEASED = "关联", "解除"
Link = Literal["关联", "解除"]
FOUND, NONE = "已查明", "不成立"
Conclusion = Literal["已查明", "不成立"]
Agreed = Literal["做到"]
PRACTISED = "演练"
Exercise = Literal["演练", "实际处置"]
NOT_REACHED = "没有全部达到"
Reached = Literal["全部达到", "没有全部达到"]
# Assumed: what is done so often, and undone so easily, that its kind was approved once for all.
Preapproved = Literal["重启服务", "更换同型号部件", "扩充存储空间", "更新防病毒库", "安装常用软件", ""]
Way = Literal["指派处理", "服务台当场解决"]
NEW, CHANGED = "新增", "变化"
Entry = Literal["新增", "变化"]
