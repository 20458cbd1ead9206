"""The demonstration company's products."""

from datetime import date

from portal.core.code_lists.operations import register
from portal.core.instants import Moment
from portal.core.org.models import Person
from portal.domain.products.facts import Card
from portal.domain.products.register import PRODUCTS as REGISTER

PRODUCTS = (
    ("M100", "进口模块", "", "件"), ("M200", "国产模块", "", "件"),
    ("M300", "模块", "标准型", "件"), ("P100", "配件", "安装支架", "套"),
    ("P200", "配件", "连接端子", "盒"), ("D100", "断路器", "63 A 两极", "只"),
    ("D200", "断路器", "125 A 四极", "只"), ("X100", "配电箱", "12 回路", "台"),
    ("X200", "配电箱", "24 回路", "台"), ("K100", "开关面板", "单联", "只"),
    ("K200", "开关面板", "双联", "只"), ("K300", "插座", "五孔", "只"),
    ("L100", "电缆", "3×2.5 mm²", "米"), ("L200", "电缆", "5×4 mm²", "米"),
    ("G100", "线管", "DN20", "米"), ("G200", "线管", "DN25", "米"),
    ("T100", "筒灯", "12 W", "只"), ("T200", "灯带", "24 V", "米"),
    ("T300", "应急灯", "", "只"), ("B100", "电表", "单相", "只"),
    ("B200", "电表", "三相", "只"),
)  # fmt: skip


def register_products(clerk: Person, since: date, moment: Moment) -> None:
    """All of them, by a sales clerk."""
    for code, name, spec, unit in PRODUCTS:
        register(REGISTER, Card(code=code, name=name, spec=spec, unit=unit, since=since), clerk.id, moment)
