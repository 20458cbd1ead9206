"""The passwords that people choose most, and guessers try first."""

from zxcvbn.frequency_lists import FREQUENCY_LISTS

IN_CHINA = (
    "88888888 66666666 22222222 33333333 55555555 77777777 99999999 00000000 000000000 0000000000 "
    "1111111111 8888888888 123456789a a123456789 a12345678 aa123456 aa123456789 qq123456 qq123456789 "
    "abc123456 abcd123456 asd123456 123456asd 123456abc zxc123456 qwe123456 1234567890a q123456789 "
    "w123456789 z123456789 wang1234 woaini1314 woaini520 woaini521 woaini123 woaini123456 5201314520 "
    "1314520520 5201314a a5201314 52013140 woaiwojia woaiwoziji wodemima iloveyou520 147258369 "
    "789456123 987654321a 110110110 123123123a 31415926 12344321 123654789 123321123 11223344 "
    "1122334455 qazwsxedc 1qaz2wsx3edc admin123 admin888 admin123456 p@ssw0rd password1 test1234 "
    "dearbook xiazhili 20082008 wojiushiwo caonima123 mima1234 mima123456"
)  # 8 characters and more, from what was published of the passwords of Chinese sites
COMMON = frozenset([*FREQUENCY_LISTS["passwords"], *IN_CHINA.split()])


def is_common(password: str) -> bool:
    """Whether it is one of the commonest, in whatever case."""
    return password.casefold() in COMMON
