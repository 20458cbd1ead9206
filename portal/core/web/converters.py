"""Ids and keys in addresses: plain, bounded, ASCII; anything else is no address of ours."""

from werkzeug.routing import BaseConverter


class IdConverter(BaseConverter):
    """A row's id: 1 to 9 ASCII digits, which a 32-bit column of PostgreSQL still holds."""

    regex = "[1-9][0-9]{0,8}"

    def to_python(self, value: str) -> int:
        """The id as a number."""
        return int(value)


class TokenConverter(BaseConverter):
    """A secret of 256 bits as base64url writes it."""

    regex = "[A-Za-z0-9_-]{43}"


class KeyConverter(BaseConverter):
    """A sheet's key: 32 hexadecimal digits (128 bits)."""

    regex = "[0-9a-f]{32}"
