"""§6: which unit does which step (the pairing of the public copy's columns is ours [assumption])."""

from portal.core.static_page import Prose, TextTable

UNITS = (
    TextTable(
        ("处理步骤", "办理部门"),
        (
            ("投诉反映", "业务部门"),
            ("调查", "制造部、质量管理部"),
            ("责任判定", "总经理室生产管理组"),
            ("期限管制", "总经理室生产管理组"),
            ("检验", "品检科"),
            ("收货", "仓储单位"),
        ),
        "客户投诉",
    ),
    TextTable(
        ("改善步骤", "办理部门"),
        (
            ("提出改善表", "总经理室生产管理组"),
            ("拟定项目", "制造部"),
            ("确认项目", "总经理室生产管理组"),
            ("执行", "有关部门"),
            ("督促", "总经理室生产管理组"),
        ),
        "改善",
    ),
    Prose(("部门与步骤的对应按公开文本的顺序整理，待公司确认。",), "说明"),
)
