"""The choices that several forms and rules share."""

from typing import Literal

Channel = Literal["电话", "来店", "来函", "网络", "厂家转来", "主管部门转来", "其他"]
NO_PLATE = "未上牌"
ANOTHER = "是新的投诉"
Fresh = Literal["是新的投诉", ""]
Category = Literal["服务态度", "维修质量", "车辆质量", "销售和合同", "价格和收费", "配件", "其他"]
Sufficient = Literal["充分", "不充分"]
Reasonable = Literal["合理", "部分合理", "不合理"]
TICKED = "是"
Tick = Literal["是", ""]
How = Literal["电话", "当面", "书面", "短信或微信", ""]
ACCEPTED, REFUSED, UNCONTENT = "接受", "不接受", "不满意"
Answer = Literal["接受", "不接受", ""]
Score = Literal["5 很满意", "4 满意", "3 基本满意", "2 不满意", "1 很不满意"]
BAD_SCORES = ("2 不满意", "1 很不满意")
Pursuit = Literal["纠正措施", "预防措施"]
WORKS = "有效"
Effect = Literal["有效", "无效", ""]
CAUSED, HEADED, DELAYED = "造成损失的责任者", "部门主管", "处理延误的受理责任人"
Ground = Literal["造成损失的责任者", "部门主管", "处理延误的受理责任人"]
Answering = Literal["赔偿", "警告", "不处理"]
MAJOR, GENERAL = "重大投诉", "一般投诉"
