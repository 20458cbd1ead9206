"""Page: what every verb of approval means, with its button, and what tells those apart that sound alike."""

from typing import NamedTuple

from flask import Blueprint, render_template

from portal.core.approval.verbs import DECISIONS, TAKE_BACK, VERBS, WITHDRAW, Verb
from portal.core.auth.allow import allow

blueprint = Blueprint("verbs", __name__)
RETURN, REJECT = (verb for verb in DECISIONS if verb.name in ("return", "reject"))


class Compared(NamedTuple):
    """Two verbs that sound alike, and how each answers the questions of somebody who has to choose."""

    first: Verb
    second: Verb
    answers: tuple[tuple[str, str, str], ...]


ALIKE = (
    Compared(
        RETURN,
        REJECT,
        (
            ("谁用", "正轮到办理的人", "正轮到办理的人"),
            ("什么时候用", "内容要改，改好还可以办", "这件事不办了"),
            ("单据怎么样", "回到发起人或前面某一步，改好再送来", "到此结束，不能再改"),
            ("编号", "不变", "留着备查，再办要另填新单、另编号"),
            ("要写原因吗", "要", "要"),
        ),
    ),
    Compared(
        WITHDRAW,
        TAKE_BACK,
        (
            ("谁用", "发起人", "刚同意过的处理人"),
            ("收回什么", "整张单据", "自己的同意"),
            ("到什么时候为止", "办完之前", "下一位打开看过之前"),
            ("按钮在哪里", "自己发起的单据页，“你可以”", "“已办”里那一行，或单据页“你可以”"),
            ("之后怎么样", "改好可以再送，编号不变；不办了就作废", "又轮到自己，重新处理"),
        ),
    ),
)


@blueprint.get("/help/verbs")
@allow("work")
def index() -> str:
    """All verbs, so that 退回 is told from 驳回 and 撤回 from 取回."""
    return render_template("core/desk/verbs.html", verbs=VERBS, alike=ALIKE)
