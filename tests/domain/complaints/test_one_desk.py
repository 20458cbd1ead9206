"""接诉: one desk for every complaint regulation; only what tells them apart is asked, by which one."""

from flask import Flask

from tests.conftest import signed_in
from tests.domain.complaints.taking import TAKER, chosen, complaint, links, taker
from tests.pages import Browser
from tests.regulations.bank_complaints.bank import bank, opened
from tests.regulations.dealer_complaints.complaints import record, sent

NEW = "按《"


def begun(service: Browser, sheet: str) -> dict[str, str]:
    """What a sheet begins with."""
    return chosen(service.get(sheet))


def test_somebody_new_is_taken_down_by_any_regulation_that_takes_strangers(app: Flask) -> None:
    service = taker(app)
    page = service.get("/complaints?q=欧阳远")
    assert "都不是，第一次来投诉" in page.text
    sheets = links(page, NEW)
    assert len(sheets) == 2, "a product's complaint is of a customer in the register"
    cells = [begun(service, sheet) for sheet in sheets]
    assert [each.get("name") or each["complainant"] for each in cells] == ["欧阳远"] * 2


def test_what_was_asked_for_stands_in_its_cell(app: Flask) -> None:
    service = taker(app)
    by_phone = links(service.get("/complaints?q=13900001111"), NEW)
    assert [begun(service, sheet)["phone"] for sheet in by_phone] == ["13900001111"] * 2
    by_plate = links(service.get("/complaints?q=粤B12345"), NEW)
    assert "粤B12345" in [begun(service, sheet).get("plate") for sheet in by_plate]


def test_the_cases_of_every_regulation_stand_in_one_list(app: Flask) -> None:
    taker(app)
    bank(app)
    complaint(app)
    with app.app_context():
        opened(TAKER)
        sent("F16-1", record(), number=TAKER)
    service = signed_in(app, TAKER)
    page = service.get("/complaints/mine")
    assert all(number in page.text for number in ("KS10-202611-001", "KH-202611-0001", "TS-202611-001"))
    assert "《银行客户投诉管理制度》" in page.text and "《客户投诉管理制度（汽车经销商）》" in page.text
    assert "未结 3 件" in service.get("/").text
