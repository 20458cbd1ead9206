"""A sealed stream comes out as it went in, or not at all."""

import io
import subprocess
import sys
from pathlib import Path

import pytest

from portal.backup import sealed
from portal.backup.sealed import HEADER, PIECE, TAG, SealedReader, SealedWriter, Unsealable

PASSPHRASE = b"correct horse battery staple"
SIZES = (0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 2 * PIECE + 7)
FIRST, SECOND = HEADER, HEADER + PIECE + TAG


def sealed_of(content: bytes) -> bytes:
    file = io.BytesIO()
    writer = SealedWriter(file, PASSPHRASE, 10)
    for start in range(0, len(content), 700_001):
        writer.write(content[start : start + 700_001])
    writer.finish()
    return file.getvalue()


def opened(content: bytes, passphrase: bytes = PASSPHRASE) -> bytes:
    reader, parts = SealedReader(io.BytesIO(content), passphrase), list[bytes]()
    while part := reader.read(300_000):
        parts.append(part)
    return b"".join(parts)


def patterned(size: int) -> bytes:
    """Bytes of which no piece is like another."""
    return (b"".join(n.to_bytes(4, "big") for n in range(size // 4 + 1)))[:size]


@pytest.fixture(scope="module")
def whole() -> bytes:
    """Three pieces, the last one short."""
    return sealed_of(patterned(2 * PIECE + 1000))


@pytest.mark.parametrize("size", SIZES)
def test_what_goes_in_comes_out(size: int) -> None:
    content = patterned(size)
    assert opened(sealed_of(content)) == content


def flipped(content: bytes, place: int) -> bytes:
    changed = bytearray(content)
    changed[place] ^= 1
    return bytes(changed)


@pytest.mark.parametrize("place", [0, 14, 15, 16, HEADER - 1, FIRST, SECOND - 1, SECOND, SECOND + 9, -1])
def test_one_bit_changed_anywhere_is_refused(whole: bytes, place: int) -> None:
    with pytest.raises(Unsealable):
        opened(flipped(whole, place))


@pytest.mark.parametrize("end", [0, 10, HEADER, FIRST + 5, SECOND, SECOND + PIECE + TAG, -1])
def test_a_file_that_was_cut_off_is_refused_also_between_two_pieces(whole: bytes, end: int) -> None:
    with pytest.raises(Unsealable):
        opened(whole[:end])


def test_pieces_in_another_order_left_out_or_added_are_refused(whole: bytes) -> None:
    header, first, second, last = whole[:FIRST], whole[FIRST:SECOND], whole[SECOND:-1016], whole[-1016:]
    assert len(first) == len(second) == PIECE + TAG
    assert opened(header + first + second + last)
    for pieces in ((second, first, last), (first, last), (second, last), (first, second, last, last)):
        with pytest.raises(Unsealable):
            opened(header + b"".join(pieces))


def test_a_piece_of_another_file_of_the_same_passphrase_is_refused(whole: bytes) -> None:
    other = sealed_of(patterned(2 * PIECE + 1000))
    with pytest.raises(Unsealable):
        opened(whole[:SECOND] + other[SECOND:])


def test_another_passphrase_and_another_file_are_told(whole: bytes) -> None:
    with pytest.raises(Unsealable, match="口令不对"):
        opened(whole, b"another horse battery staple")
    with pytest.raises(Unsealable, match="不是门户的备份文件"):
        opened(b"PK\x03\x04" + bytes(100))


def test_a_file_cannot_ask_for_all_memory_there_is(whole: bytes) -> None:
    greedy = whole[:15] + bytes([31]) + whole[16:]
    with pytest.raises(Unsealable, match="开头被改动"):
        opened(greedy)


def test_the_file_alone_opens_what_it_sealed(whole: bytes, tmp_path: Path) -> None:
    key = tmp_path / "key"
    key.write_bytes(PASSPHRASE + b"\n")
    line = [sys.executable, "-I", sealed.__file__, str(key)]
    found = subprocess.run(line, input=whole, capture_output=True, check=True)
    assert found.stdout == patterned(2 * PIECE + 1000)
