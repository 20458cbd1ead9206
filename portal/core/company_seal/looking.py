"""Looking at the seals on a PDF from outside; nothing is fetched."""

from datetime import datetime
from io import BytesIO

from asn1crypto import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import (
    EmbeddedPdfSignature,
    PdfSignatureStatus,
    SignatureCoverageLevel,
    validate_pdf_signature,
)
from pyhanko_certvalidator import ValidationContext

from portal.core.company_seal.job import Look, Seen
from portal.core.company_seal.key import fingerprint_of

MOST = 5
NAMES = ("organization_name", "organizational_unit_name", "common_name")


def look(asked: Look) -> tuple[Seen, ...]:
    """What the seals say, none where there are none; raises whatever an odd PDF makes pyHanko raise."""
    ours = fingerprint_of(asked.sealing)
    found = PdfFileReader(BytesIO(asked.pdf), strict=False).embedded_regular_signatures[:MOST]
    return tuple(seen(each, ours) for each in found)


def seen(signature: EmbeddedPdfSignature, ours: str) -> Seen:
    """One seal. Who vouches for its certificate is not asked: it is compared with the one in use."""
    certificate = signature.signer_cert
    nobody = ValidationContext(trust_roots=[], allow_fetching=False)
    status = validate_pdf_signature(signature, nobody, nobody)
    stamp = status.timestamp_validity
    valid = stamp if stamp and stamp.intact and stamp.valid else None
    fingerprint = certificate.sha256.hex()
    return Seen(
        is_intact(status), fingerprint == ours, told(certificate.subject), told(certificate.issuer),
        certificate.not_valid_before, certificate.not_valid_after, fingerprint,
        moment_of(valid.timestamp) if valid else None, told(valid.signing_cert.subject) if valid else "",
    )  # fmt: skip


def is_intact(status: PdfSignatureStatus) -> bool:
    """Whether the seal is right, covers the whole file, and nothing was added since."""
    whole = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    return bool(status.intact and status.valid and whole)


def moment_of(at: datetime) -> datetime:
    """A plain moment, which needs no library at the other end of the pipe."""
    return datetime.fromtimestamp(at.timestamp(), tz=at.tzinfo)


def told(name: x509.Name) -> str:
    """A name as people read it."""
    parts = [name.native.get(key) for key in NAMES]
    return " ".join(dict.fromkeys(str(part) for part in parts if part))[:200]
