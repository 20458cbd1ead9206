"""Addresses within the portal, also where nobody asked for a page."""

from flask import current_app


def path_to(endpoint: str, **values: object) -> str:
    """The path of a page."""
    return current_app.url_map.bind("portal").build(endpoint, values)
