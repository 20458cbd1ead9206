"""The clauses of R94."""

from portal.core.clause import Clause

CLAUSES = (
    Clause("§1", "第一条", "督办事项填督办单，写明受理部门和经办人。"),
    Clause("§2", "第二条", "受理部门的负责人审核，经办人办理。"),
)
