"""The verbs of approval: what each is called, what it does in one line, and who has which of them now."""

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from portal.core.approval.deciding import kinds_for
from portal.core.approval.desks import ON_DESK
from portal.core.approval.dossier import Dossier
from portal.core.approval.models import KINDS, VOID_KINDS, Task
from portal.core.approval.passing import was_added_by
from portal.core.approval.taking_back import why_not_taken_back
from portal.core.approval.voiding import why_not_void
from portal.core.approval.withdrawing import ALLOWED
from portal.core.documents.models import IN_FORCE
from portal.core.web.context import catalogue


class Verb(NamedTuple):
    """A verb: its name, what its button says, its help in one line, and what it is done to."""

    name: str
    title: str
    help: str
    of: Literal["decision", "task", "document"] = "decision"


class Offer(NamedTuple):
    """A verb that somebody has now, and the id of the task or document that he has it on."""

    verb: Verb
    id: int


DECISIONS = (
    Verb("approve", KINDS["approve"], "交给下一步办理"),
    Verb("against", KINDS["against"], "投反对票，够数才不通过"),
    Verb("return", KINDS["return"], "发回修改，编号不变，改好再送来"),
    Verb("reject", KINDS["reject"], "到此结束，不能再改；要办须另填新单"),
    Verb("advise", KINDS["advise"], "只说意见，不决定；由请你的人决定"),
)
CONSENT = (
    Verb("approve", VOID_KINDS["approve"], "每人都同意，单据才作废"),
    Verb("reject", VOID_KINDS["reject"], "有一人不同意，单据照旧有效"),
)
PASSING = (
    Verb("transfer", "转办", "交给别人办，你不再办", "task"),
    Verb("ask", "委派", "请一个人先回复意见，再由你决定", "task"),
    Verb("add", "加签", "再加几个人签，在你之前、同时或之后", "task"),
)
DROP = Verb("drop", "减签", "去掉你加的、还没有处理的人", "task")
TAKE_BACK = Verb("take_back", "取回", "处理人收回自己刚才的同意，下一位还没打开才行", "task")
WITHDRAW = Verb("withdraw", "撤回", "发起人收回还没办完的单据，改好可再送，编号不变", "document")
ABANDON = Verb("abandon", "作废", "不再办了；编号作废，留着备查", "document")
VOID = Verb("void", "申请作废", "办完的单据，要原来批准的人都同意才作废", "document")
TERMINATE = Verb("terminate", "终止", "系统管理者结束没有办完的单据，要写明原因", "document")
VERBS = (*DECISIONS, *PASSING, DROP, TAKE_BACK, WITHDRAW, ABANDON, VOID, *CONSENT, TERMINATE)


def decisions_on(task: Task) -> tuple[Verb, ...]:
    """How somebody may decide an open turn."""
    if task.step is None or task.panel is None:
        return ()
    if task.step.purpose == "void" and task.panel.side != "ask":
        return CONSENT
    kinds = kinds_for(task.panel)
    return tuple(verb for kind in kinds for verb in DECISIONS if verb.name == kind)


def passing_on(task: Task) -> Iterator[Offer]:
    """How somebody may let others take part in his open turn."""
    if task.panel is not None and task.panel.side != "ask":
        yield from (Offer(verb, task.id) for verb in PASSING)


def offers(dossier: Dossier, person_id: int) -> list[Offer]:
    """What somebody may do with a document beside deciding: as its author, or as who has signed or added."""
    mine = list(by_author(dossier)) if dossier.document.author_id == person_id else []
    return [*mine, *by_signer(dossier, person_id)]


def by_author(dossier: Dossier) -> Iterator[Offer]:
    """What its author may do."""
    document = dossier.document
    for verb in (WITHDRAW, ABANDON):
        if document.status in ALLOWED[verb.name]:
            yield Offer(verb, document.id)
    form = catalogue().type(document.type)
    if document.status in IN_FORCE and not why_not_void(document, form):
        yield Offer(VOID, document.id)


def by_signer(dossier: Dossier, person_id: int) -> Iterator[Offer]:
    """What one of its signers may do after he acted."""
    mine = [decision for decision in dossier.decisions if decision.person_id == person_id]
    if mine and not why_not_taken_back(mine[-1], dossier.document, dossier.steps, dossier.tasks):
        yield Offer(TAKE_BACK, mine[-1].task_id)
    for task_id in dict.fromkeys(parent for parent, _ in added_by(dossier.tasks, person_id)):
        yield Offer(DROP, task_id)


def added_by(tasks: Iterable[Task], person_id: int) -> Iterator[tuple[int, Task]]:
    """Whom somebody asked or added and who has not answered, each after the task that he was added to."""
    known = list(tasks)
    mine = [task.id for task in known if task.person_id == person_id]
    for task in known:
        parent_id = task.panel.parent_id if task.panel else None
        if (
            parent_id is not None
            and parent_id in mine
            and task.state in ON_DESK
            and was_added_by(task, parent_id)
        ):
            yield parent_id, task
