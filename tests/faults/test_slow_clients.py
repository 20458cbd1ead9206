"""Slow clients: twelve posts that come in at 1 KB a second hold no reader, and are taken once whole."""

import os
import secrets
import socket
import time
from urllib.parse import urlencode

from flask import Flask

from portal.core.documents.models import Draft
from tests.faults.reading import READ_WITHIN, slowest
from tests.races.papers import count
from tests.races.people import People, Person

POSTS, KB = 12, 1024
SECONDS = 20 if "EVERY_ROUND" in os.environ else 2


class SlowPost:
    """A post of a draft that has been begun, and comes in piece by piece."""

    def __init__(self, person: Person, key: str) -> None:
        fields = [("csrf_token", person.token), ("act", "save"), ("reason", "慢" * 50), ("rest", "")]
        self.left = urlencode(fields).encode().ljust(SECONDS * KB, b"x")
        head = [f"POST /forms/f97-2/{key} HTTP/1.1", "Host: 127.0.0.1", f"Cookie: {person.cookie}"]
        kind = "Content-Type: application/x-www-form-urlencoded"
        head += [kind, f"Content-Length: {len(self.left)}", "Connection: close"]
        self.line = socket.create_connection(("127.0.0.1", person.port), timeout=30)
        self.line.sendall("\r\n".join([*head, "", ""]).encode())

    def go_on(self) -> None:
        """Send one KB more."""
        self.line.sendall(self.left[:KB])
        self.left = self.left[KB:]

    def status(self) -> int:
        """What the server answers in the end."""
        with self.line:
            return int(self.line.makefile("rb").readline().split()[1])


def test_slow_posts_hold_no_reader(records: Flask, people: People) -> None:
    author, reader = people["1011"], people["1006"]
    keys = [secrets.token_hex(16) for _ in range(POSTS)]
    posts, waited = [SlowPost(author, key) for key in keys], list[float]()
    for _ in range(SECONDS):
        began = time.monotonic()
        for post in posts:
            post.go_on()
        waited.append(slowest(reader, "/"))
        time.sleep(max(0, began + 1 - time.monotonic()))
    assert {post.status() for post in posts} == {303}
    assert all(count(Draft, place=key) == 1 for key in keys)
    assert max(waited) < READ_WITHIN
    print(f"\n{POSTS} posts at 1 KB/s: slowest page {max(waited):.2f} s")
