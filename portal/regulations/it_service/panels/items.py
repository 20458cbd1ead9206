"""What the technical lead finds at home of the register of configuration items."""

from collections import Counter

from flask import url_for

from portal.core.web.panels import Onlooker, PanelRow
from portal.domain.configuration.queries import audited


def wrong(onlooker: Onlooker) -> list[PanelRow]:
    """§4.4.7: how much an audit of the items finds, by rule."""
    counts = Counter(each.rule for each in audited(onlooker.terms.day))
    told = "，".join(f"{rule} {count} 处" for rule, count in counts.items())
    return [PanelRow(f"核对配置项：{told}", url_for("configuration.audit"), urgent=True)] if counts else []
