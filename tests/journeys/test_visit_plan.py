"""The whole way of one paper by plain HTTP, without JavaScript, on both databases."""

import subprocess

import pytest
from flask import Flask

from portal.core.printing.worker import print_what_is_wanted
from tests.pages import Browser, Page

pytestmark = pytest.mark.both_databases
VISITS = [
    ("2026-12-01", "嘉禾建材", "滨江", "2", "核对订货", "改小批补货"),
    ("2026-12-02", "宏达工程", "余杭", "2", "供货协商", "带检测报告"),
    ("2026-12-03", "同兴五金", "临平", "1", "陈列复查", "灯箱更换"),
    ("2026-12-04", "新源装饰", "富阳", "1", "导购培训", "店员未受训"),
    ("2026-12-07", "𠮷祥灯饰", "桐庐", "1", "新品介绍", "样品不足"),
    ("2026-12-08", "㛃美家居", "桐庐", "1", "回款跟进", "对账"),
    ("2026-12-09", "䶮盛机电", "余杭", "1", "订货会邀请", "定名单"),
    ("2026-12-10", "二〇〇八电器行", "滨江", "1", "了解动向", "当日上报"),
]
CELLS = ("day", "customer", "route", "frequency", "goal", "solution")


def typed(visits: list[tuple[str, ...]]) -> dict[str, str]:
    return {
        f"lines-{i}-{cell}": text
        for i, visit in enumerate(visits)
        for cell, text in zip(CELLS, visit, strict=True)
    }


def fill_and_send(author: Browser) -> Page:
    page = author.get("/forms/f01-1/new")
    page = author.submit(page, button="act=add:lines", **typed(VISITS[:5]))
    return author.submit(page, button="act=send", **typed(VISITS))


def test_a_plan_goes_from_the_account_manager_through_the_office_manager_to_paper(
    app: Flask, chen: Browser, zhou: Browser, tmp_path
) -> None:
    sent = fill_and_send(chen)
    assert "已提交，编号 XF-202612-0001" in sent.text
    task = zhou.get("/").all("a", class_="row-title")[0].get("href")
    sheet = zhou.get(f"{task}/sheet")
    changed = zhou.submit(sheet, button="act=send", **{"lines-1-goal": "请技术部同行"})
    assert "供货协商 请技术部同行" in changed.text
    assert zhou.submit(changed, action=f"{task}/decision", button="kind=approve").address == sent.address
    with app.app_context():
        print_what_is_wanted()
    pdf = chen.get(f"{sent.address}/pdf").response
    assert (pdf.status_code, pdf.mimetype) == (200, "application/pdf")
    text = text_of(pdf.data, tmp_path)
    assert all(
        words in text for words in ("请技术部同行", "𠮷", "㛃", "䶮", "〇", "XF-202612-0001", "陈立", "周敏")
    )
    assert "供货协商" not in text


def text_of(pdf: bytes, folder) -> str:
    place = folder / "plan.pdf"
    place.write_bytes(pdf)
    return subprocess.run(
        ["/usr/bin/pdftotext", "-layout", str(place), "-"], capture_output=True, text=True, check=True
    ).stdout
