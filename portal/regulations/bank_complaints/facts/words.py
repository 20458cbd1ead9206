"""The choices that several forms and rules share."""

from typing import Literal

AID, HOTLINE, SUPERVISION = "客户援助电话", "客服热线", "服务监督电话"
Channel = Literal[
    "客户援助电话", "客服热线", "服务监督电话", "部门", "意见簿", "服务质量监督员", "信函", "媒体"
]
Presence = Literal["现场", "非现场"]
Form = Literal["口头", "书面"]
Subject = Literal["服务态度", "服务质量", "产品", "流程", "环境", "设施"]
Business = Literal["个人存款", "个人贷款", "公司业务", "银行卡", "电子银行", "会计结算", "理财代销", "其他"]
OUTLET, BRANCH, HEADQUARTERS = "网点", "一级行部", "总行"
Level = Literal["网点", "一级行部", "总行"]
INDIVIDUAL = "个人"
Kind = Literal["个人", "单位"]
ANOTHER = "是新的投诉"
Fresh = Literal["是新的投诉", ""]
HANDLER = "承办部门"
Line = Literal["客户援助电话", "服务监督电话", "承办部门"]
BY_CLERK = "网点员工"
Investigator = Literal[
    "网点员工", "网点负责人", "客户援助电话", "一级行部负责人", "总行部室负责人", "服务监督电话"
]
GROUP = "优质服务领导小组"
Decider = Literal["一级行部", "优质服务领导小组"]
Finding = Literal["属实", "部分属实", "不属实"]
Outcome = Literal["致歉并说明", "纠正", "退还费用", "补偿", "改进服务", "不予支持"]
SUITABLE, UNSUITABLE = "适合回访", "不适合回访"
Suitable = Literal["适合回访", "不适合回访"]
REPLIED, PROLONGED = "处理结果", "延长时限"
Matter = Literal["处理结果", "延长时限"]
WAYS_TOLD = "已经告知"
Ways = Literal["已经告知", ""]
Way = Literal["电话", "当面", "信函", "短信", "电子邮件"]
DIFFICULT, UTTERLY = "复杂", "特别复杂"
Difficulty = Literal["复杂", "特别复杂"]
NEW_DEMAND = "有新的要求"
Further = Literal["没有新的要求", "有新的要求"]
Content = Literal["满意", "基本满意", "不满意"]
SAID, NOTHING_SAID = "有意见", "今天没有意见"
Book = Literal["有意见", "今天没有意见"]
COMPLAINT = "投诉"
Remark = Literal["意见", "建议", "表扬", "投诉"]
SHOWN = "三个都在"
Display = Literal["三个都在", "缺少或看不清"]
