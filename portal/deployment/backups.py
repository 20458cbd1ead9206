"""Backups: whether they can be made, and whether one was restored lately."""

from portal.backup.fault import BackupFault
from portal.backup.key import passphrase_of
from portal.backup.rehearsals import last_rehearsal, told
from portal.config import Settings
from portal.core.web.context import now
from portal.deployment.lack import Lacks, must, should


def passphrase(settings: Settings) -> Lacks:
    """Without it none can be made; without a copy of it elsewhere none can be read."""
    try:
        passphrase_of(settings)
    except BackupFault as fault:
        yield must(f"不能备份：{fault}；口令另外抄一份，离开这台机器存放。")


def rehearsed(settings: Settings) -> Lacks:
    """A backup that nobody has restored is a hope."""
    words, _, late = told(last_rehearsal(settings.data).succeeded, now())
    if late:
        yield should(f"{words}：执行 portal rehearse，以后由 guiju-rehearse.timer 每周做。")
