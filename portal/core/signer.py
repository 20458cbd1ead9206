"""Who signs a step, in words: a role, or whoever a cell of the form says."""

from portal.core.document_type import DocumentType
from portal.core.facts import columns
from portal.core.flow import Step, named_in
from portal.core.org.roles import SUPERIOR, title_of

HEAD = "负责人"


def whose(step: Step, form: DocumentType) -> str:
    """Whose turn a step of a form is."""
    return pointed(step, columns(form.facts)[step.pointer].cell.label) if step.pointer else title_of(step.by)


def pointed(step: Step, label: str) -> str:
    """Whose turn it is by what a cell with this label says."""
    if step.named:
        return named_in(label)
    return f"「{label}」一栏所填部门的{HEAD if step.by == SUPERIOR else title_of(step.by)}"
