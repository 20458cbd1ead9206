"""Cut small print fonts out of Noto CJK: pages print faster and PDFs stay small.

Each face holds GB2312 and the signs of Chinese office forms. Rarer characters (names such as 𠮷 or 䶮) are
printed with the installed Noto fonts; coverage.json tells which characters have a glyph at all.
"""

import json
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from fontTools import subset
from fontTools.misc.transform import Transform
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTCollection, TTFont

SOURCE = Path("/usr/share/fonts")
TARGET = Path(__file__).resolve().parent.parent / "static" / "vendor" / "fonts"
FACES = [  # source file, family of the face in it, our family, style
    ("NotoSansCJK-Regular.ttc", "Noto Sans CJK SC", "Guiju Sans", "Regular"),
    ("NotoSansCJK-Bold.ttc", "Noto Sans CJK SC", "Guiju Sans", "Bold"),
    ("NotoSerifCJK-Bold.ttc", "Noto Serif CJK SC", "Guiju Serif", "Bold"),
]
BLOCKS = [  # whole Unicode blocks, as far as Noto has them
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x00FF),  # Latin-1
    (0x2000, 0x206F),  # dashes, quotation marks, ellipsis, per mille
    (0x20A0, 0x20BF),  # currencies
    (0x2100, 0x218B),  # ℃ № and Roman numerals
    (0x2190, 0x2193),  # arrows
    (0x2200, 0x22FF),  # mathematics
    (0x2460, 0x249B),  # ① ⑴ ⒈
    (0x3000, 0x303F),  # 〇 〔〕【】《》
    (0x3220, 0x32FF),  # ㈠ ㊀
    (0x3300, 0x33FF),  # ㎡ ㎏
    (0xFF01, 0xFFE6),  # full-width forms
]
SIGNS = "✓■□●○◎▲△▼▽◆◇★☆"
EMPTY_BOX, TICKED_BOX = "☐", "☑"
SPARE = {EMPTY_BOX: "\u3400", TICKED_BOX: "\u3401"}  # rare ideographs whose glyphs are redrawn as the boxes
KEPT_NAMES = [0, 5, 7, 8, 9, 13]  # copyright, version, trademark, makers, licence


def main() -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor() as pool:
        coverage, *_ = pool.map(build, *zip(*FACES, strict=True))
    (TARGET / "coverage.json").write_text(json.dumps(ranges(coverage), separators=(",", ":")) + "\n")


def build(source: str, noto_family: str, family: str, style: str) -> set[int]:
    """Write one face; return the code points that it or its source has a glyph for."""
    font = face(source, noto_family)
    covered = set(font.getBestCmap()) | {ord(box) for box in SPARE}
    draw_boxes(font)
    # Without this list the vertical, Japanese and Korean variants of every character would come along.
    options = subset.Options(layout_features=["kern"], name_IDs=KEPT_NAMES, notdef_outline=True)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=wanted())
    cutter.subset(font)
    rename(font, family, style)
    font.save(TARGET / f"{family.replace(' ', '')}-{style}.otf")
    return covered


def face(file: str, family: str) -> TTFont:
    """The face of this family in an installed collection: the others draw some characters otherwise."""
    for path in SOURCE.rglob(file):
        # Computing the bounding boxes anew would take two thirds of the time; those of the whole font do.
        for font in TTCollection(path, lazy=True, recalcBBoxes=False, recalcTimestamp=False).fonts:
            if font["name"].getDebugName(1) == family:
                return font
    raise SystemExit(f"setup/fonts.py: no {family} ({file}) below {SOURCE}: install fonts-noto-cjk")


def draw_boxes(font: TTFont) -> None:
    """Draw the two check boxes, which Noto CJK lacks: a □, and a □ with a smaller ✓ in it.

    ☐ does not simply share the glyph of □: text copied from the page could not tell them apart.
    """
    cmap, glyphs = font.getBestCmap(), font.getGlyphSet()
    strings = font["CFF "].cff.topDictIndex[0].CharStrings
    for box, spare in SPARE.items():
        pen = T2CharStringPen(None, glyphs)
        glyphs[cmap[ord("□")]].draw(pen)
        if box == TICKED_BOX:
            glyphs[cmap[ord("✓")]].draw(TransformPen(pen, Transform(0.7, 0, 0, 0.7, 150, 114)))
        old = strings[cmap[ord(spare)]]
        strings[cmap[ord(spare)]] = pen.getCharString(old.private, old.globalSubrs)
    for table in font["cmap"].tables:
        if ord("□") in table.cmap:
            table.cmap |= {ord(box): cmap[ord(spare)] for box, spare in SPARE.items()}


def wanted() -> set[int]:
    """GB2312, the blocks and the signs above."""
    pairs = (bytes([high, low]) for high in range(0xA1, 0xF8) for low in range(0xA1, 0xFF))
    gb2312 = "".join(pair.decode("gb2312", "ignore") for pair in pairs)
    blocks = {point for first, last in BLOCKS for point in range(first, last + 1)}
    return blocks | {ord(sign) for sign in gb2312 + SIGNS + EMPTY_BOX + TICKED_BOX}


def rename(font: TTFont, family: str, style: str) -> None:
    """Give the face a name of its own: the licence wants it, and it never mixes with the installed Noto."""
    compact = f"{family.replace(' ', '')}-{style}"
    names = {1: family, 2: style, 3: compact, 4: f"{family} {style}", 6: compact}
    for number, text in names.items():
        font["name"].setName(text, number, 3, 1, 0x409)
    cff = font["CFF "].cff
    cff.fontNames = [compact]
    cff.topDictIndex[0].FullName = names[4]
    cff.topDictIndex[0].FamilyName = family


def ranges(points: Iterable[int]) -> list[list[int]]:
    """Sorted [first, last] pairs."""
    found: list[list[int]] = []
    for point in sorted(points):
        if found and point == found[-1][1] + 1:
            found[-1][1] = point
        else:
            found.append([point, point])
    return found


if __name__ == "__main__":
    main()
