"""统一社会信用代码 (GB 32100): eighteen characters, two of them computed from the others. Pure."""

import unicodedata

CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
BODY = (3, 7, 9, 10, 5, 8, 4, 2)  # GB 11714: the weights of the nine characters that name the organisation
LENGTH = 18


def code_of(text: str) -> str:
    """A text as a code: half-width, in capitals, without spaces."""
    return "".join(unicodedata.normalize("NFKC", text).upper().split())


def fault(code: str) -> str:
    """What is wrong with a code, in words; empty when it is an organisation's."""
    if len(code) != LENGTH:
        return f"统一社会信用代码是 {LENGTH} 位，现在是 {len(code)} 位"
    if set(code) - set(CHARACTERS):
        return "统一社会信用代码只用数字和大写字母，不用 I、O、S、V、Z"
    if code[16] != of_the_body(code[8:16]) or code[17] != of_the_whole(code[:17]):
        return "校验位不对，请对照营业执照；个人没有统一社会信用代码，不能登记为收款单位"
    return ""


def of_the_whole(code: str) -> str:
    """The last character, by the seventeen before it (GB 32100)."""
    total = sum(CHARACTERS.index(c) * weight for c, weight in zip(code, WEIGHTS, strict=True))
    return CHARACTERS[-total % 31]


def of_the_body(body: str) -> str:
    """The ninth character of an organisation's own code, by the eight before it (GB 11714)."""
    total = sum(int(c, 36) * weight for c, weight in zip(body, BODY, strict=True))
    return "0123456789X"[-total % 11]
