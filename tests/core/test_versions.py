"""Facts and drafts of an earlier version are read under today's declaration, or clearly refused."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated as A

import pytest

from portal.core.document_type import DocumentType
from portal.core.facts import Cell, Facts, Line, Month, Ref, Short, Table, encode
from portal.core.forms.fields import from_facts, renamed
from portal.core.forms.references import WithWords, words_in
from portal.core.forms.sheet_form import SheetForm
from portal.core.sheet import Sheet
from portal.core.versions import Data, MissingUpgrade, Upgrade, words_as_refs
from tests.core.forms.registers import NAMES
from tests.core.forms.toys import toy
from tests.terms import TERMS


class Item(Line, frozen=True, kw_only=True):
    what: A[Ref, Cell("品名", "§1", of="customer")]
    grade: A[str, Cell("等级", "§1", copied="what.grade")] = ""


class Third(Facts, frozen=True, kw_only=True):
    month: A[Month, Cell("月份", "§1")]
    note: A[Short, Cell("备注", "§1")] = ""
    items: A[tuple[Item, ...], Table("明细", "§1")]


def doubled(data: Data) -> Data:
    return data | {"remark": data["remark"] * 2}


FIRST = """{"month": {"year": 2026, "month": 11}, "remark": "急", "weather": "晴",
 "goods": [{"key": "00000000", "name": "嘉禾", "old": "1"}]}"""
UPGRADES = {
    1: Upgrade(doubled, {"weather": "", "goods.old": "", "goods": "lines"}),
    2: Upgrade(words_as_refs("items.what"), {"remark": "note", "lines.name": "what", "lines": "items"}),
}


def form(upgrades: Mapping[int, Upgrade] = UPGRADES) -> DocumentType:
    return replace(toy, facts=Third, version=3, upgrades=upgrades, sheet=Sheet((("month",), ("items",)), ()))


def test_facts_of_the_first_version_go_through_every_upgrade_in_order() -> None:
    facts = form().read(FIRST, 1)
    line = Item(key="00000000", what=Ref(0, "", "嘉禾"))
    assert facts == Third(month=Month(2026, 11), note="急急", items=(line,))
    assert form().read(encode(facts), 3) == facts


@pytest.mark.parametrize(("upgrades", "version"), [({2: Upgrade()}, 1), (UPGRADES, 4), ({}, 2)])
def test_a_version_without_a_way_to_today_is_told(upgrades: Mapping[int, Upgrade], version: int) -> None:
    with pytest.raises(MissingUpgrade, match=f"version {version}"):
        form(upgrades).read(FIRST, version)


def test_a_draft_follows_the_same_names_and_what_is_gone_is_dropped() -> None:
    typed = [("month", "2026-11"), ("remark", "急"), ("weather", "晴"), ("nonsense", "x")]
    typed += [("goods-0-key", "0000000a"), ("goods-0-name", "嘉禾建材"), ("goods-0-old", "1")]
    now = renamed(typed, form().name_now)
    assert now == [
        ("month", "2026-11"), ("note", "急"), ("nonsense", "x"),
        ("items-0-key", "0000000a"), ("items-0-what", "嘉禾建材"),
    ]  # fmt: skip
    assert renamed(now, form().name_now) == now


def test_a_word_with_spaces_around_it_stays_exactly_as_it_was() -> None:
    facts = form().read(FIRST.replace("嘉禾", " 嘉禾 "), 1)
    filled = SheetForm(form(), from_facts(facts))
    filled.look_up({"customer": WithWords(NAMES, words_in(facts, "customer"))}, 1)
    assert filled.facts(TERMS) == facts


def test_a_word_of_the_paper_may_stay_and_every_other_is_looked_up() -> None:
    facts = form().read(FIRST, 1)
    typed = [("month", "2026-11"), ("items-0-key", "0000000a"), ("items-0-what", "嘉禾")]
    typed += [("items-1-key", "0000000b"), ("items-1-what", "嘉禾建材")]
    filled = SheetForm(form(), typed)
    filled.look_up({"customer": WithWords(NAMES, words_in(facts, "customer"))}, 1)
    said = filled.facts(TERMS)
    assert isinstance(said, Third), filled.faults()
    assert [(item.what.id, item.grade) for item in said.items] == [(0, ""), (1, "A")]
    unknown = SheetForm(form(), [*typed[:2], ("items-0-what", "别的")])
    unknown.look_up({"customer": WithWords(NAMES, words_in(facts, "customer"))}, 1)
    assert unknown.facts(TERMS) is None
