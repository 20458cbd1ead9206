"""The form of a batch: which papers, as they were shown, and one opinion for all of them."""

from wtforms import SelectMultipleField
from wtforms.validators import ValidationError

from portal.core.approval.batch import MOST
from portal.core.desk.verb_form import Opinion
from portal.core.web.posted import id_of


class BatchForm(Opinion):
    """Ticked papers; once it is valid, `chosen` are the ids of their tasks and of the snapshots shown."""

    tasks = SelectMultipleField("单据", name="task", validate_choice=False)
    chosen: tuple[tuple[int, int], ...] = ()

    def validate_tasks(self, field: SelectMultipleField) -> None:
        """One to fifty, each once; raises ValidationError."""
        parts = [text.partition("-") for text in dict.fromkeys(field.data or ())]
        self.chosen = tuple((id_of(task), id_of(seen)) for task, _, seen in parts)
        if not self.chosen:
            raise ValidationError("请勾选要同意的单据")
        if len(self.chosen) > MOST:
            raise ValidationError(f"一次最多同意 {MOST} 张，现在勾选了 {len(self.chosen)} 张")
        if any(not task or not seen for task, seen in self.chosen):
            raise ValidationError("有的单据认不出来，请重新勾选")
