"""peers.md §2.1 rows 27 and 28: whom a paper will reach, seen before it is sent; and why it is whose turn."""

from flask import Flask

from tests.core.verbs.papers import decided, has_it, proven, sent, status


def test_row_27_the_way_seen_before_sending_is_the_way_it_takes(app: Flask, chen, zhou, wang, yan) -> None:
    before = chen.get("/forms/f95-1/new").text
    seen = ["审核：周敏（办事处经理）", "复核：王岚（销售部经理）", "核准：严静（合规专员）"]
    places = [before.index(words) for words in ("送给谁", *seen)]
    assert places == sorted(places)
    document_id, reached = sent(chen), []
    for decide, person in ((decided, zhou), (decided, wang), (proven, yan)):
        reached += has_it(app, document_id)
        decide(person)
    assert (reached, status(app, document_id)) == (["周敏", "王岚", "严静"], "approved")


def test_row_28_both_sides_read_why_it_is_whose_turn_clause_post_and_person(app: Flask, chen, zhou) -> None:
    document_id = sent(chen)
    for reader in (chen, zhou):
        told = reader.get(f"/documents/{document_id}")
        assert "为什么轮到周敏" in [s.text.strip() for s in told.all("summary") if s.text]
        assert "审核由办事处经理办理，从发起人所在部门往上找" in told.text
        assert "华东办事处：办事处经理周敏" in told.text
        assert "第一条" in told.text
