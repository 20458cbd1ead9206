"""The address space of the register."""

from flask import Blueprint

blueprint = Blueprint("products", __name__)
