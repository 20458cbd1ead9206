"""What every app of a process compiles alike, compiled once: routes, templates, statements.

Each test has an app of its own; without this a quarter of the suite's time goes into the same compiling.
"""

from collections.abc import Callable
from types import CodeType
from typing import Any

from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from sqlalchemy import Dialect, Engine
from sqlalchemy.util import LRUCache
from werkzeug.routing import Rule

from portal.extensions import db

MOST_STATEMENTS = 4000
build_anew = Rule._compile_builder
compile_anew = Rule.compile
pieces: dict[tuple[str, str], tuple[Any, ...]] = {}
builders: dict[tuple[str, ...], Callable[..., tuple[str, str]]] = {}
dialects: dict[str, Dialect] = {}
statements: LRUCache[object, object] = LRUCache(MOST_STATEMENTS)


class Templates(BytecodeCache):
    """Code of templates by name and text."""

    def __init__(self) -> None:
        self.codes: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        assert bucket.code
        self.codes[bucket.key, bucket.checksum] = bucket.code


templates = Templates()


def share(app: Flask) -> Flask:
    """Let an app use what others have compiled, and leave it what it compiles itself."""
    app.jinja_env.bytecode_cache = templates
    with app.app_context():
        engine = db.engine
    if known := dialects.get(engine.dialect.name):
        engine.dialect = known  # statements are kept by their dialect
        engine.update_execution_options(compiled_cache=statements)
    return app


def know(engine: Engine) -> None:
    """Keep the dialect of an engine that has met its database: only then does it know the server."""
    dialects.setdefault(engine.dialect.name, engine.dialect)


def compiled(rule: Rule) -> None:
    """Take a rule to pieces; those of the same rule are known already."""
    key = (rule.rule, repr(rule.defaults))
    if key not in pieces:
        compile_anew(rule)
        pieces[key] = (rule._parts, rule._trace, rule._converters, rule.arguments)
        return
    rule._parts, rule._trace, rule._converters, arguments = pieces[key]
    rule.arguments = set(arguments)
    rule._build, rule._build_unknown = (builder(rule, unknown).__get__(rule) for unknown in (False, True))


def builder(rule: Rule, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
    """The function that writes a rule's address; the same for the same rule."""
    key = (rule.rule, repr(rule.defaults), str(append_unknown))
    if key not in builders:
        builders[key] = build_anew(rule, append_unknown)
    return builders[key]


Rule.compile = compiled  # type: ignore[method-assign]
Rule._compile_builder = builder  # type: ignore[method-assign]
