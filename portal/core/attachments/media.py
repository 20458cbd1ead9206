"""What a file is, by its content; its name says nothing."""

from io import BytesIO
from zipfile import BadZipFile, ZipFile

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LETTER = "message/rfc822"  # the portal keeps one itself; nobody chooses one
WORDS = {
    "image/jpeg": "照片",
    "image/png": "图片",
    "image/webp": "图片",
    "application/pdf": "PDF",
    XLSX: "Excel",
    DOCX: "Word",
    LETTER: "邮件",
}


def media_of(content: bytes) -> str:
    """The media type of a file that may be attached; "" for every other."""
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    if content.startswith(b"%PDF-"):
        return "application/pdf"
    return office(content) if content.startswith(b"PK\x03\x04") else ""


def office(content: bytes) -> str:
    """Excel or Word, without macros; "" for any other archive."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (BadZipFile, ValueError, OSError):
        return ""
    if "[Content_Types].xml" not in names or any(name.endswith("vbaProject.bin") for name in names):
        return ""
    return XLSX if "xl/workbook.xml" in names else DOCX if "word/document.xml" in names else ""
