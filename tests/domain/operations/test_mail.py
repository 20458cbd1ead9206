"""Letters to the desk, from a real IMAP server: each is taken once, nothing of it is lost, and what nobody
knows or a machine wrote is left with a note."""

from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.approval.hooks import facts_of
from portal.core.attachments.models import Attachment
from portal.core.desk.moment import this_moment
from portal.core.documents.case_models import CaseEvent
from portal.core.documents.models import Document
from portal.core.files.store import place_of
from portal.core.notices.models import MailAddress, Notice
from portal.domain.operations.mail.letters import numbers_in, read
from portal.domain.operations.models import Incident, LetterTaken
from portal.domain.operations.sweeps import read_mailbox
from portal.extensions import db, writing
from portal.incoming import MailBox
from tests.core.org.changes import leave_post, person
from tests.domain.complaints import acts
from tests.domain.operations.imap import PASSWORD, USER, Letters, serving
from tests.regulations.it_service.incidents import DESK, OTHER, assigned, at_once, close, reported, staffed
from tests.regulations.it_service.incidents import USER as CHEN

ADDRESS = "chen.li@example.com"


def letter(subject: str = "打印机不出纸", text: str = "三楼的打印机卡纸", **headers: str) -> bytes:
    told = EmailMessage()
    told["From"], told["To"], told["Subject"] = f"陈立 <{ADDRESS}>", "it@example.com", subject
    told["Message-ID"] = "<1@example.com>"
    for name, value in headers.items():
        del told[name.replace("_", "-")]
        told[name.replace("_", "-")] = value
    told.set_content(text)
    return told.as_bytes()


@pytest.fixture
def box(app: Flask) -> Iterator[Letters]:
    staffed(app)
    letters = Letters()
    with app.app_context(), writing() as session:
        session.add(MailAddress(person_id=person(CHEN).id, address="Chen.Li@example.com"))
    with serving(letters) as port:
        settings = app.config["SETTINGS"]
        app.config["SETTINGS"] = replace(settings, incoming=MailBox("127.0.0.1", port, False, USER, PASSWORD))
        yield letters


def polled(app: Flask) -> list[LetterTaken]:
    """What was taken, after one more round."""
    with app.app_context():
        read_mailbox(this_moment())
        return list(db.session.scalars(select(LetterTaken).order_by(LetterTaken.at)))


def close_at_once(case_id: int) -> None:
    """The desk solved it on the spot, its reporter says so, the desk closes. Inside an app context."""
    acts.decided(assigned(case_id, at_once()), {})
    close(case_id)


def notes(app: Flask) -> list[str]:
    """What the desk was told of letters that were left."""
    with app.app_context():
        query = select(Notice.words).filter_by(person_id=person(DESK).id, kind="letter_left")
        return list(db.session.scalars(query))


def test_a_letter_becomes_a_report_of_whoever_has_its_address(app: Flask, box: Letters) -> None:
    raw = letter()
    box.put(raw)
    (taken,) = polled(app)
    assert box.read == {1} and taken.why_not == ""
    with app.app_context():
        incident = db.session.get_one(Incident, taken.case_id)
        assert (incident.reporter.number, incident.symptom) == (CHEN, "打印机不出纸")
        said = facts_of(db.session.get_one(Document, taken.case_id))
        assert (said.channel, said.urgency, said.more) == ("邮件", "受影响", "三楼的打印机卡纸")


def test_a_letter_is_taken_once_also_where_it_cannot_be_marked_as_read(app: Flask, box: Letters) -> None:
    box.marks = False
    box.put(letter())
    box.put(letter())
    assert len(polled(app)) == len(polled(app)) == 1
    with app.app_context():
        assert len(db.session.scalars(select(Incident)).all()) == 1


def test_what_is_too_long_is_cut_and_the_letter_kept_whole_beside_it(app: Flask, box: Letters) -> None:
    raw = letter("打" * 130, "卡" * 400)
    box.put(raw)
    (taken,) = polled(app)
    with app.app_context():
        said = facts_of(db.session.get_one(Document, taken.case_id))
        assert (len(said.what), len(said.more)) == (120, 300)
        kept = db.session.scalars(select(Attachment).filter_by(document_id=taken.case_id)).one()
        assert place_of(app.config["SETTINGS"].files, kept.digest).read_bytes() == raw


@pytest.mark.parametrize(
    ("headers", "why"),
    [
        ({"From": "nobody@example.com"}, "不认识的发件人"),
        ({"Auto_Submitted": "auto-replied"}, "自动回复或群发"),
        ({"Precedence": "bulk"}, "自动回复或群发"),
        ({"List_Id": "<all.example.com>"}, "自动回复或群发"),
    ],
)
def test_what_nobody_knows_or_a_machine_wrote_is_left_with_a_note(app, box, headers, why) -> None:
    box.put(letter(**headers))
    (taken,) = polled(app)
    assert (taken.case_id, taken.why_not) == (None, why)
    polled(app)
    (note,) = notes(app)
    assert why in note and "打印机不出纸" in note


