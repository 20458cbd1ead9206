"""An office with an account manager and her manager, in the company that `portal init` made."""

import sys
from datetime import date

from sqlalchemy import select

from portal.app import create_app
from portal.core.auth.operations import give_password
from portal.core.org.models import Unit
from portal.core.org.operations import appoint, enrol, open_post, open_unit
from portal.extensions import db, writing

SINCE = date(2020, 1, 1)
PEOPLE = (("1001", "陈立", "account_manager"), ("1003", "周敏", "branch_office_manager"))


def main(password: str) -> None:
    app = create_app()
    with app.app_context():
        secret = app.extensions["passwords"].hash(password)
        with writing():
            office = open_unit("EAST", "东区办事处", SINCE, db.session.scalars(select(Unit)).one())
            for number, name, role in PEOPLE:
                person = enrol(number, name, SINCE)
                appoint(person, open_post(office, role, SINCE), SINCE)
                give_password(person, secret)


if __name__ == "__main__":
    main(sys.argv[1])
