"""Until when certificates are good: looked at by the worker, since one lies in a file and one on the net."""

import socket
import ssl
from datetime import datetime
from urllib.parse import urlsplit

from cryptography import x509

from portal.config import Settings
from portal.core.company_seal.sealer import NotSealed, sealer
from portal.core.health.models import CertificateSeen
from portal.core.web.context import now, settings
from portal.extensions import db, hold, insert_once, writing

PORTAL, SEAL = "portal", "seal"
TITLES = {PORTAL: "网址证书", SEAL: "公司电子签章证书"}
PATIENCE = 5  # seconds
NOT_READ = "连不上门户的网址，没有读到证书"


def wanted(known: Settings) -> list[str]:
    """Which certificates this portal has."""
    served = known.outgoing.url.startswith("https://")
    return [*([PORTAL] if served else []), *([SEAL] if known.sealing else [])]


def look_at_certificates() -> None:
    """Note until when each is good; asked before anything is written."""
    seen = {name: seen_now(name, settings()) for name in wanted(settings())}
    for name, (until, fault) in seen.items():
        with writing():
            values = {"until": until, "fault": fault, "seen_at": now()}
            if not insert_once(CertificateSeen, name=name, **values):
                hold(CertificateSeen, name=name)
                row = db.session.get_one(CertificateSeen, name)
                row.until, row.fault, row.seen_at = until, fault, now()


def seen_now(name: str, known: Settings) -> tuple[datetime | None, str]:
    """Until when one is good, or why nobody knows."""
    try:
        if name == PORTAL:
            return served_until(known.outgoing.url), ""
        return sealer().until(known.sealing) if known.sealing else None, ""
    except NotSealed as fault:
        return None, str(fault)
    except (OSError, ValueError):
        return None, NOT_READ


def served_until(url: str) -> datetime:
    """Until when the certificate is good that whoever opens the portal is shown; raises OSError, ValueError.
    Who vouches for it is the browsers' business."""
    place = urlsplit(url)
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    plain = socket.create_connection((place.hostname or "", place.port or 443), PATIENCE)
    with context.wrap_socket(plain, server_hostname=place.hostname) as secured:
        shown = secured.getpeercert(binary_form=True) or b""
    return x509.load_der_x509_certificate(shown).not_valid_after_utc
