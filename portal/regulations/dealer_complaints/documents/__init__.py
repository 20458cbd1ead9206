"""The forms of R16 that the portal carries out."""

from portal.core.static_page import FlowPicture, StaticPage
from portal.regulations.dealer_complaints.documents.beside import register, statistics
from portal.regulations.dealer_complaints.documents.complaints import handling, record
from portal.regulations.dealer_complaints.documents.follow_up import inquiry, measure, meeting, summary
from portal.regulations.dealer_complaints.documents.liability import liability

__all__ = [
    "handling",
    "inquiry",
    "liability",
    "measure",
    "meeting",
    "record",
    "register",
    "statistics",
    "summary",
]
PAPERS = (handling, meeting, inquiry, summary, measure, liability)
TYPES = (record, *PAPERS)
REPORTS = (register, statistics)
STATICS = (StaticPage("F16-2L", "客户投诉处理流程图", "§4(一)2", (FlowPicture(handling),)),)
