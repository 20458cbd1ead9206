"""The address space of IT operations."""

from flask import Blueprint

blueprint = Blueprint("operations", __name__)
