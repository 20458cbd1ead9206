"""Knowledge articles, by the real operations; every function inside an app context."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from portal.core.approval.deciding import Verdict, decide
from portal.core.approval.models import Task
from portal.core.approval.sending import send
from portal.core.approval.voiding import request_void
from portal.core.desk.moment import this_moment
from portal.core.documents.models import Document
from portal.core.facts import Ref
from portal.core.web.context import catalogue, today
from portal.demonstration.company import author_of
from portal.domain.operations.knowledge.articles import readable
from portal.domain.operations.models import Article
from portal.domain.operations.references import named
from portal.extensions import db, writing
from portal.regulations.it_service.facts import Knowledge
from tests.core.org.changes import person, unit
from tests.domain.complaints.acts import KEYS, decided
from tests.regulations.it_service.incidents import ADMIN

REVIEW = "审核"
HALF_A_YEAR = timedelta(days=180)


def knowledge(**other: Any) -> Knowledge:
    """An article for everybody."""
    told = {
        "day": today(), "title": "打印机卡纸", "part": "终端和外设", "audience": "全体员工",
        "expires": today() + HALF_A_YEAR, "symptom": "打印机不出纸，面板提示卡纸", "cause": "搓纸轮打滑",
        "solution": "打开前盖，顺着出纸方向抽出纸张，再合上前盖。", "keywords": "缺纸 HP LaserJet",
    }  # fmt: skip
    return Knowledge(**told | other)


def asked(number: str = ADMIN, **other: Any) -> int:
    """An article that is sent for review; its id."""
    author = author_of(number)._replace(unit_id=unit("OPS").id)
    with writing():
        form, key = catalogue().type("F09-7"), f"article:{next(KEYS)}"
        return send(form, knowledge(**other), author, key, this_moment()).id


def published(number: str = ADMIN, **other: Any) -> int:
    """An article in force; its id."""
    document_id = asked(number, **other)
    decided(document_id, {})
    return document_id


def article_ref(document_id: int) -> Ref:
    """An article as papers name it."""
    return named(article(document_id))


def number_of(document_id: int) -> str:
    """Its number."""
    return article(document_id).document.number


def article(document_id: int) -> Article:
    """How it is registered now."""
    return db.session.get_one(Article, document_id, populate_existing=True)


def read_by(number: str) -> list[int]:
    """The articles that somebody may read, the oldest first."""
    query = readable(person(number).id, today()).order_by(Article.document_id)
    return [row.document_id for row in db.session.scalars(query)]


def voided(document_id: int) -> None:
    """Its author asks for it, and whoever approved agrees."""
    document = db.session.get_one(Document, document_id)
    with writing():
        request_void(document_id, document.author_id, "写错了", this_moment())
    turn = select(Task).filter_by(document_id=document_id, state="open").where(Task.step_id.is_not(None))
    for task_id, person_id in [(task.id, task.person_id) for task in db.session.scalars(turn)]:
        with writing():
            decide(task_id, person_id, Verdict("approve", "同意", document.snapshot_id or 0), this_moment())
