"""Whether the portal can work: its database answers and is this program's, its files can be kept."""

import os
from functools import cache
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from portal.config import ROOT
from portal.extensions import db

LEAST_FREE = 1024 * 1024
SILENT = "数据库没有回答"
OLDER = "数据库和这一版程序不是同一版，请先升级"
SHUT = "数据目录写不进去"
NARROW = "数据目录所在的磁盘满了"


def faults(data: Path) -> list[str]:
    """What stands in the way of work, in plain words; nothing inner is told."""
    return [fault for fault in (database_fault(), folder_fault(data)) if fault]


def database_fault() -> str:
    """What is wrong with the database, "" for nothing: one short question."""
    try:
        versions = set(db.session.scalars(text("SELECT version_num FROM alembic_version")))
        db.session.rollback()
    except SQLAlchemyError:
        return SILENT
    return "" if versions == {newest()} else OLDER


@cache
def newest() -> str:
    """The revision that this program's last migration makes."""
    return max(path.name[:4] for path in (ROOT / "migrations" / "versions").glob("[0-9]*.py"))


def folder_fault(data: Path) -> str:
    """What is wrong with the data folder, "" for nothing."""
    try:
        room = os.statvfs(data)
    except OSError:
        return SHUT
    if room.f_flag & os.ST_RDONLY or not os.access(data, os.W_OK):
        return SHUT
    return NARROW if room.f_bavail * room.f_frsize < LEAST_FREE else ""
