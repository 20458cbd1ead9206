"""Reading a scanned page: its picture, and the codes on it, whichever way it lies."""

from collections.abc import Iterator
from io import BytesIO

import numpy as np
import pypdfium2
import zxingcpp
from PIL import Image, ImageFilter, ImageOps

from portal.core.page_code import PREFIXES
from portal.core.scans.job import PageRead, ReadPage, Seen

LONGEST_SIDE = 3300  # a page of A4 at 280 dots an inch
KEPT_SIDE = 2340  # at 200 dots
QUALITY = 70
MOST_PIXELS = 120_000_000
OTHER_SIZES = (2200, 1600)
QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
DARK = 60  # how much darker than its surroundings ink is, of 255
HARDLY = 0.0004  # the share of dark dots that dust and noise make
Image.MAX_IMAGE_PIXELS = MOST_PIXELS


def read_page(asked: ReadPage) -> PageRead:
    """A page of a file; raises what the libraries raise for a broken one."""
    pages, image = picture_of(asked)
    codes = codes_on(image)
    for _ in range(quarter_turns(codes)):
        image, codes = image.transpose(Image.Transpose.ROTATE_90), tuple(map(turned, codes))
    return PageRead(pages, kept(image), not codes and is_blank(image), codes)


def quarter_turns(codes: tuple[Seen, ...]) -> int:
    """How often a page is turned to the left until its first code stands upright."""
    if not codes:
        return 0
    (left, top), (right, bottom), *_ = codes[0].corners
    across, down = right - left, bottom - top
    return (0 if across > 0 else 2) if abs(across) > abs(down) else (1 if down > 0 else 3)


def turned(code: Seen) -> Seen:
    """A code as it is found once the page is turned to the left by a quarter."""
    return Seen(code.text, tuple((y, 1 - x) for x, y in code.corners))


def picture_of(asked: ReadPage) -> tuple[int, Image.Image]:
    """How many pages a file has, and one of them in grey."""
    if asked.media == "application/pdf":
        with pypdfium2.PdfDocument(asked.file) as pdf:
            page = pdf[asked.number - 1]
            drawn = page.render(scale=LONGEST_SIDE / max(page.get_size()), grayscale=True)
            return len(pdf), drawn.to_pil().convert("L")
    with Image.open(asked.file) as photo:
        photo.draft("L", (LONGEST_SIDE, LONGEST_SIDE))
        return 1, shrunk(ImageOps.exif_transpose(photo).convert("L"), LONGEST_SIDE)


def shrunk(image: Image.Image, side: int) -> Image.Image:
    """An image whose longest side is at most so many dots."""
    image.thumbnail((side, side), Image.Resampling.LANCZOS)
    return image


def kept(image: Image.Image) -> bytes:
    """The picture that is kept, as JPEG; it must still be read by a person."""
    made = BytesIO()
    shrunk(image, KEPT_SIDE).save(made, "JPEG", quality=QUALITY)
    return made.getvalue()


def codes_on(image: Image.Image) -> tuple[Seen, ...]:
    """The codes on a page, ours alone where there are any; corners as shares of the picture's sides."""
    others: tuple[Seen, ...] = ()
    for attempt in attempts(image):
        found = tuple(
            Seen(code.text, corners_of(code.position, attempt))
            for code in zxingcpp.read_barcodes(attempt, formats=QR)
        )
        ours = tuple(code for code in found if code.text.startswith(PREFIXES))
        if ours:
            return ours
        others = others or found
    return others


def attempts(image: Image.Image) -> Iterator[Image.Image]:
    """The page as it is, then smaller, softer and with more contrast, until a code is found."""
    yield image
    for side in OTHER_SIZES:
        yield ImageOps.contain(image, (side, side))
    yield image.filter(ImageFilter.GaussianBlur(1.2))
    yield ImageOps.autocontrast(image, cutoff=2)


def corners_of(position: zxingcpp.Position, image: Image.Image) -> tuple[tuple[float, float], ...]:
    """Where a code's corners are, as shares of the picture's width and height."""
    corners = (position.top_left, position.top_right, position.bottom_right, position.bottom_left)
    return tuple((corner.x / image.width, corner.y / image.height) for corner in corners)


def is_blank(image: Image.Image) -> bool:
    """Whether nothing is on a page but paper, dust and shadow."""
    small = image.copy()
    small.thumbnail((600, 600), Image.Resampling.BOX)
    inner = small.crop((20, 20, small.width - 20, small.height - 20))
    around = np.asarray(inner.filter(ImageFilter.BoxBlur(15)), dtype=np.int16)
    return float(np.mean(around - np.asarray(inner, dtype=np.int16) > DARK)) < HARDLY
