"""Files by the SHA-256 of their content: written whole or not at all, never changed."""

import hashlib
import os
import tempfile
from pathlib import Path


def put(folder: Path, content: bytes) -> str:
    """Store bytes; returns their SHA-256 (hex)."""
    digest = hashlib.sha256(content).hexdigest()
    place = place_of(folder, digest)
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        write_whole(place, content)
    return digest


def take_in(folder: Path, made: Path) -> str:
    """Store a file that was written on the same disk, which moves it; returns its SHA-256 (hex)."""
    with made.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        os.fsync(file.fileno())
    place = place_of(folder, digest)
    place.parent.mkdir(parents=True, exist_ok=True)
    made.replace(place)
    return digest


def place_of(folder: Path, digest: str) -> Path:
    """Where a file of this digest lies."""
    return folder / digest[:2] / digest


def write_whole(place: Path, content: bytes) -> None:
    """Write beside the final place, then move: a crash leaves no half file under a final name, a full disk
    none at all."""
    descriptor, beside = tempfile.mkstemp(dir=place.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).replace(place)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
