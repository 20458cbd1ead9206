"""What the forms say; one set of structs for every policy."""

from portal.regulations.product_complaints.facts.correction import Correction
from portal.regulations.product_complaints.facts.forms import Abnormality, HandlingForm
from portal.regulations.product_complaints.facts.intake import Intake
from portal.regulations.product_complaints.facts.results import Result
from portal.regulations.product_complaints.facts.words import (
    ACCEPTED,
    ANOTHER,
    AT_HOME,
    BACK,
    HARMLESS,
    HARMS,
    NO_SAMPLE,
    OVERSEAS,
    PROCESSING,
    REFUSED,
    SALES_LIABLE,
    SAMPLE,
    UNCLEAR,
    WANTS_RD,
)

__all__ = [
    "ACCEPTED",
    "ANOTHER",
    "AT_HOME",
    "BACK",
    "HARMLESS",
    "HARMS",
    "NO_SAMPLE",
    "OVERSEAS",
    "PROCESSING",
    "REFUSED",
    "SALES_LIABLE",
    "SAMPLE",
    "UNCLEAR",
    "WANTS_RD",
    "Abnormality",
    "Correction",
    "HandlingForm",
    "Intake",
    "Result",
]
