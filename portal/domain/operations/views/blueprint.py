"""The address space of IT operations."""

from flask import Blueprint

WORKS = "work_tickets"
blueprint = Blueprint("operations", __name__)
