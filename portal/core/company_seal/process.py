"""The sealing process: certificates are opened and PDFs from outside looked at here and nowhere else."""

import logging
import resource
import sys
from multiprocessing.connection import Connection
from typing import Any

from portal.core.company_seal.job import Expiry, Fault, Look, PutOn
from portal.core.company_seal.looking import look
from portal.core.company_seal.putting import put_on, until
from portal.core.jobs.limits import take_at_most

MEMORY = 1024**3
ACTS: dict[type, Any] = {PutOn: put_on, Look: look, Expiry: until}


def serve(pipe: Connection) -> None:
    """Answer one question after the other until the other end is gone."""
    take_at_most(resource.RLIMIT_AS, MEMORY)
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)  # whom nobody vouches for is no news here
    while True:
        try:
            asked = pipe.recv()
        except EOFError:
            return
        try:
            pipe.send(ACTS[type(asked)](asked))
        except Exception as fault:  # noqa: BLE001 - whatever it is, the asker must hear of it
            pipe.send(Fault(f"{type(fault).__name__}"))


if __name__ == "__main__":
    serve(Connection(int(sys.argv[1])))
