"""DESIGN §10: the code of a numbered blank names it exactly, and only we can write one."""

import pytest

from portal.core import page_code
from portal.core.blank_code import BlankCode, check, read, told

SECRET, OTHER = "ab" * 32, "ab" * 31 + "ac"
CODE = BlankCode(5, 17, 1, 2)


def test_a_code_is_read_as_it_was_written() -> None:
    assert told(CODE, SECRET).startswith("GJB1:5:17:1/2:")
    assert read(told(CODE, SECRET)) == (CODE, check(CODE, SECRET))
    assert read(f" {told(CODE, SECRET).lower().replace(':', ' : ')}") == (CODE, check(CODE, SECRET))
    assert told(CODE, SECRET).startswith(page_code.PREFIXES)


def test_letters_that_look_like_digits_are_read_as_those() -> None:
    assert read("GJB1:5:17:1/2:OIL0IL") == (CODE, "011011")


@pytest.mark.parametrize(
    "text",
    [
        "", "GJB1", "GJB2:5:17:1/2:ABCDEF", "GJB1:5:17:1/2:ABCDE", "GJB1:5:17:1/2:ABCDEFG",
        "GJB1:5:17:1:ABCDEF", "GJB1:-5:17:1/2:ABCDEF", "GJB1:5:1234567:1/2:ABCDEF", "GJB1:５:17:1/2:ABCDEF",
        "GJ1:12:3:1/2:0:ABCDEF",
    ],
)  # fmt: skip
def test_anything_else_is_none(text: str) -> None:
    assert read(text) is None


def test_a_code_of_one_kind_is_none_of_the_other() -> None:
    assert page_code.read(told(CODE, SECRET)) is None


def test_the_check_depends_on_every_part_and_on_the_whole_secret() -> None:
    others = [CODE._replace(**{name: 9}) for name in CODE._fields]
    assert len({check(code, SECRET) for code in (CODE, *others)} | {check(CODE, OTHER)}) == 6
