"""R10 §7.1: somebody calls; he is found, and his complaint is taken down on a sheet that knows him."""

import pytest
from flask import Flask

from portal.domain.complaints.models import Complaint
from portal.extensions import db
from tests.conftest import signed_in
from tests.domain.complaints.taking import chosen, complaint, links, taker
from tests.pages import Browser

TYPED = {"loss": "有损失", "region": "国内", "what": "板面起泡"}


@pytest.mark.both_databases
def test_r10_7_1_a_caller_is_found_by_name_pinyin_code_phone_and_order(app: Flask) -> None:
    service = taker(app)
    complaint(app, order="DD-8812")
    for text in ("嘉禾", "jh", "jiahe", "e0001", "1000", "138 0000 1000", "0000-1000", "dd-8812", "8812"):
        assert "嘉禾建材" in service.get(f"/complaints?q={text}").text, text
    assert "没有找到" in service.get("/complaints?q=DD-9999").text
    assert "没有找到" in service.get("/complaints?q=%25").text


def test_r10_7_1_a_number_is_shown_whole_only_to_whoever_asked_for_it_whole(app: Flask) -> None:
    service = taker(app)
    assert "郑经理 13800001000" in service.get("/complaints?q=13800001000").text
    for text in ("00001000", "1000", "嘉禾"):
        page = service.get(f"/complaints?q={text}").text
        assert "138****1000" in page and "13800001000" not in page, text


def test_r10_7_1_the_sheet_knows_who_called_and_about_which_order(app: Flask) -> None:
    service = taker(app)
    (of_contact,) = links(service.get("/complaints?q=13800001000"), "登记投诉")
    said = chosen(service.get(of_contact))
    assert (said["customer"], said["caller"], said["channel"]) == ("嘉禾建材 E0001", "郑经理", "电话")
    assert said["region"] == said["order"] == ""
    complaint(app, order="DD-8812", region="国外")
    (of_order,) = links(service.get("/complaints?q=DD-8812"), "登记投诉")
    said = chosen(service.get(of_order))
    assert (said["order"], said["region"]) == ("DD-8812", "国外")
    assert said["product"]


def test_r10_7_1_the_open_complaints_of_a_customer_are_counted_and_the_newest_lead_to_their_case(
    app: Flask,
) -> None:
    service = taker(app)
    cases = [complaint(app) for _ in range(4)]
    page = service.get("/complaints?q=嘉禾")
    assert "4 件" in page.text
    shown = [a.get("href") for a in page.all("a") if (a.get("href") or "").startswith("/documents/")]
    assert shown == [f"/documents/{case_id}" + "/case" for case_id in cases[:0:-1]]


def test_r10_7_3_a_likely_duplicate_is_shown_and_sent_only_when_it_is_said_to_be_another(app: Flask) -> None:
    service = taker(app)
    case_id = complaint(app)
    (begin,) = links(service.get("/complaints?q=嘉禾"), "登记投诉")
    sheet = service.get(begin)
    assert "可能已经登记：KS10-202611-001" in sheet.text and links(sheet, "打开") == [f"/documents/{case_id}"]
    refused = service.submit(sheet, "/forms/", "act=send", **TYPED, caller="老郑")
    assert refused.status == 422 and any("是新的投诉" in fault for fault in refused.faults())
    assert chosen(refused)["what"] == "板面起泡" and chosen(refused)["caller"] == "老郑"
    assert "老郑" in service.get(refused.address).response.get_data(as_text=True), "it is kept as a draft"
    page = service.submit(refused, "/forms/", "act=send", fresh="是新的投诉")
    assert page.status == 200 and "已提交" in page.text and page.address.endswith("/case")
    with app.app_context():
        assert db.session.query(Complaint).count() == 2


def test_whoever_takes_no_calls_finds_no_page(app: Flask, chen: Browser) -> None:
    for person in (chen, signed_in(app, "1003"), signed_in(app, "1012"), signed_in(app, "1009")):
        page = person.get("/")
        assert "接诉" not in page.text
        for path in ("/complaints", "/complaints/lists/f10-4d", "/complaints/lists/f10-4d/template.xlsx"):
            assert person.get(path).status == 404, path


def test_a_customers_card_tells_what_the_reader_may_see_and_takes_a_complaint_down(
    app: Flask, chen: Browser, lin: Browser
) -> None:
    complaint(app)
    assert "KS10-202611-001" not in lin.get("/customers/1").text, "the case is not his to see"
    page = chen.get("/customers/1")
    assert "KS10-202611-001" in page.text, "he looks after the customer"
    (begin, _) = links(page, "登记投诉")
    assert chosen(chen.get(begin))["customer"] == "嘉禾建材 E0001"
    wang = signed_in(app, "1006").get("/customers/1")
    assert "KS10-202611-001" in wang.text and links(wang, "登记投诉")
    auditor = signed_in(app, "1007").get("/customers/1")
    assert "KS10-202611-001" in auditor.text and not links(auditor, "登记投诉")


@pytest.mark.parametrize(
    "of", ["", "customer-999", "contact-999", "complaint-1", "visit-1-00000000", "x-1", "%0A"]
)
def test_what_names_nothing_the_author_may_see_begins_an_empty_sheet(
    app: Flask, lin: Browser, of: str
) -> None:
    complaint(app)
    said = chosen(lin.get(f"/forms/f10-4d/new?of={of}"))
    assert said["customer"] == said["channel"] == said["what"] == ""


def test_the_name_of_a_contact_is_told_to_whoever_takes_calls_or_sees_the_customer(
    app: Flask, chen: Browser
) -> None:
    of_chens = chosen(chen.get("/forms/f10-4d/new?of=contact-1"))
    assert of_chens["caller"] == "郑经理"
    stranger = signed_in(app, "1004")
    assert chosen(stranger.get("/forms/f10-4d/new?of=contact-1"))["caller"] == ""


VISIT = {"lines-0-customer": "嘉禾建材", "lines-0-goal": "核对订货", "lines-0-summary": "客户说上批起泡"}


def test_r10_7_1_a_visits_journal_begins_a_complaint_with_its_words(app: Flask, chen: Browser) -> None:
    journal = chen.submit(chen.get("/forms/f01-2/new?about=2026-11-20"), "/forms/", "act=send", **VISIT)
    assert "已提交" in journal.text
    (begin,) = links(chen.get(journal.address), "由此登记投诉")
    said = chosen(chen.get(begin))
    assert (said["customer"], said["channel"], said["what"]) == ("嘉禾建材 E0001", "巡访", "客户说上批起泡")
    assert chosen(signed_in(app, "1004").get(begin))["what"] == ""
    assert not links(signed_in(app, "1007").get(journal.address), "由此登记投诉"), (
        "an auditor takes none down"
    )


def test_r10_7_3_the_case_tells_what_the_register_says_now(app: Flask) -> None:
    service = taker(app)
    case_id = complaint(app, loss="没有损失", order="DD-8812")
    case = f"/documents/{case_id}/case"
    assert "有无损失：没有损失 国内外：国内 订单编号：DD-8812" in service.get(case).text
    (begin,) = links(service.get(case), "登记事项更正单")
    page = service.submit(service.get(begin), "/forms/", "act=send", loss="有损失", reason="寄来了照片")
    assert "已提交" in page.text
    assert "有无损失：有损失 国内外：国内 订单编号：DD-8812" in service.get(case).text
