"""Looking for knowledge among many articles: questions asked, and time spent."""

from time import process_time

import pytest
from flask import Flask
from sqlalchemy import inspect

from portal.core.documents.models import Document
from portal.core.web.context import today
from portal.domain.operations.knowledge.ranking import texts_of
from portal.domain.operations.knowledge.search import search
from portal.domain.operations.models import Article
from portal.extensions import db, writing
from tests.conftest import signed_in
from tests.core.org.changes import person
from tests.questions import count
from tests.regulations.it_service.articles import published
from tests.regulations.it_service.incidents import USER, staffed

WHAT = ("打印", "网络", "邮件", "报表")


@pytest.fixture
def desk(app: Flask) -> Flask:
    staffed(app)
    return app


def many(number: int) -> None:
    """So many articles, rows only, as if they had come into force; inside an app context."""
    article = db.session.get_one(Article, published(cause="", solution="打开前盖，" * 150))
    paper = article.document
    about = {c.key: getattr(paper, c.key) for c in inspect(Document).column_attrs if c.key != "id"}
    said = {c.key: getattr(article, c.key) for c in inspect(Article).column_attrs}
    with writing() as session:
        for n in range(number):
            title = f"第{n}号终端{WHAT[n % len(WHAT)]}异常处理"
            copy = Document(**about | {"drawn_number": f"ZS-{n:06}"})
            session.add(copy)
            session.flush()
            texts = texts_of(title, "", said["symptom"], (said["solution"],))._asdict()
            ids = {"document_id": copy.id, "first_id": copy.id, "title": title}
            session.add(Article(**said | texts | ids))


@pytest.mark.parametrize("path", ["/knowledge", "/knowledge?q=打印 异常", "/repairs/new?what=打印异常处理"])
def test_a_page_asks_the_same_with_few_articles_and_with_many(desk: Flask, path: str) -> None:
    with desk.app_context():
        for _ in range(2):
            published(title="打印异常处理")
    reader = signed_in(desk, USER)
    few = count(desk, reader, path)
    with desk.app_context():
        many(30)
    assert count(desk, reader, path) == few <= 19


def test_of_five_thousand_articles_the_right_one_is_found_while_somebody_types(desk: Flask) -> None:
    with desk.app_context():
        many(5000)
        me, spans = person(USER).id, []
        for text in ("4711号终端 报表", "终端打印异常怎么处理才好", "", "dayin yichang", "没有这样的词"):
            began = process_time()
            found = search(text, me, today())
            spans.append(process_time() - began)
            if text.startswith("4711"):
                row = db.session.get_one(Article, found[0].id)
                assert row.title == "第4711号终端报表异常处理"
        assert sorted(spans)[2] < 0.5, spans  # 0.1 s; one of them may pay for all the rows made here
