"""The address space of the register."""

from flask import Blueprint

blueprint = Blueprint("customers", __name__)
