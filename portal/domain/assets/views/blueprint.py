"""The address space of the register."""

from flask import Blueprint

blueprint = Blueprint("assets", __name__)
