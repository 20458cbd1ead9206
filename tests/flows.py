"""Overrides of flows that tests make."""

from flask import Flask

from portal.core.approval.overrides import newest, override
from portal.core.desk.moment import this_moment
from portal.core.flow_override import Override, Signer
from portal.core.web.context import catalogue
from portal.extensions import writing


def other_signer(app: Flask, code: str = "F01-1", step: str = "审核", role: str = "sales_manager") -> None:
    """A step is signed by whoever in the company holds another role, from today on."""
    with app.app_context(), writing():
        form, moment = catalogue().type(code), this_moment()
        wanted = Override(step, "by", moment.day, Signer(role, "company"))
        override(form, wanted, "经理休假", 9, newest(form), moment)
