"""Fuzz every route as several people with schemathesis: no answer is a fault of ours. `make fuzz`.

SEEDS=1,2 CASES=20 PEOPLE=1001 make a shorter round; MINUTES bounds each, and the portal ends with it.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.attack.description import description
from tests.attack.portal import Target, target

PEOPLE = os.environ.get("PEOPLE", "1001,1003,1009").split(",")  # an author, a manager, the administrator
SEEDS = os.environ.get("SEEDS", "1,2,3,4,5").split(",")
CASES = os.environ.get("CASES", "100")
MINUTES = float(os.environ.get("MINUTES", "120"))
PROGRAM = Path(sys.executable).parent / "schemathesis"
HOW = ["--phases", "fuzzing", "--checks", "not_a_server_error", "--suppress-health-check", "all",
       "--mode", "positive", "--no-shrink", "--generation-database", "none", "--continue-on-failure",
       "--warnings", "off", "--no-color"]  # fmt: skip


def main() -> int:
    """Each person with each seed; 1 where anything answered with a fault."""
    with target() as portal:
        failed = [
            f"{number} seed {seed}"
            for place, seed in enumerate(SEEDS)
            for number in (PEOPLE if len(SEEDS) == 1 else PEOPLE[place % len(PEOPLE) :][:1])
            if fuzz(portal, number, seed)
        ]
        faults = portal.faults()
    print("\n".join(faults[:20]))
    print(f"failed: {failed or 'none'}; faults written down: {len(faults)}")
    return 1 if failed or faults else 0


def fuzz(portal: Target, number: str, seed: str) -> bool:
    """One person's round; whether anything failed."""
    cookie, token = portal.session(number)
    told = portal.data / "openapi.json"
    told.write_text(json.dumps(description(portal, number, token), ensure_ascii=True))
    print(f"--- {number}, seed {seed}, {CASES} cases a route", flush=True)
    command = [str(PROGRAM), "run", str(told), "--url", portal.address, "--header", f"Cookie: {cookie}"]
    command += ["--seed", seed, "--max-examples", CASES, *HOW]
    try:
        return subprocess.run(command, check=False, timeout=MINUTES * 60, cwd=portal.data).returncode != 0
    except subprocess.TimeoutExpired:
        print(f"stopped after {MINUTES:g} minutes: nothing had failed so far is not known", flush=True)
        return True


if __name__ == "__main__":
    sys.exit(main())
