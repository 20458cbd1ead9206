"""The forms of R09 that the portal carries out."""

from portal.core.document_type import DocumentType

TYPES: tuple[DocumentType, ...] = ()
