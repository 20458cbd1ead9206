"""Figure 18: does a wrong password take as long for a number that exists; what are forty at once told?

.venv/bin/python -m tests.bench.guessing http://127.0.0.1:8000 1001 1002 1003 1004
"""

import http.client
import re
import statistics
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode, urlsplit

FAR, ROUNDS, AT_ONCE = 0.15, 4, 40
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]*)"')


def main(place: str, *known: str) -> None:
    """Measure both, in turn; exit 1 where they can be told apart or guesses at one instant are all tried."""
    unknown = [f"7{number}" for number in known]
    pairs = [each for pair in zip(known, unknown, strict=True) for each in pair] * ROUNDS
    tried = [(number, *guess(place, number)) for number in pairs]
    took = [
        statistics.median(t for n, t, status in tried if n in g and status == 422) for g in (known, unknown)
    ]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        told = Counter(status for _, status in pool.map(lambda _: guess(place, "70000"), range(AT_ONCE)))
    apart = abs(took[0] / took[1] - 1)
    print(
        f"known {took[0]:.3f} s, unknown {took[1]:.3f} s: {apart:.0%} apart; {AT_ONCE} at once: {dict(told)}"
    )
    sys.exit(apart > FAR or told[429] < AT_ONCE / 2)


def guess(place: str, number: str) -> tuple[float, int]:
    """How long one wrong try takes, and what it is told."""
    where = http.client.HTTPConnection(urlsplit(place).netloc, timeout=60)
    where.request("GET", "/login")
    page = where.getresponse()
    cookie = (page.getheader("Set-Cookie") or "").partition(";")[0]
    found = TOKEN.search(page.read().decode())
    typed = urlencode({"csrf_token": found[1] if found else "", "number": number, "password": "wrong-1234"})
    begun = time.perf_counter()
    where.request("POST", "/login", typed, FORM | {"Cookie": cookie})
    answer = where.getresponse()
    answer.read()
    where.close()
    return time.perf_counter() - begun, answer.status


if __name__ == "__main__":
    main(*sys.argv[1:])
