"""The company's key and certificate, from a PKCS#12 or a PEM file."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from asn1crypto import keys
from asn1crypto import x509 as plain
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.serialization import pkcs12
from pyhanko.sign.signers import SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from portal.sealing import Sealing

DER, PKCS8 = serialization.Encoding.DER, serialization.PrivateFormat.PKCS8
BARE = serialization.NoEncryption()


class BadKey(Exception):
    """A key or certificate that cannot seal anything; the message says why, in Chinese."""


class Key(NamedTuple):
    """The private key, its certificate, and those that vouch for it."""

    private: Any
    certificate: x509.Certificate
    others: list[x509.Certificate]


def key_of(sealing: Sealing) -> Key:
    """Read the file; raises BadKey."""
    try:
        content = Path(sealing.file).read_bytes()
    except OSError:
        raise BadKey("签章证书文件读不出来") from None
    read = from_pem if b"-----BEGIN" in content else from_pkcs12
    try:
        return read(content, sealing.password)
    except (ValueError, TypeError):
        raise BadKey("签章证书文件打不开：密码不对，或者文件坏了") from None


def from_pkcs12(content: bytes, password: str) -> Key:
    """The key of a PKCS#12 file."""
    private, certificate, others = pkcs12.load_key_and_certificates(content, password.encode() or None)
    if private is None or certificate is None:
        raise BadKey("签章证书文件里没有私钥或证书")
    return Key(private, certificate, others)


def from_pem(content: bytes, password: str) -> Key:
    """The key of a PEM file, and the certificate among those in it that belongs to it."""
    private = serialization.load_pem_private_key(content, password.encode() or None)
    certificates = x509.load_pem_x509_certificates(content)
    mine = [each for each in certificates if each.public_key() == private.public_key()]
    if not mine:
        raise BadKey("签章证书文件里没有和私钥相配的证书")
    return Key(private, mine[0], [each for each in certificates if each is not mine[0]])


def signer_of(key: Key, now: datetime) -> SimpleSigner:
    """Who signs; raises BadKey where the certificate is not valid now."""
    since, until = key.certificate.not_valid_before_utc, key.certificate.not_valid_after_utc
    if now > until:
        raise BadKey(f"公司的签章证书已于 {until:%Y-%m-%d} 过期")
    if now < since:
        raise BadKey(f"公司的签章证书从 {since:%Y-%m-%d} 起才有效")
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]  # it has no types
    store.register_multiple([as_plain(each) for each in key.others])
    private = keys.PrivateKeyInfo.load(key.private.private_bytes(DER, PKCS8, BARE))
    return SimpleSigner(as_plain(key.certificate), private, store)


def as_plain(certificate: x509.Certificate) -> plain.Certificate:
    """A certificate as pyHanko knows it."""
    return plain.Certificate.load(certificate.public_bytes(DER))


def fingerprint_of(sealing: Sealing | None) -> str:
    """SHA-256 (hex) of the company's certificate; empty where there is none."""
    if sealing is None:
        return ""
    try:
        return key_of(sealing).certificate.fingerprint(hashes.SHA256()).hex()
    except BadKey:
        return ""


def moment() -> datetime:
    """Now: certificates and time stamps know no other clock."""
    return datetime.now(UTC)
