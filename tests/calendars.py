"""What an administrator enters about the calendar, by the pages and as the worker follows it."""

from flask import Flask

from tests.duties import keep
from tests.pages import Browser, Page

NOTICE_2027 = """
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（周五）至11日（周四）放假调休，共7天。1月30日（周六）、2月20日（周六）上班。
三、清明节：4月3日（周六）至5日（周一）放假，共3天。
四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。4月25日（周日）、5月8日（周六）上班。
五、端午节：6月9日（周三）放假，共1天。
六、中秋节：9月15日（周三）放假，共1天。
七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。9月26日（周日）、10月9日（周六）上班。
"""
PLACE = "/calendar/2027/notice"


def read(admin: Browser, text: str = NOTICE_2027) -> Page:
    """The page after the text was read into the rows."""
    return admin.submit(admin.get(PLACE), PLACE, "act=read", text=text)


def previewed(admin: Browser, text: str = NOTICE_2027) -> Page:
    return admin.submit(read(admin, text), PLACE, "act=preview")


def year_entered(app: Flask, admin: Browser, text: str = NOTICE_2027) -> Page:
    """2027 as an administrator enters it, followed by the worker."""
    page = admin.submit(previewed(admin, text), PLACE, "act=enter")
    assert "2027年放假安排已录入" in page.text, page.text
    keep(app)
    return page


def day_entered(admin: Browser, **typed: str) -> Page:
    return admin.submit(admin.get("/calendar/hours"), "/calendar/days", **typed)


def hours_entered(admin: Browser, **typed: str) -> Page:
    return admin.submit(admin.get("/calendar/hours"), "/calendar/hours", **typed)
