"""DESIGN §10: the code of a page names it exactly, and only we can write one."""

import pytest

from portal.core.page_code import PageCode, check, read, told

DIGEST, OTHER = "ab" * 32, "ab" * 31 + "ac"
CODE = PageCode(12, 3, 1, 2, 0)


def test_a_code_is_read_as_it_was_written() -> None:
    assert told(CODE, DIGEST).startswith("GJ1:12:3:1/2:0:")
    assert read(told(CODE, DIGEST)) == (CODE, check(CODE, DIGEST))


@pytest.mark.parametrize("typed", ["gj1:12:3:1/2:0:", " GJ1 : 12:3:1/2 :0: "])
def test_case_and_spaces_do_not_matter(typed: str) -> None:
    assert read(typed + check(CODE, DIGEST).lower()) == (CODE, check(CODE, DIGEST))


def test_letters_that_look_like_digits_are_read_as_those() -> None:
    assert read("GJ1:12:3:1/2:0:OIL0IL") == (CODE, "011011")


@pytest.mark.parametrize(
    "text",
    [
        "", "GJ1", "GJ2:12:3:1/2:0:ABCDEF", "GJ1:12:3:1/2:0:ABCDE", "GJ1:12:3:1/2:0:ABCDEFG",
        "GJ1:-1:3:1/2:0:ABCDEF", "GJ1:1234567890:3:1/2:0:ABCDEF", "GJ1:１２:3:1/2:0:ABCDEF",
        "GJ1:12:3:1:0:ABCDEF", "https://x/GJ1:12:3:1/2:0:ABCDEF",
    ],
)  # fmt: skip
def test_anything_else_is_none(text: str) -> None:
    assert read(text) is None


def test_the_check_depends_on_every_part_and_on_the_whole_digest() -> None:
    others = [CODE._replace(**{name: 9}) for name in CODE._fields]
    assert len({check(code, DIGEST) for code in (CODE, *others)} | {check(CODE, OTHER)}) == 7
