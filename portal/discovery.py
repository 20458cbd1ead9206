"""Regulations and registers, found by their folders; what each declares is entered in the app."""

import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from flask import Flask

import portal.domain
import portal.regulations
from portal.core.approval.hooks import Hooks, hooked
from portal.core.forms.references import SeenBy
from portal.core.handovers.custody import Custody
from portal.core.handovers.ours import OURS as OUR_CUSTODIES
from portal.core.instants import Moment
from portal.core.notice_kind import NoticeKind
from portal.core.notices.kinds import OURS
from portal.core.regulation import Catalogue, Chapter, Regulation
from portal.core.retention.queries import Needed
from portal.core.web.panels import Panel
from portal.domain.rosters.panels import alarms

Sweep = Callable[[Moment], None]


def discover(app: Flask) -> None:
    """Enter every regulation and every register that has a folder."""
    app.extensions["catalogue"] = catalogue = Catalogue()
    app.extensions["registers"] = registers = dict[str, SeenBy]()
    app.extensions["hooks"] = hooks = Hooks()
    app.extensions["panels"] = panels = list[Panel]()
    app.extensions["notice_kinds"] = kinds = dict[str, NoticeKind]()
    learn(kinds, OURS)
    app.extensions["custodies"] = custodies = list[Custody](OUR_CUSTODIES)
    app.extensions["still_needed"] = needed = list[Needed]()
    app.extensions |= {"sweeps": list[Sweep](), "minutely": list[Sweep]()}
    for folder in folders(portal.domain):
        part(folder, "models")
        registers.update(getattr(part(folder, "references"), "REGISTERS", {}))
        panels += getattr(part(folder, "panels"), "PANELS", ())
        custodies += getattr(part(folder, "custodies"), "CUSTODIES", ())
        sweep_with(app, part(folder, "sweeps"))
        needed += getattr(part(folder, "retention"), "STILL_NEEDED", ())
        learn(kinds, getattr(part(folder, "notices"), "KINDS", ()))
        enter(app, part(folder, "views"))
    for folder in folders(portal.regulations):
        part(folder, "models")
        found = list(chapters(folder))
        for each in found:
            catalogue.add(each)
            panels += alarms(each.lines)
        hook(hooks, operations(folder))
        slugs = tuple(each.regulation.slug for each in found)
        declared = getattr(part(folder, "panels"), "PANELS", ())
        panels += [panel._replace(regulations=slugs) for panel in declared]
        tell_beside(app, part(folder, "panels"))
        custodies += getattr(part(folder, "custodies"), "CUSTODIES", ())
        learn(kinds, getattr(part(folder, "notices"), "KINDS", ()))
        enter(app, part(folder, "views"))


def hook(hooks: Hooks, more: Hooks) -> None:
    """Take in a folder's operations; several folders may look at one register."""
    for place, found in more.items():
        hooks.setdefault(place, []).extend(found)


def learn(kinds: dict[str, NoticeKind], more: Iterable[NoticeKind]) -> None:
    """Take in kinds of notices; a name is given once."""
    for kind in more:
        if kinds.setdefault(kind.name, kind) is not kind:
            raise ValueError(f"two kinds of notices are called {kind.name}")


def enter(app: Flask, views: Any) -> None:
    """A folder's pages, its entries in the menu, where its drafts go on, what it says beside records, and
    what programs post to, which prove themselves otherwise than by a page's token."""
    if views:
        app.register_blueprint(views.blueprint)
        for view in getattr(views, "FROM_PROGRAMS", ()):
            app.extensions["csrf"].exempt(view)
        app.extensions["menu"] += getattr(views, "MENU", ())
        app.extensions["draft_places"].update(getattr(views, "DRAFT_PLACES", {}))
        tell_beside(app, views)


def sweep_with(app: Flask, sweeps: Any) -> None:
    """What a folder wants done each quarter of an hour, and each minute."""
    app.extensions["sweeps"] += getattr(sweeps, "SWEEPS", ())
    app.extensions["minutely"] += getattr(sweeps, "MINUTELY", ())


def tell_beside(app: Flask, declared: Any) -> None:
    """What a folder says beside records."""
    for kind, teller in getattr(declared, "RECORD_PANELS", {}).items():
        app.extensions["record_panels"].setdefault(kind, []).append(teller)


def folders(package: Any) -> Iterator[str]:
    """The packages in a package."""
    return (
        f"{package.__name__}.{found.name}" for found in pkgutil.iter_modules(package.__path__) if found.ispkg
    )


DECLARED = (
    ("parameters", "PARAMETERS"), ("documents", "TYPES"), ("duties", "DUTIES"), ("documents", "REPORTS"),
    ("documents", "STATICS"), ("rosters", "ROSTERS"),
)  # fmt: skip


def chapters(folder: str) -> Iterator[Chapter]:
    """What a folder declares as chapters of the catalogue: one, or one for each of several regulations that
    are copies of one text; then everything is declared by the code of its regulation."""
    whole = import_module(folder)
    clauses = import_module(f"{folder}.clauses").CLAUSES
    declared = [getattr(part(folder, file), name, ()) for file, name in DECLARED]
    for regulation in getattr(whole, "REGULATIONS", None) or (whole.REGULATION,):
        numbered = {clause.number: clause for clause in of(clauses, regulation)}
        yield Chapter(regulation, numbered, *(of(each, regulation) for each in declared))


def of(declared: Any, regulation: Regulation) -> Any:
    """What of something declared belongs to a regulation."""
    return declared.get(regulation.code, ()) if isinstance(declared, Mapping) else declared


@cache
def operations(folder: str) -> Hooks:
    """When a regulation's operations run: those of the module, or of every module of the package."""
    whole = part(folder, "operations")
    inside = pkgutil.iter_modules(getattr(whole, "__path__", ()))
    modules = [whole, *(import_module(f"{whole.__name__}.{found.name}") for found in inside)] if whole else []
    return hooked({id(each): each for module in modules for each in vars(module).values()}.values())


@cache
def part(folder: str, name: str) -> Any:
    """A module of a folder, or None where the folder has none."""
    return import_module(f"{folder}.{name}") if find_spec(f"{folder}.{name}") else None
