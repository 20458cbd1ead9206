"""A configuration item where the company has nobody who would register it."""

from flask import Flask

from portal.domain.configuration.models import ConfigurationItem
from portal.extensions import db, writing


def registered_by(app: Flask, document_id: int) -> int:
    """A server, as if a paper had said so; its id."""
    told = {"name": "应用服务器", "folded": "应用服务器", "type": "服务器", "status": "在用"}
    told |= {"number": "KI-2026-001", "part": "主机和存储", "location": "", "version": ""}
    with app.app_context(), writing():
        row = ConfigurationItem(owner_id=1, unit_id=1, document_id=document_id, **told)
        db.session.add(row)
        db.session.flush()
        return row.id
