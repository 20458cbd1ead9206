"""What whoever takes complaints finds at home: his open cases of every regulation, and whom to call back."""

from flask import url_for

from portal.core.org.roles import ROLES
from portal.core.web.panels import Onlooker, Panel, PanelRow
from portal.domain.complaints.proposals import TAKES
from portal.domain.complaints.workload import calls, kept_forms, standing_of

TAKERS = tuple(name for name, role in ROLES.items() if TAKES in role.capabilities)


def my_own(onlooker: Onlooker) -> list[PanelRow]:
    """The cases that he took down or whose register he keeps, and whom they want called back."""
    kept = kept_forms({onlooker.role})
    stands, due = standing_of(onlooker.person_id, kept, onlooker.terms.day), calls(onlooker.person_id, kept)
    here, rows = url_for("complaints.mine"), list[PanelRow]()
    if stands.open:
        told = {"超期": stands.late, "今天到期": stands.today}
        words = [f"未结 {stands.open} 件", *(f"{count} 件{what}" for what, count in told.items() if count)]
        rows.append(PanelRow("，".join(words), here, urgent=stands.late > 0))
    if due:
        late = due[0].due <= onlooker.terms.day
        rows.append(PanelRow(f"要回访 {len(due)} 位客户，最早的 {due[0].due} 前", here, urgent=late))
    return rows


PANELS = (Panel("我的投诉案件", TAKERS, my_own),)
