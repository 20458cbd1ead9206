"""Numbering: what a document's number looks like, and from which series its serial is drawn."""

import re
from dataclasses import dataclass
from datetime import date

SERIAL = re.compile(r"\{(n+)\}")
PENDING = "待编号"  # what stands in a number's place until it is drawn


class BadPattern(ValueError):
    """A pattern that gives no number: without a serial, or with a field that is none."""


@dataclass(frozen=True)
class Numbering:
    """A pattern such as XF-{yyyymm}-{nnnn}: fields of a day and one gap-free serial.

    The fields are {yyyy} {yy} {mm} {dd} {yyyymm} {yyyymmdd} {yymm}; {nnnn} is the serial with at least four
    figures. What stands before the serial names the series: with {mm} in it a series is a month, with
    {yyyy} alone a year, without any it never begins anew.
    """

    pattern: str

    def __post_init__(self) -> None:
        if len(SERIAL.findall(self.pattern)) != 1 or not self.pattern.endswith("}"):
            raise BadPattern(self.pattern)
        try:
            self.series(date(2026, 1, 1))
        except (KeyError, ValueError, IndexError):
            raise BadPattern(self.pattern) from None

    def series(self, day: date) -> str:
        """The series of a day, e.g. XF-202612."""
        return self.before_serial(day).rstrip("-〕")

    def number(self, day: date, serial: int) -> str:
        """The number of a serial, e.g. XF-202612-0007."""
        return f"{self.before_serial(day)}{serial:0{self.places}}"

    def before_serial(self, day: date) -> str:
        """Everything before the serial."""
        return SERIAL.split(self.pattern)[0].format(
            yyyy=f"{day:%Y}", yy=f"{day:%y}", mm=f"{day:%m}", dd=f"{day:%d}",
            yyyymm=f"{day:%Y%m}", yymm=f"{day:%y%m}", yyyymmdd=f"{day:%Y%m%d}",
        )  # fmt: skip

    @property
    def places(self) -> int:
        """How many figures a serial has at least."""
        return len(SERIAL.findall(self.pattern)[0])
