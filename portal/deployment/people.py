"""Accounts that anybody could guess."""

from collections.abc import Iterable
from typing import cast

from flask import current_app
from sqlalchemy import Row, select, tuple_

from portal.config import Settings
from portal.core.auth.models import Identity
from portal.core.auth.operations import PASSWORD
from portal.core.auth.passwords import Passwords
from portal.core.org.models import Holding, Person, Post
from portal.core.web.context import today
from portal.demonstration.company import DEMO_PEOPLE
from portal.deployment.lack import Lacks, must, should
from portal.extensions import db

ADMINISTRATOR = "portal_admin"
CHANCE = 3  # so many of a real company may be called and numbered as people of the demonstration
GUESSES = ("12345678", "password", "admin123", "88888888")
MOST = 5


def demonstration(settings: Settings) -> Lacks:
    """ASVS 6.3.2: no accounts that everybody knows."""
    if settings.demo_password or (settings.data / "demo_password").exists():
        yield must(
            f"演示密码还在（PORTAL_DEMO_PASSWORD 或 {settings.data / 'demo_password'}）：去掉；"
            "真公司另用空的数据文件夹，由 portal init 建立。"
        )
    known = tuple_(Person.number, Person.name).in_([(number, name) for number, name, _ in DEMO_PEOPLE])
    if len(db.session.scalars(select(Person.id).where(known)).all()) > CHANCE:
        yield must(
            "库里是演示公司，密码大家知道：换一个空的库，用 portal init 建立公司，不要在演示公司里办真事。"
        )


def administrators(_settings: Settings) -> Lacks:
    """Who may change everything must not be guessed, and knows his password alone."""
    passwords = cast(Passwords, current_app.extensions["passwords"])
    found = list(people())
    if not found:
        yield must("没有在任的系统管理者：在空库里执行 portal init。")
    for person, identity in found[:MOST]:
        if any(passwords.match(identity.secret, guess) for guess in (person.number, *GUESSES)):
            yield must(f"管理员 {person.number} 的密码一猜就中：登录后马上改掉。")
        elif identity.first_until:
            yield should(f"管理员 {person.number} 还在用初始密码：登录后在“改密码”里换成自己的。")


def people() -> Iterable[Row[Person, Identity]]:
    """Today's administrators who sign in by a password."""
    query = select(Person, Identity).join(Identity, Identity.person_id == Person.id)
    query = query.join(Holding, Holding.person_id == Person.id).join(Post, Post.id == Holding.post_id)
    held = (Post.role == ADMINISTRATOR, Holding.in_force(today()), Person.in_force(today()))
    return db.session.execute(
        query.where(Identity.provider == PASSWORD, *held).order_by(Person.id).distinct()
    )
