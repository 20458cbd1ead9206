"""The forms of R05 that the portal carries out."""

from portal.core.static_page import FlowPicture, StaticPage
from portal.regulations.system_maintenance.documents.changes import change

__all__ = ["change"]
TYPES = (change,)
STATICS = (StaticPage("F05-4L", "变更流程图", "§附1", (FlowPicture(change),)),)
