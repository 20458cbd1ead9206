"""The passphrase of back-ups, from the file that PORTAL_BACKUP_KEY_FILE names."""

from portal.backup.fault import BackupFault
from portal.backup.sealed import passphrase_in
from portal.config import Settings

SHORTEST = 20


def passphrase_of(settings: Settings) -> bytes:
    """The passphrase; raises BackupFault, which tells nothing of it."""
    place = settings.backup_key
    if place is None:
        raise BackupFault("没有设置 PORTAL_BACKUP_KEY_FILE：请写上存放备份口令的文件")
    try:
        passphrase = passphrase_in(place)
    except OSError as failed:
        raise BackupFault(f"PORTAL_BACKUP_KEY_FILE={place}：读不出来（{failed.strerror}）") from None
    if len(passphrase) < SHORTEST:
        raise BackupFault(f"PORTAL_BACKUP_KEY_FILE={place}：口令至少 {SHORTEST} 个字符")
    return passphrase
