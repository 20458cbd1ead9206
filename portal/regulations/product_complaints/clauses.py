"""The clauses, retold: one text in three copies. Chapters 10 to 15 are in none of them and follow public
copies of the same template; R02 breaks off after §7.3."""

from portal.core.clause import Clause

SAID_ELSEWHERE = "总则，由下面各条落实。"
ON_R10 = "与《客户投诉管理制度模板》（R10）是同一文本，按 R10 的表单和流程办理。"

PURPOSE = ("§1", "第一条", "迅速处理客户投诉，维护公司信誉，改善质量和售后服务。", SAID_ELSEWHERE)
SCOPE = (
    "§2", "第二条", "包括表单编号、调查、追踪改善、退货、处理期限、核决权限和逾期的反应。", SAID_ELSEWHERE,
)  # fmt: skip
LOSS = ("§3", "第三条", "客户投诉造成损失的按本制度处理；没有损失的填异常处理单，由有关单位改善。", "")
CHART = ("§4", "第四条", "处理流程用图表示。", "")
CLASSES = ("§5", "第五条", "投诉原因分为非质量（人为）和质量两类。", "")
UNITS = ("§6", "第六条", "各步骤由哪个部门办理，用表列明。", "")
SALES = (
    "§7.1", "第七条第1项",
    "业务部门查明订单、料号、数量、交运日期，了解客户要求和原因，协助客户，尽快转告处理结果。", "",
)  # fmt: skip
QUALITY = (
    "§7.2", "第七条第2项", "质量管理部办理调查、提报和责任人员的拟定，检查改善措施的执行和效果。", "",
)  # fmt: skip
GROUP = (
    "§7.3", "第七条第3项",
    "总经理室生产管理组登记案件、管制期限、提报逾期，审核调查内容，决定处理方式和责任，提出并追踪改善。", "",
)  # fmt: skip
MAKING = (
    "§7.4", "第七条第4项", "制造部门调查原因、拟定对策、检查执行，提报生产单位、机台班别、人员和日期。", "",
)  # fmt: skip
NUMBERS = ("§8", "第八条", "编号为年两位、月两位、流水号两位，原则上以月为期重新起号。", "")
FORM = (
    "§9.1", "第九条第1项",
    "接到投诉即填抱怨处理表并附样品送总经理室；退换数量因客户加工中不能确定的，注明「客户加工中未确定」。",
    "",
)  # fmt: skip
TOGETHER = ("§9.2", "第九条第2项", "需要会勘的，先通知质量和制造部门一同前往。", "")
REPORT = ("§9.3", "第九条第3项（公开文本）", "会勘或处理后三天内提出调查处理报告，由总经理核决。", "")
RESULT = (
    "§9.4",
    "第九条第4项（公开文本）",
    "业务部与客户协商执行，结果报回总经理室；不接受的另填处理表。",
    "",
)
TIME = ("§10", "第十条（公开文本）", "国内十三天、国外十六天内结案。", "")
AUTHORITY = ("§11", "第十一条（公开文本）", "处理金额按核决权限批准。", "")
PENALTIES = (
    "§12", "第十二条（公开文本）",
    "责任人员按损失和基点分担；公开文本另有警告、记过和扣减效率奖金的标准（最高扣全部、每月不超过一半），"
    "超出法律允许的，只作说明，不在门户计算。", "",
)  # fmt: skip
RETURNS = (
    "§13", "第十三条（公开文本）",
    "折让凭客户盖章的证明单或红字发票，退货凭退货单和退回的原发票、红字发票或证明单；会计核对核准和实收的数量。",
    "",
)  # fmt: skip
OVERDUE = ("§14", "第十四条（公开文本）", "逾期的案件由生产管理组洽办有关单位，说明原因和预计完成日期。", "")

PARTS = (
    PURPOSE, SCOPE, LOSS, CHART, CLASSES, UNITS, SALES, QUALITY, GROUP, MAKING, NUMBERS, FORM, TOGETHER,
    REPORT, RESULT, TIME, AUTHORITY, PENALTIES, RETURNS, OVERDUE,
)  # fmt: skip
BEFORE_THE_BREAK = PARTS[: PARTS.index(GROUP) + 1]
OF_ENTERPRISES = {
    "§7.2": "质量管理部办理调查和报批，确定责任人员，检查改善措施的执行和效果。",
    "§7.3": "生产管理室登记案件、管制期限、提报逾期，联系立案，审核调查内容，提出并追踪改善。",
    "§7.4": "制造部门调查原因、拟定对策、检查执行，提报责任部门、责任人员和产品信息。",
}
CLAUSES = {
    "R10": tuple(Clause(*part) for part in PARTS),
    "R02": tuple(Clause(*part[:3], ON_R10) for part in BEFORE_THE_BREAK),
    "R12": tuple(Clause(part[0], part[1], OF_ENTERPRISES.get(part[0], part[2]), part[3]) for part in PARTS),
}
