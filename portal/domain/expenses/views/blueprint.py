"""The address space of the register."""

from flask import Blueprint

blueprint = Blueprint("expenses", __name__)
