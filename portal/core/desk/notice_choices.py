"""Page: 通知设置, by which ways one is told what, and one's mail address."""

from typing import NamedTuple, cast

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.notice_kind import Mode, NoticeKind
from portal.core.notices.addresses import address_fault
from portal.core.notices.kinds import MAIL, MODES, PORTAL, Channel, channels, kinds, usual
from portal.core.notices.operations import choose, keep_address
from portal.core.notices.queries import choices_by, mail_of
from portal.core.web.context import now
from portal.extensions import writing

blueprint = Blueprint("notice_choices", __name__)
IN_PORTAL = {"at_once": "要", "off": "不要"}
ALWAYS = "总会通知"


class Choice(NamedTuple):
    """A kind by a channel: what can be chosen (nothing: it always comes), and what is."""

    name: str
    label: str
    modes: dict[str, str]
    mode: str


@blueprint.get("/notices/settings")
@allow("work")
def edit() -> str:
    """What is chosen now."""
    return page(mail_of(visitor().person_id), choices_by(visitor().person_id))


@blueprint.post("/notices/settings")
@allow("work")
def update() -> Response | tuple[str, int]:
    """Keep what was chosen, and the mail address where the company sends mail."""
    address = request.form.get("mail", "").strip() if has_mail() else ""
    chosen = {key: request.form.get(f"{key[0]}:{key[1]}", "") for key in offered()}
    fault = address_fault(address) if address else ""
    odd = any(chosen[key] not in modes for key, modes in offered().items())
    if fault or odd:
        return page(address, chosen, fault, "请从选项中选择，改好再保存。" if odd else ""), 422
    me = visitor().person_id
    with writing():
        choose(me, cast(dict[tuple[str, str], Mode], chosen))
        if has_mail():
            keep_address(me, address, me, now())
    flash("通知设置已保存。")
    return redirect(url_for("notice_choices.edit"), 303)


def has_mail() -> bool:
    """Whether the company sends mail."""
    return any(channel.name == MAIL for channel in channels())


def offered() -> dict[tuple[str, str], dict[str, str]]:
    """What this person can choose between, by kind and channel."""
    modes = cast(dict[str, str], MODES)
    outside = {(kind.name, channel.name): modes for kind in told() for channel in channels()}
    return {(kind.name, PORTAL): IN_PORTAL for kind in told() if kind.optional} | outside


def told() -> list[NoticeKind]:
    """The kinds that this person can be told."""
    mine = visitor().capabilities
    return [kind for kind in kinds().values() if kind.capability in mine and not kind.planned]


def page(address: str, chosen: dict[tuple[str, str], str], fault: str = "", odd: str = "") -> str:
    """The choices in a table, a row for each kind; what is wrong with the address, and with a choice."""
    ways = [Channel(PORTAL, "门户"), *channels()]
    rows = [(kind, [choice(kind, way, chosen) for way in ways]) for kind in told()]
    values = {"ways": ways, "rows": rows, "mails": has_mail(), "address": address, "fault": fault, "odd": odd}
    return render_template("core/desk/notice_choices.html", always=ALWAYS, **values)


def choice(kind: NoticeKind, way: Channel, chosen: dict[tuple[str, str], str]) -> Choice:
    """One select, on what is chosen or usual."""
    modes = offered().get((kind.name, way.name), {})
    mode = chosen.get((kind.name, way.name), "")
    label = f"{kind.title}：{way.title}"
    return Choice(f"{kind.name}:{way.name}", label, modes, mode if mode in modes else usual(kind, way.name))
