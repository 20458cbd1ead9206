"""A sealed stream: pieces of AES-256-GCM, numbered, the last one marked (the STREAM construction of Hoang,
Reyhanitabar, Rogaway and Vizár). A piece changed, moved, left out or cut off is noticed; the key comes from a
passphrase by scrypt, with a salt of its own for each file.

It needs nothing of the portal, only `cryptography`:  python sealed.py KEYFILE <BACKUP >BACKUP.tar
"""

import secrets
import sys
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

MAGIC = b"guiju-backup-1\n"
SALT, TAG, PIECE = 16, 16, 1024 * 1024
HEADER = len(MAGIC) + 1 + SALT
COST, COSTS = 17, range(10, 19)  # scrypt's N as a power of two: 128 MiB and a third of a second


class Unsealable(Exception):
    """The file is no back-up, is not whole, or the passphrase is another one; the message says which."""


class SealedWriter:
    """Seals what is written into it; a file is whole only after `finish`."""

    def __init__(self, file: BinaryIO, passphrase: bytes, cost: int = COST) -> None:
        self.header = MAGIC + bytes([cost]) + secrets.token_bytes(SALT)
        self.cipher = cipher_of(passphrase, self.header)
        self.file, self.number, self.held = file, 0, bytearray()
        file.write(self.header)

    def write(self, data: bytes) -> int:
        """Take in bytes; the last piece is held back, since only `finish` knows that it is the last."""
        self.held += data
        while len(self.held) > PIECE:
            self.seal(bytes(self.held[:PIECE]), last=False)
            del self.held[:PIECE]
        return len(data)

    def finish(self) -> None:
        """Write what is left as the last piece."""
        self.seal(bytes(self.held), last=True)

    def seal(self, piece: bytes, last: bool) -> None:
        """Write one piece."""
        self.file.write(self.cipher.encrypt(nonce_of(self.number, last), piece, self.header))
        self.number += 1


class SealedReader:
    """Reads what a SealedWriter wrote; raises Unsealable. What is read to its end is known to be whole."""

    def __init__(self, file: BinaryIO, passphrase: bytes) -> None:
        self.header = file.read(HEADER)
        if len(self.header) < HEADER or not self.header.startswith(MAGIC):
            raise Unsealable("这不是门户的备份文件")
        if self.header[len(MAGIC)] not in COSTS:
            raise Unsealable("备份文件的开头被改动")
        self.cipher = cipher_of(passphrase, self.header)
        self.file, self.number, self.held = file, 0, bytearray()
        self.coming = file.read(PIECE + TAG)
        self.ended = False

    def read(self, size: int) -> bytes:
        """So many bytes; fewer only at the end."""
        while len(self.held) < size and not self.ended:
            self.held += self.unseal()
        data = bytes(self.held[:size])
        del self.held[:size]
        return data

    def unseal(self) -> bytes:
        """The next piece; the last one is what nothing follows."""
        piece, self.coming = self.coming, self.file.read(PIECE + TAG)
        self.ended = not self.coming
        try:
            data = self.cipher.decrypt(nonce_of(self.number, self.ended), piece, self.header)
        except InvalidTag:
            why = "口令不对，或者备份文件" if self.number == 0 else f"备份文件在第 {self.number + 1} MB 处"
            raise Unsealable(f"{why}被改动、缺了一段或没有写完") from None
        self.number += 1
        return data

    def drain(self) -> None:
        """Read to the end."""
        while self.read(PIECE):
            pass


def cipher_of(passphrase: bytes, header: bytes) -> AESGCM:
    """The cipher of one file."""
    salt, cost = header[-SALT:], header[len(MAGIC)]
    return AESGCM(Scrypt(salt=salt, length=32, n=2**cost, r=8, p=1).derive(passphrase))


def nonce_of(number: int, last: bool) -> bytes:
    """A piece's nonce: its number, and whether it is the last. The key is the file's own."""
    return number.to_bytes(11, "big") + bytes([last])


def passphrase_in(file: Path) -> bytes:
    """The passphrase that a file holds."""
    return file.read_bytes().strip()


if __name__ == "__main__":
    stream = SealedReader(sys.stdin.buffer, passphrase_in(Path(sys.argv[1])))
    while part := stream.read(PIECE):
        sys.stdout.buffer.write(part)
