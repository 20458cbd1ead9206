"""The shell around every page of a signed-in person: who, menu, counts."""

from collections.abc import Iterable
from typing import Any, cast

from flask import Flask, current_app, g
from flask_login import current_user

from portal.core.approval.condition import words as condition_words
from portal.core.approval.models import KINDS
from portal.core.auth.visitor import HeldPost, visitor
from portal.core.batch_printing.operations import MOST
from portal.core.characters import drawable
from portal.core.delegations.queries import standing_now
from portal.core.delegations.telling import forms_told, until_told
from portal.core.desk.in_use import concerns
from portal.core.desk.lists import counts
from portal.core.drawing import dots
from portal.core.duties.models import STATES as DUTY_STATES
from portal.core.facts import columns
from portal.core.flow import MODES
from portal.core.instants import local_day, local_text
from portal.core.kinds import typed
from portal.core.org.roles import titles_of
from portal.core.parameter import EVIDENCE, SOURCES, since_told
from portal.core.regulation import Chapter
from portal.core.web.context import catalogue, now, today, zone
from portal.core.web.menu import MenuEntry

WEEKDAYS = "一二三四五六日"


def init_shell(app: Flask) -> None:
    """Give templates the shell's values and the ways to write moments and days."""
    app.jinja_env.globals["shell"] = shell
    app.jinja_env.globals.update(
        form_title=lambda code: catalogue().type(code).title,
        chapter_title=lambda code: catalogue().chapter_of(code).regulation.title,
        clause_title=lambda code, number: catalogue().clause(code, number).title,
        clause_text=lambda code, number: catalogue().clause(code, number).text,
        line_columns=lambda line: list(columns(line).values()),
        decision_words=KINDS,
        mode_words=MODES,
        condition_words=condition_words,
        evidence_words=EVIDENCE,
        source_words=SOURCES,
        duty_states=DUTY_STATES,
        drawable=drawable,
        most_printed=MOST,
    )
    app.jinja_env.filters.update(dots=dots, typed=typed)
    app.jinja_env.filters["moment"] = lambda at: local_text(at, zone())
    app.jinja_env.filters["short_moment"] = short_moment
    app.jinja_env.filters["role_titles"] = titles_of
    app.jinja_env.filters["since_told"] = since_told
    app.jinja_env.filters.update(until_told=until_told, forms_told=forms_told)
    app.jinja_env.filters["local_day"] = lambda at: local_day(at, zone())


def shell() -> dict[str, Any]:
    """What the frame of a signed-in page shows, asked once a page; only the signed-in layout asks for it."""
    if "shell" not in g:
        g.shell = frame_now()
    return cast(dict[str, Any], g.shell)


def frame_now() -> dict[str, Any]:
    """The same, made anew."""
    day = today()
    date = f"{day.month}月{day.day}日 星期{WEEKDAYS[day.weekday()]}"
    frame = {"chapters": [], "menu": [], "date": date}
    if not current_user.is_authenticated:
        return {"visitor": None, "counts": {}, "standing": None, **frame}
    known = {"visitor": visitor(), "counts": counts(), "standing": standing_now(visitor().person_id)}
    return {**frame, **known, "menu": menu(), "chapters": chapters_of(visitor().posts)}


def chapters_of(posts: Iterable[HeldPost]) -> list[Chapter]:
    """The regulations that ask something of whoever holds these posts, or tell him something."""
    roles = {post.role for post in posts}
    chapters = catalogue().chapters.values()
    return [chapter for chapter in chapters if concerns(chapter, roles)]


def menu() -> list[MenuEntry]:
    """What the folders put in the menu, as far as the visitor may go there."""
    entries: list[MenuEntry] = current_app.extensions["menu"]
    may = visitor().capabilities
    return [entry for entry in entries if entry.capability in may]


def short_moment(at: Any) -> str:
    """11-19 16:20, with the year when it is another one."""
    text = local_text(at, zone())
    return text[5:] if text[:4] == f"{now().astimezone(zone()):%Y}" else text
