"""What the program never does with what is typed: run it, put it into SQL; nor take chance for a secret."""

import ast
import re
from collections.abc import Iterator

import pytest

from portal.config import ROOT

RUNS = {"eval", "exec", "compile", "__import__", "render_template_string", "from_string", "Markup", "system",
        "popen"}  # fmt: skip
LOADS = {"pickle", "marshal", "shelve", "yaml", "random", "lxml"}
SQL = {"text", "exec_driver_sql", "literal_column"}
OWN_WORDS = {  # statements put together of what the program itself names, never of what somebody typed
    "portal/extensions.py": "which of two pragmas opens a transaction",
    "portal/deployment/database.py": "names of settings from a list",
    "portal/backup/scratch.py": "the name of a scratch database, made here",
    "portal/backup/loading.py": "tables and triggers as the database names them",
    "portal/core/approval/search.py": "a condition that an index is declared with",
}


def trees() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted((ROOT / "portal").rglob("*.py")):
        yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text())


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield getattr(node.func, "attr", getattr(node.func, "id", "")), node


def runs(tree: ast.AST) -> set[str]:
    """Calls that would run a text, and those that ask a shell."""
    named = {f"{n}()" for n, call in calls(tree) if n in RUNS and not is_pattern(call)}
    shells = {"shell" for _, call in calls(tree) for word in call.keywords if word.arg == "shell"}
    return named | shells


def is_pattern(call: ast.Call) -> bool:
    """Whether it is re.compile."""
    return isinstance(call.func, ast.Attribute) and getattr(call.func.value, "id", "") == "re"


def loads(tree: ast.AST) -> set[str]:
    names = [n.name for node in ast.walk(tree) if isinstance(node, ast.Import) for n in node.names]
    names += [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return {name.partition(".")[0] for name in names} & LOADS


def made_up_sql(tree: ast.AST) -> bool:
    """Whether a statement is more than a constant."""
    said = [call.args[0] for name, call in calls(tree) if name in SQL and call.args]
    return any(isinstance(one, ast.JoinedStr | ast.BinOp | ast.IfExp | ast.Call) for one in said)


def test_no_text_is_run_as_a_program_a_template_or_a_command() -> None:
    assert {place: found for place, tree in trees() if (found := runs(tree))} == {}


def test_nothing_is_loaded_that_runs_what_it_reads_and_no_secret_is_chance() -> None:
    found = {place: found for place, tree in trees() if (found := loads(tree))}
    assert {place for place in found if not place.startswith("portal/demonstration/")} == set()


def test_sql_is_never_put_together_of_what_somebody_typed() -> None:
    assert {place for place, tree in trees() if made_up_sql(tree)} <= OWN_WORDS.keys()


def test_no_template_lets_markup_through() -> None:
    loose = re.compile(
        r"\|\s*safe\b|autoescape\s+false|\s[\w-]+=\{\{"
    )  # the last: an attribute without quotes
    assert {p.name for p in (ROOT / "templates").rglob("*.html") if loose.search(p.read_text())} == set()


@pytest.mark.parametrize(
    ("line", "seen"),
    [
        ("eval(x)", runs),
        ("subprocess.run(x, shell=True)", runs),
        ("flask.render_template_string(x)", runs),
        ("import pickle", loads),
        ("from random import choice", loads),
        ("db.text(f'SELECT {x}')", made_up_sql),
        ("text('SELECT ' + x)", made_up_sql),
        ("c.exec_driver_sql('SELECT {}'.format(x))", made_up_sql),
    ],
)
def test_the_checks_themselves_see_it(line: str, seen) -> None:
    assert seen(ast.parse(line))
