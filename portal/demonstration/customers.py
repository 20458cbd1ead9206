"""The demonstration company's customers: sixteen by name, the others made up in a fixed order."""

from collections.abc import Iterator
from itertools import islice, product

from portal.core.instants import Moment
from portal.core.org.models import Person, Unit
from portal.domain.customers.facts import Card, Contact
from portal.domain.customers.operations import Registrar, register

CUSTOMERS = {
    "EAST": (
        ("嘉禾建材", "A"), ("宏达工程", "A"), ("同兴五金", "B"), ("新源装饰", "C"), ("安泰置业", "B"),
        ("𠮷祥灯饰", "B"), ("㛃美家居", "C"), ("䶮盛机电", "A"), ("二〇〇八电器行", "C"), ("临平卫浴城", "B"),
        ("远帆建材", "B"), ("富春门窗", "C"),
    ),
    "SOUTH": (("粤海五金", "A"), ("南山建材", "B"), ("珠江装饰", "B"), ("岭南灯饰", "C")),
}  # fmt: skip
HOW_MANY, MORE = {"EAST": 110, "SOUTH": 90}, 40
FIRST, SECOND, TRADES = "恒瑞鼎汇晟睿卓", "丰润景达川岳", ("门窗", "陶瓷", "管业", "照明", "厨具")
SURNAMES = "赵钱孙李郑冯蒋韩杨朱秦许"
ROADS = ("北环路", "人民路", "建设路", "工业大道")


def register_customers(units: dict[str, Unit], owners: dict[str, list[Person]], moment: Moment) -> None:
    """The customers of each office, by its account managers in turn."""
    made = made_up()
    for office, named in CUSTOMERS.items():
        cards = [*named, *islice(made, HOW_MANY[office] - len(named))]
        for position, (name, grade) in enumerate(cards):
            turn = 0 if position < len(named) else position
            owner = owners[office][turn % len(owners[office])]
            card = card_of(name, grade, owner.number, f"{office == 'EAST':d}{position:03}")
            register(card, Registrar(owner.id, units[office].id), f"demo:{office}:{position}", moment)


def register_more(office: Unit, owners: list[Person], moment: Moment) -> None:
    """Customers of an office that was opened later: the last of the made-up names."""
    names = list(made_up())[-MORE:]
    for position, (name, grade) in enumerate(names):
        owner = owners[position % len(owners)]
        card = card_of(name, grade, owner.number, f"2{position:03}")
        register(card, Registrar(owner.id, office.id), f"demo:{office.code}:{position}", moment)


def made_up() -> Iterator[tuple[str, str]]:
    """Names that nobody bears, each with a grade, always in the same order."""
    for position, (trade, second, first) in enumerate(product(TRADES, SECOND, FIRST)):
        yield f"{first}{second}{trade}", "ABBCCCD"[position % 7]


def card_of(name: str, grade: str, owner: str, digits: str) -> Card:
    """A customer with one contact."""
    serial = int(digits)
    contact = Contact(
        key="00000000", name=f"{SURNAMES[serial % 12]}{'经理' if serial % 3 else '女士'}", title="采购",
        phone=f"1380000{digits}",
    )  # fmt: skip
    place = f"{ROADS[serial % 4]}{serial % 180 + 1}号"
    return Card(name=name, grade=grade, owner=owner, address=place, contacts=(contact,))
