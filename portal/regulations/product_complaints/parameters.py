"""What the texts or public copies fix in figures: dated values with their evidence, one set a policy."""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from portal.core.money import Amount
from portal.core.parameter import Parameter
from portal.regulations.product_complaints.policies import POLICIES, Policy

IN_FORCE = date(2000, 1, 1)


class Parameters(NamedTuple):
    """One policy's figures."""

    domestic: Parameter[int]
    overseas: Parameter[int]
    reply: Parameter[int]
    quality: Parameter[int]
    manufacturing: Parameter[int]
    research: Parameter[int]
    talk_domestic: Parameter[int]
    talk_overseas: Parameter[int]
    combined: Parameter[int]
    approval: Parameter[int]
    alike: Parameter[int]
    form: Parameter[int]
    report: Parameter[int]
    improvement: Parameter[int]
    expedite: Parameter[int]
    callback: Parameter[int]
    tolerance: Parameter[int]
    penalties: Parameter[int]
    share: Parameter[int]
    minimum_wage: Parameter[Amount]
    small: Parameter[Amount]
    middle: Parameter[Amount]
    statistics: Parameter[int]


def parameters_of(policy: Policy) -> Parameters:
    """§10, §11, §3: limits in calendar days, a share of them for each step, amounts by authority."""
    days = days_of(policy)
    return Parameters(
        domestic=days("domestic", "国内案件多少天内结案", "elsewhere", 13),
        overseas=days("overseas", "国外案件多少天内结案", "elsewhere", 16),
        reply=days("reply", "异常处理单多少个工作日内回复", "assumption", 5, "§3", "个工作日"),
        quality=days("quality", "质量管理部调查几天", "assumption", 2),
        manufacturing=days("manufacturing", "制造部门分析和对策几天", "assumption", 2),
        research=days("research", "研发部意见几天", "assumption", 1),
        talk_domestic=days("talk_domestic", "国内：业务部提出处理意见几天", "assumption", 5),
        talk_overseas=days("talk_overseas", "国外：业务部提出处理意见几天", "assumption", 8),
        combined=days("combined", "总经理室综合意见几天", "knowledge", 1),
        approval=days("approval", "核决几天", "assumption", 1),
        alike=days("alike", "同一客户多少天内接到的未结案件算可能重复", "assumption", 30, "§7.3"),
        form=days("form", "会勘后几个工作日内填抱怨处理表", "assumption", 1, "§9.2", "个工作日"),
        report=days("report", "会勘后几天内提出调查处理报告", "elsewhere", 3, "§9.3"),
        improvement=days("improvement", "改善措施几个工作日内执行", "assumption", 10, "§7.3", "个工作日"),
        expedite=days("expedite", "洽办单几个工作日内回复", "assumption", 1, "§14", "个工作日"),
        callback=days("callback", "客户接受处理后几个工作日内回访", "assumption", 5, "§7.1", "个工作日"),
        tolerance=Parameter(
            name=f"{policy.slug}.tolerance",
            label="实收和核准的退货数量可以相差多少",
            clause="§13",
            evidence="assumption",
            unit="件",
            values=((IN_FORCE, 0),),
            least=0,
            most=1000,
        ),
        penalties=Parameter(
            name=f"{policy.slug}.penalties",
            label="责任人员处分是否开通（0 不开通，1 已经民主程序并公示）",
            clause="§12",
            evidence="assumption",
            unit="",
            values=((IN_FORCE, 0),),
            least=0,
            most=1,
        ),
        share=Parameter(
            name=f"{policy.slug}.share",
            label="赔偿最多扣当月工资的百分之几",
            clause="§12",
            evidence="elsewhere",
            unit="%",
            values=((IN_FORCE, 20),),
            least=0,
            most=20,
        ),
        minimum_wage=Parameter(
            name=f"{policy.slug}.minimum_wage",
            label="当地的月最低工资",
            clause="§12",
            evidence="assumption",
            unit="元",
            values=((IN_FORCE, Amount(274_000)),),
            words=str,
            least=Amount(100_000),
            most=Amount(10_000_000),
        ),
        small=amount_of(policy, "small", "处理金额多少以内由业务部经理核决", 100_000),
        middle=amount_of(policy, "middle", "处理金额多少以内由副总经理核决", 1_000_000),
        statistics=day_of_month(policy, "statistics", "上月统计表每月几日前送各部门主管", "knowledge", 10),
    )


def days_of(policy: Policy) -> Callable[..., Parameter[int]]:
    """How a number of days is declared."""

    def days(
        name: str, label: str, evidence: str, value: int, clause: str = "§10", unit: str = "天"
    ) -> Parameter[int]:
        return Parameter(
            name=f"{policy.slug}.{name}", label=label, clause=clause, evidence=evidence, unit=unit,
            values=((IN_FORCE, value),), least=1, most=60,
        )  # fmt: skip

    return days


def day_of_month(policy: Policy, name: str, label: str, evidence: str, value: int) -> Parameter[int]:
    """How a day of the month is declared."""
    return Parameter(
        name=f"{policy.slug}.{name}", label=label, clause="§10", evidence=evidence, unit="日",
        values=((IN_FORCE, value),), least=1, most=28,
    )  # fmt: skip


def amount_of(policy: Policy, name: str, label: str, fen: int) -> Parameter[Amount]:
    """How an amount is declared."""
    return Parameter(
        name=f"{policy.slug}.{name}", label=label, clause="§11", evidence="assumption", unit="元",
        values=((IN_FORCE, Amount(fen)),), words=str, least=Amount(0), most=Amount(100_000_000),
    )  # fmt: skip


OF = {policy.regulation: parameters_of(policy) for policy in POLICIES}
PARAMETERS: dict[str, tuple[Parameter[Any], ...]] = {code: tuple(found) for code, found in OF.items()}
