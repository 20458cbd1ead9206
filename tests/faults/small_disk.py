"""A disk of 16 MB that can be filled, freed, and made read-only: a tmpfs, which only root may mount."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

MEGABYTES = 16


class SmallDisk:
    """A folder that is a disk of its own."""

    def __init__(self, place: Path) -> None:
        self.place, self.filler = place, place / "filler"

    def fill(self) -> None:
        """Leave not a block free."""
        with self.filler.open("ab", buffering=0) as file:
            while left := shutil.disk_usage(self.place).free:
                file.write(bytes(min(left, 1024**2)))

    def free(self) -> None:
        self.filler.unlink()

    def turn(self, way: str) -> None:
        """Let it be written (rw) or only read (ro)."""
        subprocess.run(["/usr/bin/mount", "-o", f"remount,{way}", str(self.place)], check=True)


@contextmanager
def small_disk(place: Path) -> Iterator[SmallDisk]:
    """A small disk at a place; skips the test where there can be none."""
    place.mkdir(exist_ok=True)
    if os.geteuid() != 0:
        pytest.skip("only root may mount a small disk")
    mount = ["/usr/bin/mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m", "tmpfs", str(place)]
    if subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("no tmpfs can be mounted here")
    try:
        yield SmallDisk(place)
    finally:
        subprocess.run(["/usr/bin/umount", "--lazy", str(place)], check=True)
