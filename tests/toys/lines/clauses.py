"""The clauses of R93."""

from portal.core.clause import Clause

CLAUSES = (
    Clause("§1", "第一条", "每个办事处的救援电话全天有人接听。"),
    Clause("§2", "第二条", "财务部的查账电话在规定的时间内有人接听。"),
)
