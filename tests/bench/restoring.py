"""How long it takes to back up and restore a portal of 10,000 forms, each with a file beside it;
ends with 1 where restoring takes a minute: `make bench-restore`.

python -m tests.bench.restoring [FORMS [URL of an empty database to restore into]]"""

import resource
import shutil
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from sqlalchemy import create_engine, insert, select

from portal.app import create_app
from portal.backup.making import make
from portal.backup.restoring import restore
from portal.config import Settings, with_driver
from portal.core.attachments.models import Attachment
from portal.core.documents.models import Document
from portal.core.files.store import put
from portal.core.instants import system_clock
from portal.extensions import db
from tests.bench.building.big import built

FORMS, SIZE, MOST = 10_000, 20_000, 60.0
PASSPHRASE = b"correct horse battery staple"


def main() -> None:
    forms, url = int([*sys.argv, FORMS][1]), [*sys.argv, "", ""][2]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        backed_up(copied(forms, folder / "source"), folder / "backup")
        spent = back(folder / "place", url, folder / "backup")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"restored in {spent:.1f} s (may take {MOST:.0f} s); memory at most {memory} MB")
    sys.exit(spent > MOST)


def copied(forms: int, data: Path) -> Settings:
    """A portal with so many forms, and a file beside each."""
    data.mkdir()
    kept = built(forms).settings
    shutil.copyfile(kept.database_url.removeprefix("sqlite:///"), data / "portal.db")
    settings = Settings(data, f"sqlite:///{data / 'portal.db'}", testing=True)
    engine = create_engine(settings.database_url)
    with engine.begin() as connection:
        ids = connection.scalars(select(Document.id)).all()
        connection.execute(insert(Attachment), [file_beside(number, settings) for number in ids])
    engine.dispose()
    return settings


def file_beside(number: int, settings: Settings) -> dict[str, object]:
    """A file that no other form has."""
    digest = put(settings.files, f"{number:08}".encode() * (SIZE // 8))
    file = {"name": "附件.bin", "media": "application/octet-stream", "size": SIZE, "digest": digest}
    return {"person_id": 1, "place": "beside", "document_id": number, "at": system_clock(), **file}


def backed_up(source: Settings, place: Path) -> None:
    """Back up, and say what it took."""
    with create_app(replace(source, testing=False)).app_context():
        began = time.monotonic()
        manifest = make(place, PASSPHRASE, str)
        spent = time.monotonic() - began
        db.engine.dispose()
    size = place.stat().st_size // 1024**2
    print(f"{manifest.rows:,} rows, {manifest.files.count:,} files in {spent:.1f} s: {size} MB")


def back(data: Path, url: str, place: Path) -> float:
    """Restore; how long it took, with every row read again and compared."""
    data.mkdir()
    address = with_driver(url) if url else f"sqlite:///{data / 'portal.db'}"
    with create_app(Settings(data, address)).app_context():
        began, worked = time.monotonic(), time.process_time()
        restore(place, PASSPHRASE, str)
        spent = time.monotonic() - began
        print(f"restoring worked for {time.process_time() - worked:.1f} s")
        db.session.remove()
        db.engine.dispose()
    return spent


if __name__ == "__main__":
    main()
