"""The address space of the register."""

from flask import Blueprint

blueprint = Blueprint("payees", __name__)
