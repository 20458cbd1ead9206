"""The address space of configuration items."""

from flask import Blueprint

blueprint = Blueprint("configuration", __name__)
