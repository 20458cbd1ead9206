"""Licence plates (GA 36) and vehicle identification numbers (GB 16735): read, judged, masked. Pure."""

import re
import unicodedata

PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
BODY = "A-HJ-NP-Z0-9"
USUAL = re.compile(f"[{PROVINCES}][A-HJ-NP-Z](?:[{BODY}]{{5}}|[{BODY}]{{4}}[挂学警港澳试超])")
NEW_ENERGY = re.compile(f"[{PROVINCES}][A-HJ-NP-Z](?:[A-HJK][{BODY}][0-9]{{4}}|[0-9]{{5}}[A-HJK])")
LETTERS = {
    letter: value
    for letters in ("ABCDEFGH", "JKLMN P R", " STUVWXYZ")
    for value, letter in enumerate(letters, 1)
    if letter != " "
}
WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
VIN_LENGTH, CHECK_PLACE = 17, 8


def plain(text: str) -> str:
    """A plate or number as it is compared: half-width capitals without spaces, dots and hyphens."""
    return re.sub(r"[\s·•.\-]", "", unicodedata.normalize("NFKC", text).upper())


def is_plate(text: str) -> bool:
    """Whether a text is the plate of a car, of either usual length."""
    plate = plain(text)
    return bool(USUAL.fullmatch(plate) or NEW_ENERGY.fullmatch(plate))


def masked(text: str) -> str:
    """粤B***45, LSG**********3453: a car's plate or number by its ends; what is neither stays as it is."""
    number = plain(text)
    if is_plate(number):
        return hidden(number, 2, 2)
    return text if vin_fault(number) else hidden(number, 3, 4)


def hidden(text: str, first: int, last: int) -> str:
    """So many of a text's first and last characters, the others as stars."""
    return f"{text[:first]}{'*' * (len(text) - first - last)}{text[-last:]}"


def vin_fault(text: str) -> str:
    """What is wrong with a vehicle identification number, in words; empty when nothing is."""
    vin = plain(text)
    if len(vin) != VIN_LENGTH:
        return f"车辆识别代号是 {VIN_LENGTH} 位，现在是 {len(vin)} 位"
    if not re.fullmatch("[A-HJ-NPR-Z0-9]+", vin):
        return "车辆识别代号只用数字和大写字母，不用 I、O、Q"
    if vin[CHECK_PLACE] in "0123456789X" and vin[CHECK_PLACE] != check_figure(vin):
        return "第 9 位（校验位）不对，请对照行驶证"
    return ""


def check_figure(vin: str) -> str:
    """The ninth figure, by the sixteen others; imported cars may have another letter in its place."""
    values = (int(each) if each.isdigit() else LETTERS[each] for each in vin)
    rest = sum(value * weight for value, weight in zip(values, WEIGHTS, strict=True)) % 11
    return "X" if rest == 10 else str(rest)
