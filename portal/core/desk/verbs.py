"""Page: what every verb of approval means, in one line each."""

from flask import Blueprint, render_template

from portal.core.approval.verbs import VERBS
from portal.core.auth.allow import allow

blueprint = Blueprint("verbs", __name__)


@blueprint.get("/help/verbs")
@allow("work")
def index() -> str:
    """All verbs, so that 退回 is told from 驳回 and 撤回 from 取回."""
    return render_template("core/desk/verbs.html", verbs=VERBS)
