"""The choices that several forms and rules share."""

from typing import Literal

AT_HOME, OVERSEAS = "国内", "国外"
Region = Literal["国内", "国外"]
HARMS, HARMLESS, UNCLEAR = "有损失", "没有损失", "待查明"
Loss = Literal["有损失", "没有损失", "待查明"]
CorrectedLoss = Literal["有损失", "没有损失", "待查明", ""]
CorrectedRegion = Literal["国内", "国外", ""]
Channel = Literal["电话", "来函", "来访", "巡访", "其他"]
ANOTHER = "是新的投诉"
Fresh = Literal["是新的投诉", ""]
Demand = Literal["退货", "换货", "折让", "赔偿", "改善", "其他"]
BACK = ("退货", "换货")
SAMPLE, NO_SAMPLE = "附样品", "没有样品"
Sample = Literal["附样品", "没有样品"]
Cause = Literal["质量原因", "非质量（人为）原因", ""]
SALES_LIABLE = "业务部门"
Liable = Literal["制造部门", "质量管理部", "业务部门", "研发部", "仓储单位", "客户使用", "其他", ""]
WANTS_RD = "需要"
Research = Literal["需要", "不需要", ""]
Handling = Literal["退货", "换货", "折让", "赔偿", "改善", "不予受理", ""]
ACCEPTED, REFUSED, RECONSIDERED = "接受", "不接受", "重新核决"
Outcome = Literal["接受", "不接受"]
PROCESSING = "客户加工中未确定"
Processing = Literal["客户加工中未确定", ""]
BY_QUALITY, APPOINTED = "质量管理部", "总经理指派人员"
Leading = Literal["质量管理部", "总经理指派人员"]
Pursuit = Literal["追踪改善", "一次性改善"]
WORKS = "有效"
Effect = Literal["有效", "无效", ""]
OBJECTION, LONGER = "对核决有异议", "申请延期"
Matter = Literal["对核决有异议", "申请延期", "责任人员处分", "其他请示"]
UNCONTENT = "不满意"
Content = Literal["满意", "基本满意", "不满意"]
DISCOUNT, RETURN, EXCHANGE = "折让", "退货", "换货"
Return = Literal["退货", "换货"]
RED_INVOICE, RETURN_PROOF = "红字发票", "销货退回证明单"
DiscountProof = Literal["客户盖章的证明单", "红字发票"]
ReturnProof = Literal["退回原发票", "红字发票", "销货退回证明单"]
Answering = Literal["赔偿", "警告", "记过", "不处理"]
