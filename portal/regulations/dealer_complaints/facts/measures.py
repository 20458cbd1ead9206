"""What is corrected or prevented, and who answers for it."""

from datetime import date
from typing import Annotated as A

from portal.core.facts import Cell, Facts, Ref, Short, Text
from portal.core.money import Amount
from portal.regulations.dealer_complaints.facts.words import Answering, Effect, Ground, Pursuit


class Measure(Facts, frozen=True, kw_only=True):
    """F16-6 纠正预防措施单: a unit's measure, approved with whoever watches over it, done, and checked."""

    day: A[date, Cell("提出日期", "§3", 3)]
    pursuit: A[Pursuit, Cell("类别", "§3", 3)]
    unit: A[Ref, Cell("责任部门", "§3", 6, of="unit")]
    cause: A[Text, Cell("原因", "§3", 12)]
    measure: A[Text, Cell("措施", "§3", 12)]
    due: A[date, Cell("完成期限", "§3", 6)]
    supervisor: A[Ref | None, Cell("监督人（总经理指派）", "§3", 6, of="person")] = None
    done: A[Text, Cell("执行情况", "§3", 12)] = ""
    finished: A[date | None, Cell("完成日期", "§3", 4)] = None
    checked: A[Text, Cell("监督检查", "§3", 8)] = ""
    effect: A[Effect, Cell("效果", "§3", 4)] = ""
    verified: A[Text, Cell("效果确认", "§3", 8)] = ""


class Liability(Facts, frozen=True, kw_only=True):
    """F16-7 责任处罚单: who answers for a loss or a delay, heard, within what the law lets be taken."""

    day: A[date, Cell("日期", "§6.1", 3)]
    person: A[Ref, Cell("责任人员", "§6.1", 3, of="person")]
    unit: A[Ref, Cell("责任部门", "§6.1", 6, of="unit")]
    ground: A[Ground, Cell("责任", "§6.1", 6)]
    kind: A[Answering, Cell("处理", "§6.1", 6)]
    liability: A[Text, Cell("责任认定", "§6.1", 12)]
    late: A[int, Cell("解决办法迟提", "§6.2", 4, unit="天")]
    loss: A[Amount, Cell("损失金额", "§6.1", 4)]
    statement: A[Text, Cell("本人陈述", "§6.1", 12)]
    procedure: A[Short, Cell("民主程序和公示的记录", "§6.1", 12)]
    wage: A[Amount, Cell("当月工资", "§6.1", 4)]
    amount: A[Amount, Cell("从当月工资中扣除的赔偿", "§6.1", 8, capitals=True)]
