"""Two different acts at one instant: which came first counts, and whoever came second reads what it was."""

from collections import Counter
from collections.abc import Callable

import pytest
from flask import Flask

from portal.core.documents.models import Document
from tests.core.approval.soundness import faults_of
from tests.races.papers import ROUNDS, act, deciding, decisions, document, on_desks, propose, turn_of
from tests.races.people import People, Press, after, at_one_instant
from tests.races.words import lost_to, whole

pytestmark = pytest.mark.both_databases(whole=True)


def rounds(people: People, form: str, race: Callable[[Document], str], author: str = "1011") -> None:
    """Run all rounds of a race, each with a paper of its own, and say how often which came first."""
    won = Counter[str]()
    for _ in ROUNDS:
        paper = propose(people[author], form)
        won[race(paper)] += 1
        assert faults_of(document(paper.id)) == []
    print(f"\nwon: {dict(won)}")


def pressed(*presses: Press) -> list[str]:
    """What everybody reads after pressing at one instant."""
    answers = at_one_instant(list(presses))
    return [after(press, answer) for press, answer in zip(presses, answers, strict=True)]


def passing(people: People, number: str, paper: Document, to: str) -> Press:
    """The finger on 转办."""
    place = f"/tasks/{turn_of(paper, people[number])}/transfer"
    return Press(people[number].twin(), place, [("people", to), ("words", "请你办")])


def withdrawing(people: People, paper: Document) -> Press:
    """The author's finger on 撤回."""
    return Press(people["1011"].twin(), f"/documents/{paper.id}/withdrawal", [("words", "改主意了")])


def test_the_last_consent_against_the_authors_withdrawal(records: Flask, people: People) -> None:
    def race(paper: Document) -> str:
        agreeing = deciding(people["1006"], paper, "approve")
        withdrawn, agreed = pressed(withdrawing(people, paper), agreeing)
        deed = act(paper, "withdraw")
        if deed:
            assert (document(paper.id).status, decisions(paper)) == ("withdrawn", [])
            assert lost_to(deed, people["1006"]) in agreed
            return "withdrawal"
        (decision,) = decisions(paper)
        assert f"已批准（{whole(decision)}），这次操作没有生效。" in withdrawn
        return "consent"

    rounds(people, "f97-8", race)


def test_a_consent_on_the_way_against_the_authors_withdrawal(records: Flask, people: People) -> None:
    def race(paper: Document) -> str:
        agreeing = deciding(people["1001"], paper, "approve")
        _, agreed = pressed(withdrawing(people, paper), agreeing)
        assert (document(paper.id).status, on_desks(paper)) == ("withdrawn", ["1011"])
        deed, made = act(paper, "withdraw"), decisions(paper)
        assert deed and len(made) <= 1
        assert made or lost_to(deed, people["1001"]) in agreed
        return "consent" if made else "withdrawal"

    rounds(people, "f97-2", race)


@pytest.mark.parametrize("way", [("f97-2", "1011", "1001"), ("f95-1", "1001", "1003")], ids=["last", "next"])
def test_taking_back_against_the_next_ones_decision(
    records: Flask, people: People, way: tuple[str, str, str]
) -> None:
    form, author, signer = way

    def race(paper: Document) -> str:
        first, asked = deciding(people[signer], paper, "approve"), sorted(on_desks(paper))
        first.person.post(first.path, first.fields)
        taking = Press(people[signer].twin(), f"/tasks/{turn_of(paper, people[signer])}/taking-back", [])
        taken, agreed = pressed(taking, deciding(people["1006"], paper, "approve"))
        deed, made = act(paper, "take_back"), decisions(paper)
        if deed:
            assert [decision.taken_back for decision in made] == [True]
            assert sorted(on_desks(paper)) == asked
            assert lost_to(deed, people["1006"]) in agreed
            return "taking back"
        assert [decision.person.number for decision in made] == [signer, "1006"]
        ended = f"已批准（{whole(made[1])}），这次操作没有生效。"
        passed = f"{whole(made[1], '已于 ', '处理')}，不能取回。"
        assert (ended if form == "f97-2" else passed) in taken
        return "decision"

    rounds(people, form, race, author)


def test_a_transfer_against_a_decision_on_the_same_turn(records: Flask, people: People) -> None:
    def race(paper: Document) -> str:
        agreeing = deciding(people["1006"], paper, "approve")
        passed, agreed = pressed(passing(people, "1006", paper, "1008"), agreeing)
        deed = act(paper, "transfer")
        if deed:
            assert (decisions(paper), on_desks(paper)) == ([], ["1008"])
            assert lost_to(deed, people["1006"]) in agreed
            return "transfer"
        (decision,) = decisions(paper)
        assert lost_to(decision, people["1006"]) in passed
        return "decision"

    rounds(people, "f97-8", race)


def test_a_transfer_against_a_decision_of_another_approver(records: Flask, people: People) -> None:
    def race(paper: Document) -> str:
        agreeing = deciding(people["1002"], paper, "approve")
        passed, _ = pressed(passing(people, "1001", paper, "1010"), agreeing)
        (decision,) = decisions(paper)
        deed = act(paper, "transfer")
        assert on_desks(paper) == ["1006"]
        assert deed or lost_to(decision, people["1001"]) in passed
        return "transfer" if deed else "decision"

    rounds(people, "f97-2", race)
