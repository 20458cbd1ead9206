"""A post that is too large, on the real server: the browser gets the page that says so, soon, and the server
grows by no more than a little."""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.faults.killed import children
from tests.races.people import FORM, Answer, Line, Person

pytestmark = pytest.mark.both_databases(whole=True)
MB, MOST_GROWN, SOON = 1024 * 1024, 30, 2  # one second on a machine that does nothing else
Body = Callable[[str], bytes]
PARTS = {"Content-Type": "multipart/form-data; boundary=x"}
SHEET, FILES = f"/forms/f01-1/{'a' * 32}", f"/forms/f01-3/{'b' * 32}/attachments"


def part(token: str, said: str, content: bytes) -> bytes:
    """A post of one part beside its token."""
    own = f'--x\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{token}\r\n'
    return f"{own}--x\r\nContent-Disposition: form-data; {said}\r\n\r\n".encode() + content + b"\r\n--x--\r\n"


def field(megabytes: int) -> Body:
    return lambda token: urlencode({"csrf_token": token, "remarks": "A" * megabytes * MB}).encode()


def fields(count: int) -> Body:
    return lambda token: urlencode({"csrf_token": token} | {f"x{n}": n for n in range(count)}).encode()


def in_parts(said: str, megabytes: int) -> Body:
    return lambda token: part(token, said, b"\x89" * megabytes * MB)


FILE = 'name="file"; filename="a.png"'
POSTS: dict[str, tuple[str, dict[str, str], Body]] = {
    "3 MB": (SHEET, FORM, field(3)),
    "10 MB": (SHEET, FORM, field(10)),
    "10 MB in parts": (SHEET, PARTS, in_parts('name="remarks"', 10)),
    "5,000 fields": (SHEET, FORM, fields(5000)),
    "30 MB": (SHEET, FORM, field(30)),
    "a file of 50 MB": (FILES, PARTS, in_parts(FILE, 50)),
    "a sheet with a file of 50 MB": (SHEET, PARTS, in_parts(FILE, 50)),
}


@pytest.mark.parametrize("name", POSTS)
def test_too_large_a_post_is_told_so_and_not_cut_off(chen: Person, name: str) -> None:
    path, kind, body = POSTS[name]
    content = body(chen.token)
    before = {number: memory(number, "VmRSS") for number in servers()}
    began = time.perf_counter()
    answer = post(chen, path, kind, content)
    took = time.perf_counter() - began
    assert answer.status == 413
    assert "提交的内容太大" in answer.page
    assert took < SOON
    grown = max(memory(number, "VmHWM") - kb for number, kb in before.items()) / 1024
    assert grown < MOST_GROWN, f"grew by {grown:.0f} MB"
    print(f"\n{name}: 413 after {took:.2f} s, grew by {grown:.1f} MB")


def post(person: Person, path: str, kind: dict[str, str], body: bytes) -> Answer:
    """Send what no field of ours sends."""
    with Line(person) as line:
        line.connection.request("POST", path, body, {"Cookie": person.cookie, **kind})
        response = line.connection.getresponse()
        return Answer(response.status, "", response.read().decode())


def servers() -> Iterator[int]:
    """The processes that this one started, and theirs; what they took at most counts from here on."""
    for mine in children(os.getpid()):
        for number in (mine, *children(mine)):
            Path(f"/proc/{number}/clear_refs").write_text("5")
            yield number


def memory(number: int, name: str) -> int:
    """What a process takes, or took at most, in KB."""
    lines = Path(f"/proc/{number}/status").read_text().splitlines()
    return next((int(line.split()[1]) for line in lines if line.startswith(f"{name}:")), 0)
