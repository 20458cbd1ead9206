"""R07, one month in a real browser: from the table that the portal proposes to a month that lacks nothing."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Locator, Page, expect

from portal.core.facts import Ref
from portal.core.printing.worker import print_what_is_wanted
from tests.conftest import TestClock
from tests.duties import keep
from tests.journeys.conftest import Seat
from tests.journeys.own_portal import portal  # noqa: F401 - a fixture
from tests.journeys.test_browser import tool
from tests.regulations.relationship_expense.applications import summary
from tests.regulations.relationship_expense.settling import payee
from tests.regulations.relationship_expense.slips import decided, sent, special
from tests.regulations.relationship_expense.tables import OCTOBER, bought, customers, standard

pytestmark = [pytest.mark.both_databases, pytest.mark.browser]
REP, CLERK, MANAGER, FINANCE = "1010", "1011", "1006", "1012"
USE, WAY = "⑤客户活动、推广会及联谊", "场地、印刷、运输等对外采购"
CUT = """table => [...table.querySelectorAll("input, select")].filter(cell => {
  const shown = cell.offsetWidth
  if (cell.tagName === "INPUT") return cell.scrollWidth > cell.clientWidth
  cell.style.width = "max-content"
  const whole = cell.offsetWidth
  cell.style.width = ""
  return whole > shown
}).map(cell => cell.name)"""
BROKEN = """table => [...table.querySelectorAll("td.right")].filter(cell => {
  const text = document.createRange()
  text.selectNodeContents(cell)
  return new Set([...text.getClientRects()].map(box => box.top)).size > 1
}).map(cell => cell.textContent)"""
INVOICE = {"name": "发票.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\n" + bytes(64)}


def morning(day: int) -> datetime:
    """Ten o'clock in Shanghai on a day of November 2026: its second working day is the 3rd, its ninth the
    12th."""
    return datetime(2026, 11, day, 2, tzinfo=UTC)


@dataclass
class Month:
    """The month, its people's browsers, and what two customers bought in the month before."""

    app: Flask
    clock: TestClock
    seat: Seat
    script: bool

    def prepare(self) -> None:
        """Account, standard, purchases and a vendor; the summary of new customers is not about this."""
        self.clock.moment = morning(2)
        special(self.app)
        with self.app.app_context():
            standard()
            self.customers: list[Ref] = customers()
            for each in self.customers:
                bought(each, 200)
            self.vendor = payee()
            decided(sent("F07-2", summary(month=OCTOBER), REP))
        keep(self.app)

    def at_desk(self, number: str) -> Page:
        """Somebody who signs in now, with his password."""
        return self.seat(number, script=self.script)

    def signed_by(self, title: str, *numbers: str) -> None:
        """Each finds the paper in his inbox, reads it and agrees."""
        for number in numbers:
            page = self.at_desk(number)
            page.get_by_role("link", name=re.compile(title)).click()
            page.get_by_role("button", name="同意", exact=True).click()
            expect(page.get_by_role("status")).to_contain_text("已同意")

    def printed(self) -> None:
        """The worker's round."""
        with self.app.app_context():
            print_what_is_wanted()


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def month(app: Flask, clock: TestClock, seat: Seat, request: pytest.FixtureRequest) -> Month:
    found = Month(app, clock, seat, request.param)
    found.prepare()
    return found


def test_r07_a_month_from_the_proposed_table_to_a_month_that_lacks_nothing(
    month: Month, tmp_path: Path
) -> None:
    month.clock.moment = morning(3)
    place = report(month)
    month.signed_by("2026年10月采购及客情费", CLERK, MANAGER, FINANCE)
    month.clock.moment = morning(12)
    draw(month)
    month.signed_by("2026年11月借支", MANAGER, FINANCE)
    settle(month)
    month.signed_by("核销 KQF-JZ-202611-001", MANAGER, FINANCE)
    assert "KQF-HX-202611-001 郑一帆 兑付后还没有抽查" in lacking(month)
    check(month)
    assert lacking(month) == ["什么都不差，可以结账。"]
    look_at_paper(month, place, tmp_path)
    assert lacking(month) == ["什么都不差，可以结账。"], "finance keeps the original itself"


def report(month: Month) -> str:
    """§2.1: the table as it was proposed, with one line corrected and explained; the paper's address."""
    rep = month.at_desk(REP)
    rep.get_by_role("link", name=re.compile("附表1")).first.click()
    assert cell(rep, "lines-0-customer").input_value() == said(month.customers[0])
    assert cell(rep, "lines-1-payable").input_value() == "2,000.00"
    assert cell(rep, "lines-2-customer").input_value() == ""
    assert cut(rep, 1280) == cut(rep, 360) == []
    for name, text in (("quantity", "199"), ("expense", "1990"), ("payable", "1990")):
        cell(rep, f"lines-1-{name}").fill(text)
    send(rep)
    fault = rep.locator("#lines-1-remark-fault")
    expect(fault).to_contain_text("登记的是数量 200")
    assert cell(rep, "lines-1-payable").input_value() == "1990"
    expect(cell(rep, "lines-1-remark")).to_be_focused()
    cell(rep, "lines-1-remark").fill("退货一件")
    send(rep)
    expect(rep.get_by_role("status")).to_contain_text("已提交，编号 KQF-202610-001")
    assert rep.locator(".lines").evaluate(BROKEN) == [], "no amount goes on in a second line"
    return rep.url


