"""Pages that nobody fills: the ways of the forms, and how urgent is how urgent."""

from portal.core.static_page import FlowPicture, Prose, StaticPage, TextTable
from portal.domain.operations.priority import MATRIX, URGENCIES
from portal.regulations.it_service.documents.changes import change
from portal.regulations.it_service.documents.incidents import ticket, work_order

STATICS = (
    StaticPage("F09-2L", "运维工作流程图", "§4.4.1", tuple(map(FlowPicture, (ticket, work_order, change)))),
    StaticPage(
        "F09-2T",
        "事件优先级表",
        "§8",
        (
            Prose(("优先级由影响范围和紧急程度决定；每一级几分钟内响应、几小时内恢复，见本制度的参数。",)),
            TextTable(
                ("影响范围", *URGENCIES), tuple((impact, *levels) for impact, levels in MATRIX.items())
            ),
        ),
    ),
)
