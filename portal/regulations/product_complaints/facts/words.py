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
ACCEPTED, REFUSED = "接受", "不接受"
Outcome = Literal["接受", "不接受"]
PROCESSING = "客户加工中未确定"
Processing = Literal["客户加工中未确定", ""]
