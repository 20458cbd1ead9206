"""What became of somebody's own turn at a step: by tasks, decisions and acts as they are stored. Pure."""

from collections.abc import Iterator

from portal.core.approval.asker import Asker
from portal.core.approval.departed import REASON
from portal.core.approval.desks import ON_DESK
from portal.core.approval.models import ACTS, Decision, RouteAct, Task
from portal.core.flow import MODES

WHOLE = ("withdraw", "abandon", "terminate", "take_back", "move")


def of_own(asker: Asker, task: Task, state: str) -> Iterator[str]:
    """What is said of his turn at a step that is in a state."""
    if task.state == "open":
        yield asker.barred() or f"轮到你了：{task.reason}。"
        yield from asker.entrusted()
    elif task.state == "waiting":
        yield waits(asker, task)
    elif task.state == "done":
        yield from decided(asker, task)
    elif state == "skipped":
        yield f"这一步后来不再经过（按上面的记录），你的这一份 {closed_at(asker, task)} 收回。"
    else:
        yield closed(asker, task)


def waits(asker: Asker, task: Task) -> str:
    """For whom it waits."""
    asked = [t for t in asker.dossier.tasks if hangs_on(t, task)]
    if asked:
        return f"你请的{names(asked)}还没有办完，办完再回到你这里。"
    before = [t for t in asker.dossier.tasks if t.panel_id == task.panel_id and t.place < task.place]
    first = names([t for t in before if t.state in ON_DESK])
    return f"这一步依次办理，前面还有{first}。" if first else "在等前面的人办完，还没轮到你。"


def hangs_on(other: Task, task: Task) -> bool:
    """Whether somebody was asked or added by a turn, and has it on his desk."""
    return other.panel is not None and other.panel.parent_id == task.id and other.state in ON_DESK


def decided(asker: Asker, task: Task) -> Iterator[str]:
    """What he, or somebody for him, decided."""
    for said in asker.dossier.decisions:
        if said.task_id == task.id:
            mine = said.person_id == asker.person_id
            yield (
                f"你已于 {asker.told(said.at)} {said.verb}。"
                if mine
                else (f"{said.person.name}已于 {asker.told(said.at)} 代你{said.verb}。")
            )


def closed(asker: Asker, task: Task) -> str:
    """Who or what took his turn away."""
    decision = next((d for d in asker.dossier.decisions if d.id == task.closed_by), None)
    if decision:
        return by_decision(asker, task, decision)
    act = next((act for act in asker.dossier.acts if took(act, task)), None)
    heir = next((t for t in asker.dossier.tasks if inherits(t, task)), None)
    if act:
        return by_act(asker, act, heir)
    when = closed_at(asker, task)
    if heir and heir.reason == REASON:
        return f"按当时的任职，你已不能办这一步，{when} 改由{heir.person.name}办理。"
    return f"你的这一份 {when} 收回，存下的记录没有写明原因。"


def by_decision(asker: Asker, task: Task, decision: Decision) -> str:
    """Somebody's decision took it away."""
    who = f"{decision.person.name}已于 {asker.told(decision.at)} "
    if decision.step_id != task.step_id:
        return f"{who}在「{decision.step.declared.name}」{decision.verb}，你的这一份一并收回。"
    if decision.kind != "approve" or task.panel is None:
        return f"{who}{decision.verb}，你的这一份一并收回。"
    return f"{who}{decision.verb}（{MODES[task.panel.mode]}），不用你再办。"


def took(act: RouteAct, task: Task) -> bool:
    """Whether an act, at that very instant, took a turn away."""
    if act.kind == "transfer":
        return act.task_id == task.id
    if act.at != task.closed_at:
        return False
    if act.kind == "drop":
        parent = task.panel.parent_id if task.panel else None
        return (act.task_id, act.names) == (parent, task.person.name)
    return act.kind in (*WHOLE, "handover")


def by_act(asker: Asker, act: RouteAct, heir: Task | None) -> str:
    """An act took it away."""
    who = "你" if act.person_id == asker.person_id else act.person.name
    begins = f"{who}于 {asker.told(act.at)} "
    if act.kind == "transfer":
        return f"{begins}把你的这一份转办给{act.names}。"
    if act.kind == "handover" and heir:
        return f"{begins}登记工作交接，你的这一份改由{heir.person.name}办理。"
    return f"{begins}{ACTS[act.kind]}，你的这一份收回。"


def inherits(other: Task, task: Task) -> bool:
    """Whether a turn took another's place in its panel."""
    return (other.origin_id, other.panel_id) == (task.id, task.panel_id)


def closed_at(asker: Asker, task: Task) -> str:
    """When it was taken away."""
    return asker.told(task.closed_at) if task.closed_at else ""


def names(tasks: list[Task]) -> str:
    """Whose turns these are."""
    return "、".join(dict.fromkeys(task.person.name for task in tasks))
