"""A scanner: pages of a PDF as a machine or a phone would send them back, signed or not."""

import io
import random
from functools import lru_cache
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2
import segno
from flask import Flask
from PIL import Image, ImageFilter

from portal.core.files.store import place_of
from portal.core.printing.boxes import boxes_in
from portal.core.printing.models import PrintedCopy, PrintOrder
from portal.core.scans.models import ScanPage, SignedCopy
from portal.core.scans.worker import read_what_is_wanted
from portal.core.web.context import settings
from portal.extensions import db
from tests.pages import Browser, Page

KEPT = {"holder": "财务部 李会计", "place": "3 号柜"}
File = tuple[str, bytes]


def printed(app: Flask, document_id: int, copy: int = 0) -> bytes:
    """The PDF that somebody prints: the archive PDF, or a copy that was handed out."""
    with app.app_context():
        if copy:
            digest = (
                db.session.query(PrintedCopy).filter_by(document_id=document_id, number=copy).one().digest
            )
        else:
            digest = db.session.get_one(PrintOrder, document_id).digest or ""
        return place_of(settings().files, digest).read_bytes()


def signed(pdf: bytes, labels: set[str], folder: Path) -> bytes:
    """The PDF with a signature in some of its boxes."""
    (folder / "printed.pdf").write_bytes(pdf)
    chance = random.Random(len(labels))  # noqa: S311 - a scribble is no secret
    with pikepdf.open(io.BytesIO(pdf)) as whole:
        for box in boxes_in(folder / "printed.pdf"):
            if box.label in labels:
                page = whole.pages[box.page - 1]
                low = float(page.mediabox[3]) - box.top - box.height + 8
                page.contents_add(scribble(chance, box.left + 20, low, box.width - 40))
        made = io.BytesIO()
        whole.save(made)
    return made.getvalue()


def scribble(chance: random.Random, left: float, low: float, width: float) -> bytes:
    """A line as a pen draws it."""
    points = [(left + width * (n // 3) / 7, low + 25 * chance.random()) for n in range(21)]
    curves = [" ".join(f"{x:.1f} {y:.1f}" for x, y in points[n : n + 3]) + " c" for n in range(0, 21, 3)]
    return f"q 0.1 0.1 0.4 RG 1 w {left} {low + 12} m {' '.join(curves)} S Q\n".encode()


@lru_cache(30)
def scan(pdf: bytes, page: int, turned: int = 0, skew: float = 0.8, dots: int = 200) -> bytes:
    """A page as a scanner sends it, in colour, a little soft, noisy and shaded."""
    with pypdfium2.PdfDocument(pdf) as whole:
        image = whole[page - 1].render(scale=dots / 72, grayscale=True).to_pil().convert("L")
    image = image.rotate(turned, expand=True).rotate(skew, expand=True, fillcolor=235)
    return jpeg(image.filter(ImageFilter.GaussianBlur(0.5)))


def jpeg(image: Image.Image) -> bytes:
    """A picture with noise and shadow."""
    dots = np.asarray(image, dtype=np.float32) * np.linspace(1, 0.8, image.width)[None, :]
    noise = np.random.default_rng(1).normal(0, 6, dots.shape)
    made = io.BytesIO()
    Image.fromarray(np.uint8(np.clip(dots + noise, 0, 255))).save(made, "JPEG", quality=75)
    return made.getvalue()


def blank() -> bytes:
    """An empty sheet."""
    return jpeg(Image.new("L", (1654, 2339), 250))


def with_code(text: str) -> bytes:
    """A page of somebody else's, with a QR and some lines."""
    made = io.BytesIO()
    segno.make(text, micro=False).save(made, kind="png", scale=8)
    sheet = Image.new("L", (1654, 2339), 250)
    sheet.paste(Image.open(made).convert("L"), (300, 400))
    sheet.paste(40, (200, 1400, 1400, 1420))
    return jpeg(sheet)


def in_one(pages: list[bytes]) -> bytes:
    """Pictures as one PDF, as a scanner's feeder sends them."""
    images = [Image.open(io.BytesIO(page)) for page in pages]
    made = io.BytesIO()
    images[0].save(made, "PDF", save_all=True, append_images=images[1:], resolution=200)
    return made.getvalue()


def send(someone: Browser, *files: File, **typed: str) -> Page:
    """Upload files."""
    page = someone.get("/scans")
    fields = dict(page.fields("/scans")) | KEPT | typed
    given = [(io.BytesIO(content), name) for name, content in files]
    return someone.post("/scans", fields | {"file": given}, content_type="multipart/form-data")


def bring(app: Flask, someone: Browser, *pages: bytes, **typed: str) -> Page:
    """Upload pictures, and let the worker read them; the page of the upload."""
    sent = send(someone, *((f"{n}.jpg", page) for n, page in enumerate(pages, 1)), **typed)
    read(app)
    return someone.get(sent.address)


def read(app: Flask) -> None:
    """The worker's round."""
    with app.app_context():
        read_what_is_wanted()


def states(app: Flask) -> list[str]:
    """The pages as they came, each with its state, and the reason why it waits."""
    with app.app_context():
        rows = db.session.query(ScanPage).order_by(ScanPage.id)
        return [" ".join(filter(None, (row.state, row.reason))) for row in rows]


def filed(app: Flask) -> list[tuple[int, int, str, str]]:
    """What is filed: document, copy, who keeps it, where."""
    with app.app_context():
        rows = db.session.query(SignedCopy).order_by(SignedCopy.id)
        return [(row.document_id, row.copy, row.holder, row.place) for row in rows]
