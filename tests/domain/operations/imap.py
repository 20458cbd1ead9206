"""A small IMAP server on this machine: one mailbox, one user, what a client that polls it asks for."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager

USER, PASSWORD = "desk", "secret"


class Letters:
    """What lies in the mailbox: letters by their uid, which of them are read, whether marking works."""

    def __init__(self) -> None:
        self.letters: dict[int, bytes] = {}
        self.read: set[int] = set()
        self.marks = True
        self.sessions = 0

    def put(self, raw: bytes) -> int:
        uid = len(self.letters) + 1
        self.letters[uid] = raw
        return uid


class Session(socketserver.StreamRequestHandler):
    """One connection: LOGIN, SELECT, UID SEARCH UNSEEN, UID FETCH, UID STORE, LOGOUT."""

    server: "Server"

    def handle(self) -> None:
        self.server.box.sessions += 1
        self.say("* OK [CAPABILITY IMAP4rev1] ready")
        while line := self.rfile.readline():
            tag, _, command = line.decode().strip().partition(" ")
            self.answer(tag, command)
            if command.upper() == "LOGOUT":
                return

    def answer(self, tag: str, command: str) -> None:
        box, upper = self.server.box, command.upper()
        if upper == "CAPABILITY":
            self.say("* CAPABILITY IMAP4rev1")
        elif upper.startswith("LOGIN") and command.replace('"', "") != f"LOGIN {USER} {PASSWORD}":
            self.say(f"{tag} NO wrong password")
            return
        elif upper.startswith("SELECT"):
            self.say(f"* {len(box.letters)} EXISTS")
        elif upper.startswith("UID SEARCH"):
            unread = [str(uid) for uid in box.letters if uid not in box.read]
            self.say(" ".join(["* SEARCH", *unread]))
        elif upper.startswith("UID FETCH"):
            self.fetch(int(command.split()[2]))
        elif upper.startswith("UID STORE") and not box.marks:
            self.say(f"{tag} NO read-only")
            return
        elif upper.startswith("UID STORE"):
            box.read.add(int(command.split()[2]))
        self.say(f"{tag} OK done")

    def fetch(self, uid: int) -> None:
        raw = self.server.box.letters[uid]
        self.wfile.write(f"* {uid} FETCH (UID {uid} BODY[]<0> {{{len(raw)}}}\r\n".encode())
        self.wfile.write(raw + b")\r\n")

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


class Server(socketserver.ThreadingTCPServer):
    """The server, on a free port."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, box: Letters) -> None:
        super().__init__(("127.0.0.1", 0), Session)
        self.box = box


@contextmanager
def serving(box: Letters) -> Iterator[int]:
    """The server in a thread of its own, until the block ends; its port."""
    with Server(box) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()
