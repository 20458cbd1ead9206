"""A letter to the desk becomes a report, once, or a note on the open case that it names; whom nobody knows,
and what machines write, is left to the desk."""

from typing import Any

from sqlalchemy import func, select

from portal.core.approval.copying import declared_people
from portal.core.approval.hooks import Refused
from portal.core.attachments.media import LETTER
from portal.core.attachments.operations import Chosen, keep
from portal.core.case import CLOSED
from portal.core.cases.operations import Act, Acting, act_on
from portal.core.characters import installed_coverage, refusal
from portal.core.desk.moment import terms
from portal.core.documents.case_files import newest_position
from portal.core.documents.models import Document
from portal.core.documents.operations import Author
from portal.core.instants import Moment
from portal.core.notices.models import MailAddress
from portal.core.notices.operations import News, tell
from portal.core.org.queries import company_name, holdings, placed_holdings
from portal.core.web.addresses import path_to
from portal.core.web.context import settings
from portal.domain.operations.mail.letters import Letter, numbers_in, read
from portal.domain.operations.models import Incident, LetterTaken
from portal.domain.operations.notices import LETTER_LEFT
from portal.domain.operations.reporting import Opener
from portal.extensions import db, hold, writing

BY_MAIL, HOW_URGENT, WHAT, THING = "邮件", "受影响", "（邮件没有主题）", "见邮件"
SUBJECT, MORE, NOTED = 120, 300, 1000
MACHINE, STRANGER, SEVERAL, GONE, UNFIT = (
    "自动回复或群发", "不认识的发件人", "几位同事用同一个邮箱", "发件人已不在职", "内容登记不了",
)  # fmt: skip


def take(raw: bytes, opener: Opener, moment: Moment) -> LetterTaken | None:
    """Take a letter; None where it was taken before."""
    letter = read(raw)
    if db.session.get(LetterTaken, letter.digest):
        return None
    with writing():
        if db.session.get(LetterTaken, letter.digest):
            return None
        author = author_by(letter, moment)
        why_not = author if isinstance(author, str) else ""
        case_id = None if isinstance(author, str) else entered(letter, raw, author, opener, moment)
        row = LetterTaken(
            digest=letter.digest, at=moment.at, sender=letter.sender, subject=plain(letter.subject, SUBJECT),
            case_id=case_id, why_not=why_not or ("" if case_id else UNFIT),
        )  # fmt: skip
        db.session.add(row)
        if row.why_not:
            tell_the_desk(row, opener, moment)
        return row


def author_by(letter: Letter, moment: Moment) -> Author | str:
    """Who wrote a letter, known by his address; else why it is left."""
    if letter.automatic:
        return MACHINE
    query = select(MailAddress.person_id).where(func.lower(MailAddress.address) == letter.sender)
    people = list(db.session.scalars(query.limit(2)))
    if len(people) != 1:
        return SEVERAL if people else STRANGER
    held = placed_holdings(people[0], moment.day)
    if not held:
        return GONE
    holding, unit = held[0]
    company = company_name(moment.day)
    return Author(people[0], holding.person.name, holding.post.unit_id, unit, company)


def entered(letter: Letter, raw: bytes, author: Author, opener: Opener, moment: Moment) -> int | None:
    """The case that a letter opened, or to which it was added; None where it fits nowhere."""
    if case := open_case_of(letter, author, opener):
        add(letter, case, author, opener, moment)
        return case.id
    return report(letter, raw, author, opener, moment)


def open_case_of(letter: Letter, author: Author, opener: Opener) -> Document | None:
    """The open case of whoever wrote a letter that its subject names, locked."""
    mine = select(Document.id).join(Incident, Incident.case_id == Document.id)
    mine = mine.where(Incident.reporter_id == author.person_id, Document.type == opener.form.code)
    named = mine.where(Document.number.in_(numbers_in(letter.subject)), Document.stage != CLOSED)
    case = hold(Document, id=db.session.scalar(named.order_by(Document.id.desc()).limit(1)) or 0)
    return case if case and case.stage != CLOSED else None


def add(letter: Letter, case: Document, author: Author, opener: Opener, moment: Moment) -> None:
    """Note what a letter says on a case, as its reporter would himself."""
    notes = opener.form.case.notes if opener.form.case else ()
    note = next(each for each in notes if not each.by)
    words = plain(letter.text, NOTED) or plain(letter.subject, SUBJECT)
    act = Act("noted", note.name, f"{BY_MAIL}：{words}", newest_position(case.id))
    act_on(case.id, act, acting(author, moment), moment)


def acting(author: Author, moment: Moment) -> Acting:
    """An author by his posts."""
    held = holdings(author.person_id, moment.day)
    return Acting(author.person_id, held[0].post.title, frozenset(each.post.role for each in held))


def report(letter: Letter, raw: bytes, author: Author, opener: Opener, moment: Moment) -> int | None:
    """Report what a letter says, the letter itself beside it; None where the form does not take it."""
    text = plain(letter.text, MORE)
    what = plain(letter.subject, SUBJECT) or text.partition("\n")[0][:SUBJECT] or WHAT
    answers = [("what", what), ("thing", THING), ("urgency", HOW_URGENT), ("more", text)]
    sheet = opener.sheet(answers, BY_MAIL, moment.day)
    facts, key = opener.judged(sheet, terms()), letter.digest[:32]
    if facts is None:
        return None
    original = Chosen("原信.eml", raw)
    keep(author.person_id, key, original, LETTER, moment.at, settings().files)
    try:
        with db.session.begin_nested():
            return opener.send(facts, author, key, moment).id
    except Refused:
        return None


def plain(text: str, most: int) -> str:
    """A text that can be printed, cut to a length."""
    known = installed_coverage()
    return "".join(c for c in text if not refusal(c, known))[:most].strip()


def tell_the_desk(row: LetterTaken, opener: Opener, moment: Moment) -> None:
    """Say that a letter was left, and why, to whoever moves a new case on."""
    stages: Any = opener.form.case.stages if opener.form.case else ()
    desk = declared_people(stages[0].by, [], moment.day) if stages else []
    words = f"邮箱里有一封没有登记（{row.why_not}）：{row.sender}「{row.subject}」"
    people = {holding.person_id for holding in desk}
    place = path_to("operations.queue_page")
    tell((News(n, LETTER_LEFT, words, place, f"letter:{row.digest[:32]}") for n in people), moment.at)
