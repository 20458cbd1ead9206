"""A post that is too large, on the real server: the browser gets the page that says so."""

import time

import pytest

from tests.races.people import Person

pytestmark = pytest.mark.both_databases(whole=True)


@pytest.mark.parametrize("megabytes", [3, 10, 30])
def test_too_large_a_post_is_told_so_and_not_cut_off(chen: Person, megabytes: int) -> None:
    began = time.perf_counter()
    answer = chen.post(f"/forms/f01-1/{'a' * 32}", [("remarks", "A" * megabytes * 1024 * 1024)])
    assert answer.status == 413
    assert "一次提交的内容太大" in answer.page
    assert time.perf_counter() - began < 2
