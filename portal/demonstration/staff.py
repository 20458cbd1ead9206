"""The rest of the demonstration company: a third office, planners, thirty more people, in a fixed order."""

from portal.demonstration.employee import Employee

WEST = ("WEST", "西南办事处", "SALES")
PLANNING = ("PLAN", "企划部", "ROOT")
OFFICES = (
    ("GMO", "总经理室", "ROOT"), ("QM", "质量管理部", "ROOT"), ("MFG", "制造部", "ROOT"),
    ("CS", "客户服务部", "ROOT"),
    *(("BANK", "城东支行", "ROOT"), ("OUTLET", "东门网点", "BANK"), ("CARD", "银行卡部", "ROOT")),
    *(("HR", "人力资源部", "ROOT"), ("DISC", "纪检监察室", "ROOT")),
    *(("IT", "信息技术部", "ROOT"), ("OPS", "运行维护部", "IT"), ("LAB", "东区实验中心", "OPS")),
    *(("CAR", "汽车服务店", "ROOT"), ("CR", "客户关系部", "CAR"), ("AFTER", "售后服务部", "CAR")),
)  # fmt: skip
SURNAMES = "许宋唐韩冯董萧程曹袁邓傅贾曾彭吕崔卢蒋蔡沈丁魏薛叶阎姚谭廖邹石孟龙万段雷钱汤"
GIVEN = (
    "明远",
    "思齐",
    "雨桐",
    "嘉言",
    "子衿",
    "文博",
    "静怡",
    "一鸣",
    "晓峰",
    "若兰",
    "景行",
    "书瑶",
    "致远",
)
POSTS = (
    *(("account_manager", office) for office in ("EAST", "EAST", "SOUTH", "SOUTH", "SOUTH", *["WEST"] * 5)),
    ("branch_office_manager", "WEST"),
    *(("sales_rep", office) for office in ("EAST", "SOUTH", "SOUTH", "WEST", "WEST")),
    *(("sales_clerk", office) for office in ("EAST", "SOUTH", "WEST", "SALES")),
    *(("finance_clerk", "FIN"),) * 3,
    *(("auditor", "ROOT"), ("compliance_officer", "ROOT"), ("portal_admin", "ROOT")),
    *((role, "PLAN") for role in ("planning_manager", "copywriter", "graphic_artist", "assistant")),
    *((role, "GMO") for role in ("production_control", "managers_office", "deputy_general_manager")),
    *(("quality_head", "QM"), ("manufacturing_head", "MFG"), ("rd_head", "MFG"), ("warehouse_keeper", "MFG")),
    ("customer_service", "CS"),
    ("production_control", "GMO"),
    ("hr_head", "ROOT"),
    *((role, "HR") for role in ("supervision_officer", "service_quality_head")),
    *(("aid_line_officer", "BANK"), ("first_branch_head", "BANK")),
    *(("outlet_head", "OUTLET"), ("outlet_clerk", "OUTLET"), ("outlet_clerk", "OUTLET")),
    *(("hotline_agent", "CARD"), ("bank_department_head", "CARD"), ("discipline_inspector", "DISC")),
    *((role, "CR") for role in ("cr_adviser", "cr_specialist", "cr_manager")),
    *(("complaint_owner", "AFTER"), ("business_manager", "AFTER")),
    *((role, "OPS") for role in ("service_desk", "network_admin", "app_db_admin", "terminal_admin")),
    *(("technical_lead", "OPS"), ("project_manager", "OPS"), ("project_owner", "IT")),
    *(("system_operator", "LAB"), ("maintenance_head", "LAB"), ("maintenance_manager", "IT")),
)
STAFF = [
    Employee(f"{1015 + n}", f"{SURNAMES[n % len(SURNAMES)]}{GIVEN[n % len(GIVEN)]}", role, unit)
    for n, (role, unit) in enumerate(POSTS)
]
