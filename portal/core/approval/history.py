"""签核历程: who sent, changed and decided what, in order; and the signature cells that follow from it."""

from portal.core.approval.dossier import Dossier, Turn
from portal.core.approval.models import KINDS, Decision
from portal.core.approval.route import declaration
from portal.core.documents.models import Snapshot
from portal.core.paper import Entry, Signature, short_code


def history(dossier: Dossier) -> list[Entry]:
    """Everything that was sent, changed and decided, oldest first."""
    sent = [sent_entry(snapshot) for snapshot in dossier.snapshots]
    return sorted([*sent, *map(decided_entry, dossier.decisions)], key=lambda entry: entry.at)


def sent_entry(snapshot: Snapshot) -> Entry:
    """A sending, or a change inside a step."""
    step, code = ("修改", "") if snapshot.task_id else ("发起", short_code(snapshot.digest))
    return Entry(step, snapshot.person.name, "", verb_of(snapshot), "", snapshot.at, code)


def verb_of(snapshot: Snapshot) -> str:
    """What a snapshot was: first sending, a sending again, or a change inside a step."""
    if snapshot.task_id:
        return "修改"
    return "提交" if snapshot.position == 1 else "重新提交"


def decided_entry(decision: Decision) -> Entry:
    """A decision."""
    step, person = declaration(decision.step).name, decision.person.name
    return Entry(
        step, person, decision.post, KINDS[decision.kind], decision.opinion, decision.at, decision.code
    )


def signatures(dossier: Dossier, labels: tuple[str, ...]) -> tuple[Signature, ...]:
    """The sheet's signature cells: the author's sending, then the signing steps of the newest round."""
    sent, signing = dossier.sent, [turn for turn in dossier.turns() if turn.declared.sign]
    author = Signature(labels[0], sent.person.name, sent.at, short_code(sent.digest))
    return (author, *(signature(label, turn) for label, turn in zip(labels[1:], signing, strict=True)))


def signature(label: str, turn: Turn) -> Signature:
    """One step's cell: signed by an approval, else saying what it waits for."""
    decision = turn.decision
    if decision and decision.kind == "approve":
        return Signature(label, decision.person.name, decision.at, decision.code)
    if decision:
        return Signature(label, waiting=f"{decision.person.name} {KINDS[decision.kind]}")
    if turn.step.state == "skipped":
        return Signature(label, waiting="不经此级")
    if turn.step.state == "held":
        return Signature(label, waiting="岗位空缺，等任职")
    return Signature(label, waiting=f"待 {'、'.join(turn.names)}" if turn.names else "")
