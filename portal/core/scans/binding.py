"""A PDF of pictures, each on a page of its own, the JPEGs as they are."""

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

import pikepdf
from PIL import Image

A4_LONG = 842


def bound(pictures: Iterable[Path]) -> bytes:
    """The pictures as a PDF, the long side of each as long as that of A4."""
    made = BytesIO()
    with pikepdf.new() as pdf:
        for place in pictures:
            add_page(pdf, place)
        pdf.save(made, deterministic_id=True)
    return made.getvalue()


def add_page(pdf: pikepdf.Pdf, place: Path) -> None:
    """One more page, filled by a grey JPEG."""
    with Image.open(place) as image:
        dots = image.size
    width, height = (side * A4_LONG / max(dots) for side in dots)
    picture = pikepdf.Stream(
        pdf, place.read_bytes(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=dots[0],
        Height=dots[1], ColorSpace=pikepdf.Name.DeviceGray, BitsPerComponent=8, Filter=pikepdf.Name.DCTDecode,
    )  # fmt: skip
    page = pdf.add_blank_page(page_size=(width, height))
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=picture))
    page.Contents = pdf.make_stream(f"{width:.3f} 0 0 {height:.3f} 0 0 cm /P Do".encode())