def test_whoever_left_reports_nothing_any_more(app: Flask, box: Letters) -> None:
    leave_post(app, CHEN)
    box.put(letter())
    assert [each.why_not for each in polled(app)] == ["发件人已不在职"]


def test_two_with_one_address_are_not_guessed(app: Flask, box: Letters) -> None:
    with app.app_context(), writing() as session:
        session.add(MailAddress(person_id=person("1002").id, address=ADDRESS))
    box.put(letter())
    assert [each.why_not for each in polled(app)] == ["几位同事用同一个邮箱"]


def test_a_mailbox_that_is_down_is_tried_again(app: Flask, box: Letters) -> None:
    here = app.config["SETTINGS"]
    app.config["SETTINGS"] = replace(here, incoming=replace(here.incoming, password="wrong"))
    box.put(letter())
    assert polled(app) == []
    app.config["SETTINGS"] = here
    assert len(polled(app)) == 1


def test_without_a_mailbox_none_is_read(app: Flask) -> None:
    assert polled(app) == []


@pytest.mark.parametrize("automatic", ["no", "No"])
def test_a_letter_that_says_no_machine_wrote_it_is_read(automatic: str) -> None:
    assert not read(letter(Auto_Submitted=automatic)).automatic


def test_a_page_as_a_letter_is_read_without_its_marks() -> None:
    told = EmailMessage()
    told["From"], told["Subject"] = ADDRESS, "=?utf-8?b?5omT5Y2w5py6?="
    told.set_content("<style>p{}</style><p>卡&amp;纸</p>", subtype="html")
    assert (read(told.as_bytes()).subject, read(told.as_bytes()).text) == ("打印机", "卡&纸")


@pytest.mark.parametrize(
    "raw", [b"", b"\xff\xfe", b"From: \xff\r\n\r\nx", b"Content-Type: text/plain; charset=x\r\n\r\nx"]
)
def test_what_is_no_letter_is_read_as_far_as_it_goes(raw: bytes) -> None:
    assert len(read(raw).digest) == 64


@pytest.mark.parametrize(
    ("text", "box"),
    [
        ("imaps://it:p%40ss@mail.example.com", MailBox("mail.example.com", 993, True, "it", "p@ss")),
        ("imap://it:x@localhost:1143/Help", MailBox("localhost", 1143, False, "it", "x", "Help")),
        ("", None),
    ],
)
def test_the_mailbox_is_read_from_the_environment(text: str, box: MailBox | None) -> None:
    assert MailBox.from_environment({"PORTAL_IMAP": text}) == box


@pytest.mark.parametrize(
    "text", ["mail.example.com", "smtp://a:b@c", "imaps://mail.example.com", "imaps://a:b@c:x"]
)
def test_what_is_no_mailbox_is_refused_and_no_password_told(text: str) -> None:
    with pytest.raises(ValueError, match="PORTAL_IMAP") as found:
        MailBox.from_environment({"PORTAL_IMAP": text})
    assert "b@c" not in str(found.value)


def test_a_reply_that_names_an_open_case_of_its_writer_is_added_to_it(app: Flask, box: Letters) -> None:
    box.put(letter())
    (first,) = polled(app)
    with app.app_context():
        number = db.session.get_one(Document, first.case_id).number
    box.put(letter(f"Re: {number} 已受理", "重启以后还是卡", Message_ID="<2@example.com>"))
    assert [row.case_id for row in polled(app)] == [first.case_id, first.case_id]
    with app.app_context():
        entries = db.session.scalars(select(CaseEvent).filter_by(case_id=first.case_id, kind="noted")).all()
        assert [(each.person_id, each.words) for each in entries] == [
            (person(CHEN).id, "邮件：重启以后还是卡")
        ]


@pytest.mark.parametrize("other", ["closed", "somebody else's"])
def test_what_names_a_case_that_is_closed_or_not_his_is_a_new_report(
    app: Flask, box: Letters, other: str
) -> None:
    with app.app_context():
        case_id = reported(CHEN if other == "closed" else OTHER)
        if other == "closed":
            close_at_once(case_id)
        number = db.session.get_one(Document, case_id).number
    box.put(letter(f"Re: {number}"))
    (row,) = polled(app)
    assert row.case_id and row.case_id != case_id


@pytest.mark.parametrize(
    ("subject", "numbers"),
    [
        ("Re: FW-20261123-001 打印机", ["FW-20261123-001"]),
        ("FW-20261123-001，FW-20261124-012", ["FW-20261123-001", "FW-20261124-012"]),
        ("XFW-20261123-001A", ["XFW-20261123-001"]),
        ("AFW12-20261123-001", []),
        ("FW-20261123-01", []),
        ("打印机", []),
    ],
)
def test_the_numbers_in_a_subject(subject: str, numbers: list[str]) -> None:
    assert numbers_in(subject) == numbers