def look_at_paper(month: Month, place: str, folder: Path) -> None:
    """§2.2-3: finance registers the original and prints it: number, four signers, sums in words, its mark."""
    month.printed()
    finance = month.at_desk(FINANCE)
    finance.goto(f"{place}/prints")
    finance.get_by_role("radio", name="原件").check()
    finance.get_by_label(re.compile("用途")).fill("归档")
    finance.get_by_role("button", name="登记并生成").click()
    expect(finance.get_by_role("status")).to_contain_text("已登记")
    answer = finance.request.get(finance.locator("a[href^='/prints/']").first.get_attribute("href") or "")
    assert answer.headers["content-type"] == "application/pdf", answer.text()[:300]
    paper = folder / "table.pdf"
    paper.write_bytes(answer.body())
    text = tool("pdftotext", "-layout", str(paper), "-")
    for words in ("KQF-202610-001", "郑一帆", "苏禾", "王岚", "秦悦", "退货一件", "原件", "财务部存"):
        assert words in text, (words, text)
    assert "人民币叁仟玖佰玖拾元整" in text.replace(" ", "")


def draw(month: Month) -> None:
    """§3.2: on the ninth working day a fen too much is refused at its place, and nothing typed is lost."""
    rep = month.at_desk(REP)
    rep.get_by_role("link", name="填借支单").click()
    assert cell(rep, "account").input_value().startswith("客户关系维护费-进口模块")
    for name, text in {"amount": "3000.01", "reason": "推广会场地"}.items():
        cell(rep, name).fill(text)
    cell(rep, "use").select_option(USE)
    cell(rep, "way").select_option(WAY)
    send(rep)
    expect(rep.locator("#amount-fault")).to_contain_text("3,000.00")
    assert {name: cell(rep, name).input_value() for name in ("amount", "reason", "use", "way")} == {
        "amount": "3000.01", "reason": "推广会场地", "use": USE, "way": WAY,
    }  # fmt: skip
    assert cell(rep, "basis").input_value().endswith("KQF-202610-001")
    cell(rep, "amount").fill("3000")
    send(rep)
    expect(rep.get_by_role("status")).to_contain_text("已提交，编号 KQF-JZ-202611-001")


def settle(month: Month) -> None:
    """§3.2: an invoice and the cash that came back cover it."""
    rep = month.at_desk(REP)
    rep.get_by_role("link", name="填兑付核销单").click()
    rep.locator("input[type=file][name=file]").first.set_input_files(INVOICE)
    rep.get_by_role("button", name="附上").first.click()
    expect(rep.get_by_text("发票.png").first).to_be_visible()
    line = {
        "day": "2026-11-12", "payee": month.vendor.code, "invoice": "25312000000012345678",
        "customer": said(month.customers[0]), "amount": "2800",
    }  # fmt: skip
    for name, text in line.items():
        cell(rep, f"lines-0-{name}").fill(text)
    cell(rep, "lines-0-use").select_option(USE)
    cell(rep, "lines-0-way").select_option(WAY)
    assert cell(rep, "advance").input_value() == "2026年11月借支 KQF-JZ-202611-001"
    for name, text in {"returned": "200", "owed": "0"}.items():
        cell(rep, name).fill(text)
    send(rep)
    expect(rep.get_by_role("status")).to_contain_text("已提交，编号 KQF-HX-202611-001")


def check(month: Month) -> None:
    """§3.2: the sales manager asks the customers that the portal drew."""
    manager = month.at_desk(MANAGER)
    manager.get_by_role("link", name="1 张核销单等待抽查").click()
    drawn = {cell(manager, f"lines-{n}-customer").input_value() for n in (0, 1)}
    assert drawn == {said(each) for each in month.customers}
    for n in (0, 1):
        cell(manager, f"lines-{n}-how").select_option("电话")
        cell(manager, f"lines-{n}-result").select_option("属实")
    send(manager)
    expect(manager.get_by_role("status")).to_contain_text("KQF-CC-202611-001")


def lacking(month: Month) -> list[str]:
    """What finance's page says is missing before the month is closed."""
    finance = month.at_desk(FINANCE)
    finance.get_by_role("link", name="客情费月度").click()
    section = finance.locator("section", has=finance.get_by_role("heading", name="结账还差什么"))
    return section.locator("li, p").all_inner_texts()


def cut(page: Page, width: int) -> list[str]:
    """The cells of the lines that do not show all of what they say in a window of this width."""
    page.set_viewport_size({"width": width, "height": 900})
    found: list[str] = page.locator(".lines").evaluate(CUT)
    page.set_viewport_size({"width": 1280, "height": 900})
    return found


def cell(page: Page, name: str) -> Locator:
    return page.locator(f"[name={name}]")


def send(page: Page) -> None:
    page.get_by_role("button", name="提交", exact=True).click()


def said(customer: Ref) -> str:
    """A customer as the portal proposes him."""
    return f"{customer.label} {customer.code}"
