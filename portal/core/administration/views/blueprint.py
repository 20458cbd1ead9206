"""The address space of the organisation."""

from flask import Blueprint

blueprint = Blueprint("organisation", __name__)
