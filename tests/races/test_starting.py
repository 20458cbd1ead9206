"""Web processes that start at one instant on a new folder sign sessions with one key."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from portal.config import Settings
from tests.races.papers import ROUNDS


@pytest.mark.parametrize("at_once", [2, 8])
def test_whoever_starts_second_takes_the_first_ones_key(tmp_path: Path, at_once: int) -> None:
    gate = Barrier(at_once)

    def started(settings: Settings) -> str:
        gate.wait()
        return settings.secret_key()

    with ThreadPoolExecutor(at_once) as pool:
        for n in range(20 * len(ROUNDS)):
            settings = Settings(tmp_path / str(n), "sqlite://")
            (key,) = set(pool.map(started, [settings] * at_once))
            assert len(key) == 64
            assert [path.name for path in settings.data.iterdir()] == ["secret_key"]
            assert (settings.data / "secret_key").stat().st_mode & 0o777 == 0o600
