"""The clauses of R95."""

from portal.core.clause import Clause

CLAUSES = (
    Clause("§1", "第一条", "用印填用印单，由办事处经理审核、销售部经理复核、合规专员核准。"),
    Clause("§2", "第二条", "刻新章由全体业务经理表决，过半数同意才刻。"),
)
