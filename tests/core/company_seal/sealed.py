"""Certificates of a company, and a time stamping authority, made for a test."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from asn1crypto import keys, tsp
from asn1crypto import x509 as plain
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps import DummyTimeStamper

from portal.sealing import Sealing

COMPANY, PASSWORD = "青禾商贸有限公司", "印章在保险柜"


@cache
def private(_whose: str = COMPANY) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


@cache
def certificate(name: str = COMPANY, days: int = 30, stamps: bool = False) -> x509.Certificate:
    """A certificate that vouches for itself, good until so many days from now."""
    who = x509.Name([x509.NameAttribute(NameOID.ORGANIZATION_NAME, name)])
    now = datetime.now(UTC)
    mine = private() if name == COMPANY else private("another's")
    made = x509.CertificateBuilder().subject_name(who).issuer_name(who).public_key(mine.public_key())
    made = made.serial_number(x509.random_serial_number())
    made = made.not_valid_before(now - timedelta(days=400)).not_valid_after(now + timedelta(days=days))
    if stamps:
        made = made.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    return made.sign(mine, hashes.SHA256())


def key_file(folder: Path, days: int = 30, authority: str = "") -> Sealing:
    """The company's PKCS#12 file."""
    content = pkcs12.serialize_key_and_certificates(
        b"seal", private(), certificate(days=days), None, BestAvailableEncryption(PASSWORD.encode())
    )
    place = folder / f"seal{days}.p12"
    place.write_bytes(content)
    return Sealing(place, PASSWORD, authority)


def pem_file(folder: Path, others: tuple[x509.Certificate, ...] = ()) -> Sealing:
    """The same as PEM, after certificates that are not its own."""
    place = folder / "seal.pem"
    parts = [each.public_bytes(Encoding.PEM) for each in (*others, certificate())]
    hidden = BestAvailableEncryption(PASSWORD.encode())
    place.write_bytes(b"".join([*parts, private().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, hidden)]))
    return Sealing(place, PASSWORD)


def stamper() -> DummyTimeStamper:
    """An authority in this process."""
    mine = certificate("时间戳中心", stamps=True)
    key = private("another's").private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    held = plain.Certificate.load(mine.public_bytes(Encoding.DER))
    return DummyTimeStamper(held, keys.PrivateKeyInfo.load(key))


class Authority(BaseHTTPRequestHandler):
    """Answers requests for time stamps."""

    def do_POST(self) -> None:
        asked = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
        answer = stamper().request_tsa_response(asked).dump()
        self.send_response(200)
        self.send_header("Content-Type", "application/timestamp-reply")
        self.send_header("Content-Length", f"{len(answer)}")
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_words: Any) -> None:
        """Say nothing."""


@contextmanager
def authority() -> Iterator[str]:
    """The address of an authority that works."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Authority)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


@contextmanager
def silence() -> Iterator[str]:
    """The address of one that takes every call and never answers."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        yield f"http://127.0.0.1:{held.getsockname()[1]}/"
