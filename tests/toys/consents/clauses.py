"""The clauses of R97."""

from portal.core.clause import Clause

CLAUSES = (
    Clause("§1", "第一条", "要几个人商定的事填会商单。"),
    Clause("§2", "第二条", "由规定的人会签、或签、依次签或表决。"),
    Clause("§3", "第三条", "金额大的由总经理批准。"),
)
