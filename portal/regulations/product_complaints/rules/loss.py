"""§3: which form a complaint takes."""

from portal.core.facts import Refusal
from portal.regulations.product_complaints.facts import HARMLESS, HARMS


def loss_refusal(loss: str, with_loss: bool) -> Refusal | None:
    """§3: a complaint that did harm takes the handling form, one that did none the abnormality slip; until
    that is known, either."""
    if with_loss and loss == HARMLESS:
        return Refusal((), "登记的是没有损失：填异常处理单；查明有损失的，先填登记事项更正单", "§3")
    if not with_loss and loss == HARMS:
        return Refusal((), "登记的是有损失：填客户抱怨处理表；查明没有损失的，先填登记事项更正单", "§3")
    return None
