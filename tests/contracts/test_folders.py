"""Templates compile, and a folder beside a regulation belongs to a regulation that exists."""

from pathlib import Path

import pytest
from flask import Flask

from portal.config import ROOT

TEMPLATES = ROOT / "templates"


def test_every_template_compiles(app: Flask) -> None:
    places = [str(place.relative_to(TEMPLATES)) for place in TEMPLATES.rglob("*.html")]
    assert places
    for place in places:
        assert app.jinja_env.get_template(place).root_render_func, place


def strays(beside: Path, regulations: Path) -> set[str]:
    """Folders that stand beside no regulation."""
    folders = {p.name for p in beside.glob("*/") if p.is_dir() and p.name != "__pycache__"}
    return folders - {p.parent.name for p in regulations.glob("*/clauses.py")}


@pytest.mark.parametrize("beside", ["templates/regulations", "tests/regulations"])
def test_a_folder_beside_a_regulation_has_its_regulation(beside: str) -> None:
    assert strays(ROOT / beside, ROOT / "portal" / "regulations") == set()


def test_a_folder_without_its_regulation_is_found(tmp_path: Path) -> None:
    (tmp_path / "visits").mkdir()
    (tmp_path / "visits" / "clauses.py").touch()
    (tmp_path / "tests" / "visits").mkdir(parents=True)
    (tmp_path / "tests" / "forgotten").mkdir()
    assert strays(tmp_path / "tests", tmp_path) == {"forgotten"}
