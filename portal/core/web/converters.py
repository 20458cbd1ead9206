"""Ids and keys in addresses: plain, bounded, ASCII; anything else is no address of ours."""

from werkzeug.routing import BaseConverter


class IdConverter(BaseConverter):
    """A row's id: 1 to 18 ASCII digits, so that no database overflows."""

    regex = "[1-9][0-9]{0,17}"

    def to_python(self, value: str) -> int:
        """The id as a number."""
        return int(value)


class KeyConverter(BaseConverter):
    """A sheet's key: 32 hexadecimal digits (128 bits)."""

    regex = "[0-9a-f]{32}"
