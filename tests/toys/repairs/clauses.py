"""The clauses of R98."""

from portal.core.clause import Clause

CLAUSES = (
    Clause("§1", "第一条", "设备坏了填报修单，由业务经理受理。"),
    Clause("§2", "第二条", "办事处经理安排维修，修好才能结案。"),
    Clause("§3", "第三条", "每次维修填维修记录，由办事处经理签字。"),
    Clause("§4", "第四条", "每月统计报修。"),
)
