"""Putting the seal on: PAdES B-B, or B-T with a time stamp, without a mark on any page."""

from datetime import datetime
from io import BytesIO

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.timestamps import HTTPTimeStamper, TimestampRequestError

from portal.core.company_seal.job import Expiry, Fault, PutOn
from portal.core.company_seal.key import BadKey, key_of, moment, signer_of

FIELD, REASON = "CompanySeal", "公司电子签章"
PATIENCE = 10  # seconds for each answer of the authority


def put_on(asked: PutOn) -> bytes | Fault:
    """The PDF with the seal, after which nothing may change."""
    try:
        signer = signer_of(key_of(asked.sealing), moment())
    except BadKey as fault:
        return Fault(str(fault), lasting=True)
    made = BytesIO()
    said = PdfSignatureMetadata(
        field_name=FIELD, md_algorithm="sha256", reason=REASON, subfilter=SigSeedSubFilter.PADES,
        certify=True, docmdp_permissions=MDPPerm.NO_CHANGES,
    )  # fmt: skip
    try:
        PdfSigner(said, signer, timestamper=authority(asked.sealing.authority)).sign_pdf(
            IncrementalPdfFileWriter(BytesIO(asked.pdf)), output=made
        )
    except (TimestampRequestError, OSError, ValueError) as fault:
        return Fault(f"时间戳服务没有给出时间戳（{type(fault).__name__}）")
    except SigningError as fault:
        return Fault(f"签章没有盖上（{fault}）", lasting=True)
    return made.getvalue()


def until(asked: Expiry) -> datetime | Fault:
    """Until when the certificate is good."""
    try:
        return key_of(asked.sealing).certificate.not_valid_after_utc
    except BadKey as fault:
        return Fault(str(fault), lasting=True)


def authority(address: str) -> HTTPTimeStamper | None:
    """Who says when it was, if somebody does."""
    return HTTPTimeStamper(address, timeout=PATIENCE) if address else None
