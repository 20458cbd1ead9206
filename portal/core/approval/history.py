"""签核历程: who sent, changed and decided what, in order; and the signature cells that follow from it."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from portal.core.approval.dossier import Dossier, Turn
from portal.core.approval.models import Decision, RouteAct
from portal.core.documents.models import Document, Snapshot
from portal.core.paper import Entry, Signature, short_code
from portal.core.sheet import SheetView
from portal.core.web.context import now


def history(dossier: Dossier) -> list[Entry]:
    """Everything that was sent, changed and decided, oldest first; nothing stands before the first sending,
    also where it was to be decided by then."""
    sent = [sent_entry(snapshot) for snapshot in dossier.snapshots]
    acts = [acted_entry(act) for act in dossier.acts]
    told = [*sent, *map(decided_entry, dossier.decisions), *acts, *overdue_entries(dossier.document)]
    return sorted(told, key=lambda entry: max(entry.at, sent[0].at))


def overdue_entries(document: Document) -> Iterator[Entry]:
    """That a document was not decided when it ought to be."""
    due, ended = document.decide_at, document.finished_at or now()
    if due and due < ended:
        yield Entry("期限", "", "", "没有检核完", "检核应在此时前完成", due)


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
    """A decision; one that was taken back says so."""
    step = decision.step.declared.name
    verb = decision.verb + ("（已取回）" if decision.taken_back else "")
    opinion = decision.opinion
    return Entry(step, signed_by(decision), decision.post, verb, opinion, decision.at, decision.code)


def acted_entry(act: RouteAct) -> Entry:
    """Something that was done on the way without deciding."""
    verb = f"{act.verb}：{act.names}" if act.names else act.verb
    return Entry("", signed_by(act), act.post, verb, act.words, act.at, act.code)


def signed_by(signed: Decision | RouteAct) -> str:
    """Who it was; both names where somebody acted for another."""
    return f"{signed.person.name}（代{signed.principal.name}）" if signed.principal else signed.person.name


def signatures(dossier: Dossier, view: SheetView) -> tuple[Signature, ...]:
    """The sheet's signature cells: the author's sending, the signing steps of the newest round, then those
    of ink."""
    labels, sent = view.signed, dossier.sent
    signing = groupby((turn for turn in dossier.turns() if turn.declared.sign), lambda t: t.declared.signs_in)
    author = Signature(labels[0], sent.person.name, sent.at, short_code(sent.digest))
    cells = zip(labels[1:], (taken(sharing) for _, sharing in signing), strict=True)
    return (author, *(signature(label, turn) for label, turn in cells), *by_hand(view.by_hand))


def taken(sharing: Iterable[Turn]) -> Turn:
    """Of the turns that share a cell the one that is taken; the first while that is open."""
    turns = list(sharing)
    return next((turn for turn in turns if turn.step.state != "skipped"), turns[0])


def by_hand(labels: tuple[str, ...]) -> tuple[Signature, ...]:
    """Signature cells that are filled on paper."""
    return tuple(Signature(label, waiting="纸上签章") for label in labels)


def signature(label: str, turn: Turn) -> Signature:
    """One step's cell: signed by all whose consent it took, else saying what it waits for."""
    decision = turn.decision
    if turn.step.state == "done" and turn.consents:
        return consented(label, turn.consents)
    if decision and turn.step.state != "open":
        return Signature(label, waiting=f"{signed_by(decision)} {decision.verb}")
    if turn.step.state == "skipped":
        return Signature(label, waiting="不经此级", skipped=True)
    if turn.step.state == "held":
        return Signature(label, waiting="岗位空缺，等任职")
    return Signature(label, waiting=f"待 {'、'.join(turn.names)}" if turn.names else "")


def consented(label: str, consents: list[Decision]) -> Signature:
    """The cell of those who agreed; time and code are the last one's."""
    names, posts = ("、".join(dict.fromkeys(each)) for each in zip(*map(who, consents), strict=True))
    opinions = "；".join(dict.fromkeys(each.opinion for each in consents if each.opinion))
    last = consents[-1]
    return Signature(label, names, last.at, last.code, post=posts, opinion=opinions)


def who(decision: Decision) -> tuple[str, str]:
    """Who decided, and by which post."""
    return signed_by(decision), decision.post
