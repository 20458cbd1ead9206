"""为什么轮到我, 为什么没轮到我: what the stored way says to one person, step by step; never a guess. Pure."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from portal.core.approval.asker import Asker, HeldSince
from portal.core.approval.dossier import Turn
from portal.core.approval.moving import before
from portal.core.approval.own_turn import names, of_own
from portal.core.approval.route import OVER
from portal.core.approval.voiding import NAME as VOIDING
from portal.core.document_type import DocumentType
from portal.core.flow import MODES, Step
from portal.core.org.roles import SUPERIOR, title_of
from portal.core.signer import whose

APPROVERS = f"{VOIDING}由原来批准的人办理"
STATES = {
    "waiting": "还没到", "open": "正在办", "held": "岗位空缺", "paused": "等发起人改好", "done": "已办完",
    "skipped": "不经此步", "cancelled": "不再办",
}  # fmt: skip


class Answer(NamedTuple):
    """A step, how it stands, by whom it is decided, and why it is, or is not, his turn."""

    turn: Turn
    state: str
    by: str
    said: list[str]


def answers(asker: Asker) -> list[Answer]:
    """What each step of the newest way says to him, and of the round that would make the document void."""
    rounds = (asker.dossier.turns(), asker.dossier.consent_round())
    return [answer(asker, turns, place) for turns in rounds for place in range(len(turns))]


def answer(asker: Asker, turns: Sequence[Turn], place: int) -> Answer:
    """What one step says to him."""
    turn = turns[place]
    state, task = turn.step.state, asker.task_on(turn.step.id)
    if task and state != "waiting":
        said = list(of_own(asker, task, state))
    else:
        said = list(without_turn(asker, turns, place))
    if state == "open" and not (task and task.state == "open") and not asker.barred():
        said += entrusted(asker, turn)
    return Answer(turn, STATES[state], by_whom(turn.declared, asker.form), said)


def by_whom(step: Step, form: DocumentType) -> str:
    """Who decides a step, and how together."""
    return f"由{whose(step, form)}办理" + (f"，{MODES[step.mode]}" if step.mode else "")


def without_turn(asker: Asker, turns: Sequence[Turn], place: int) -> Iterator[str]:
    """Why a step was not, or is not yet, his turn."""
    turn = turns[place]
    state = turn.step.state
    if state == "waiting":
        yield not_yet(turns, place)
        yield from again(asker, turn)
    elif state == "cancelled":
        yield f"单据{asker.dossier.document.status_label}，这一步不再办了。"
    elif state == "skipped":
        yield repeated(asker, turn, turns) or "这一步不经过，谁也没有轮到，原因见上。"
    elif state == "held":
        yield asker.barred() or "现在没有人可以办这一步，等有人任职后自动送达，原因见上。"
    elif state in ("open", "done"):
        yield (
            acted(asker, turn) or asker.barred() or passed_over(asker, turn, turns) or not_found(asker, turn)
        )
    else:
        yield "发起人改好以后直接回到退回的人，别人不会轮到。"


def not_yet(turns: Sequence[Turn], place: int) -> str:
    """It is a later step: what comes first."""
    flow = tuple(turn.declared for turn in turns)
    left = [turns[n] for n in before(place, flow) if turns[n].step.state not in OVER]
    told = "、".join(f"「{each.declared.name}」" + waiting_for(each) for each in left)
    ahead = f"前面还有{told}" if told else "前面的步骤办完才到"
    return f"还没到这一步，{ahead}；到了再按当时的任职找人。"


def waiting_for(turn: Turn) -> str:
    """Who has a step on his desk; empty where nobody has."""
    return f"（待{'、'.join(turn.names)}）" if turn.names else ""


def again(asker: Asker, turn: Turn) -> Iterator[str]:
    """He has decided, but the step came to wait again."""
    of_step = [d for d in asker.dossier.decisions if d.step_id == turn.step.id]
    for said in [d for d in of_step if d.person_id == asker.person_id][-1:]:
        yield f"你 {asker.told(said.at)} 的{said.verb}不再算，这一步要重新办。"


def acted(asker: Asker, turn: Turn) -> str:
    """What he decided there for somebody else; empty when he did not."""
    for said in turn.decisions:
        if said.person_id == asker.person_id and said.principal:
            return f"你已于 {asker.told(said.at)} 代{said.principal.name}{said.verb}。"
    return ""


def passed_over(asker: Asker, turn: Turn, turns: Sequence[Turn]) -> str:
    """Why he who signed another step is not asked here; empty when that is not the reason."""
    return repeated(asker, turn, turns) or apart(asker, turn, turns)


def apart(asker: Asker, turn: Turn, turns: Sequence[Turn]) -> str:
    """He has signed another step, and this one wants another person; empty when it does not."""
    others = [each for each in turns if each is not turn] if turn.declared.distinct else []
    for other in others:
        for said in other.consents:
            if asker.person_id in (said.person_id, said.for_id):
                return f"你 {asker.told(said.at)} 在「{other.declared.name}」签过，这一步要由另一个人办理。"
    return ""


def repeated(asker: Asker, turn: Turn, turns: Sequence[Turn]) -> str:
    """He has agreed before, and this step does not ask twice; empty unless its trace says so."""
    agreed = [(t.declared.name, d) for t in turns for d in t.consents if d.person_id == asker.person_id]
    for name, said in agreed:
        if any(line.startswith(f"{said.person.name}在「{name}」已同意") for line in turn.trace):
            return f"你 {asker.told(said.at)} 在「{name}」已同意，这一步不再请你重复签。"
    return ""


def not_found(asker: Asker, turn: Turn) -> str:
    """Why those who were found are others."""
    if turn.trace and turn.trace[0].startswith(APPROVERS):
        return "只请原来批准这张单据的人，你不在其中。"
    if turn.declared.named:
        return f"这一步只请{whose(turn.declared, asker.form)}办理，你不是他，原因见上。"
    title, by = title_of(turn.declared.by), turn.declared.by
    held = [post for post in asker.posts if (post.heads if by == SUPERIOR else post.role == by)]
    if not held:
        posts = "、".join(map(str, asker.posts))
        return f"你没有{title}岗位，你现在是{posts}。" if posts else f"你没有{title}岗位。"
    return late(asker, turn, held) or elsewhere(turn, held)


def late(asker: Asker, turn: Turn, held: Sequence[HeldSince]) -> str:
    """He came into the post after the step had been sent; empty when he was there before."""
    arrived = [task.opened_at for task in asker.dossier.tasks if task.step_id == turn.step.id]
    first = min(arrived, default=None)
    if first is None or any(post.since <= asker.day(first) for post in held):
        return ""
    return f"你 {held[0].since} 起才任{held[0]}，这一步 {asker.told(first)} 已经送出。"


def elsewhere(turn: Turn, held: Sequence[HeldSince]) -> str:
    """He holds such a post where nobody was looked for, as far as the trace tells."""
    looked = [post for post in held if any(line.startswith(f"{post.unit}：") for line in turn.trace)]
    posts = "、".join(map(str, held))
    if looked or turn.declared.within == "company":
        return f"你现在是{posts}；当时为什么没有找到你，存下的记录没有写。"
    return f"你是{posts}，按上面的记录，这一步没有找到你的部门。"


def entrusted(asker: Asker, turn: Turn) -> Iterator[str]:
    """Whether he may act for somebody whose turn it is."""
    there = [t for t in asker.dossier.tasks if (t.step_id, t.state) == (turn.step.id, "open")]
    able = [task for task in there if asker.acts_for(task.person_id)]
    if able:
        yield f"你受{names(able)}委托，可以代办。"
        return
    principals = {m.principal_id: m.principal_name for m in asker.standing.mandates}
    left_out = [task for task in there if task.person_id in principals]
    if left_out:
        yield f"{names(left_out)}委托了你，但不包括这种表单。"
    elif principals:
        yield f"委托你代办的是{'、'.join(principals.values())}，这一步没有轮到。"
    else:
        yield "你现在没有受别人委托，不能代办。"
