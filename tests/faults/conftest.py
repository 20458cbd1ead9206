"""SQLite beside whichever engine a test runs on."""

from tests.backup.empty import sqlite  # noqa: F401 - a fixture
