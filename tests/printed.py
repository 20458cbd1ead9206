"""Papers that many tests print alike are printed once a process (ADR 58); EVERY_ROUND=1 prints each anew.

A paper shows codes of what was decided, which depend on salts: each test draws the same ones as the others.
"""

import random
import secrets
from functools import lru_cache

from portal.core.audit import chain
from portal.core.documents import blanks
from portal.core.printing.job import Job
from portal.core.printing.renderer import SECONDS, Renderer, renderer
from tests.turns import EVERY

MOST_PAPERS = 100
print_anew = Renderer.render
chance = random.Random()  # noqa: S311 - in tests alone


class Salts:
    """What stands for the system's chance where a paper would show it."""

    @staticmethod
    def token_hex(size: int = secrets.DEFAULT_ENTROPY) -> str:
        return chance.randbytes(size).hex()


def begin() -> None:
    """Draw the first salts again."""
    chance.seed(0)


@lru_cache(MOST_PAPERS)
def printed(job: Job) -> bytes:
    """The PDF of a job, by which nothing else decides; what cannot be printed is asked for again."""
    return print_anew(renderer(), job)


def render(process: Renderer, job: Job) -> bytes:
    """Print with the usual process and its usual time, or with what a test made of them."""
    usual = process is renderer() and process.seconds == SECONDS
    return printed(job) if usual else print_anew(process, job)


if not EVERY:
    Renderer.render = render  # type: ignore[method-assign]  # for all tests of this process
    chain.secrets = Salts  # type: ignore[attr-defined]  # imported there, not declared
    blanks.token_hex = Salts.token_hex  # type: ignore[attr-defined]  # likewise
