"""Public scanners against the portal, as several people: they find nothing. `make scan`.

wapiti comes with an environment of its own (.venv/scan), sqlmap from the system. MINUTES bounds each scanner
for each person; the portal ends with the last one.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

from portal.config import ROOT
from tests.attack.description import Found
from tests.attack.portal import Target, target

PEOPLE = os.environ.get("PEOPLE", "1001,1003,1009").split(",")  # an author, a manager, the administrator
MINUTES = float(os.environ.get("MINUTES", "10"))
WAPITI = ROOT / ".venv" / "scan" / "bin" / "wapiti"
# Not cookieflags, which wants TLS; nor what needs a host of its own in the internet or names products.
MODULES = ("sql", "timesql", "xss", "permanentxss", "file", "exec", "crlf", "redirect", "csrf", "csp",
           "http_headers", "methods", "backup", "htaccess", "upload", "ssti")  # fmt: skip
INJECTABLE = re.compile(
    r"^(?:Parameter: .*|.*(?:is vulnerable|appears to be '.*' injectable).*)$", re.MULTILINE
)


def main() -> int:
    """Every person, every scanner; 1 where one found something, or the portal failed."""
    with target() as portal:
        found = {
            f"{scanner.__name__} as {number}": told
            for number in PEOPLE
            for scanner in (wapiti, sqlmap)
            if (told := scanner(portal, number))
        }
        faults = portal.faults()
    for who, told in found.items():
        print(who, *told, sep="\n  ")
    print("\n".join(faults[:20]))
    print(f"findings: {sum(map(len, found.values()))}; faults written down: {len(faults)}")
    return 1 if found or faults else 0


def wapiti(portal: Target, number: str) -> list[str]:
    """What wapiti finds on the pages that links of somebody's home lead to."""
    report, seconds = portal.data / f"wapiti-{number}.json", int(MINUTES * 60)
    command = [str(WAPITI), "--url", f"{portal.address}/", "--module", ",".join(MODULES), "--flush-session"]
    command += ["--cookie-value", portal.session(number)[0]]
    command += ["--exclude", f"{portal.address}/logout", "--max-files-per-dir", "20", "--no-bugreport"]
    command += ["--max-scan-time", str(seconds), "--max-attack-time", str(max(10, seconds // len(MODULES)))]
    command += ["--store-session", str(portal.data), "--store-config", str(portal.data)]
    run([*command, "--format", "json", "--output", str(report)], seconds * 3 + 300)
    if not report.exists():
        return ["wapiti made no report"]
    told = json.loads(report.read_text(encoding="utf-8"))
    crawled = told["infos"].get("crawled_pages_nbr", 0)
    print(f"wapiti as {number}: {crawled} pages", flush=True)
    kinds = told["vulnerabilities"] | told["anomalies"]
    return [
        f"{kind}: {each['method']} {each['path']} {each['info']}"
        for kind, all_ in kinds.items()
        for each in all_
    ]


def sqlmap(portal: Target, number: str) -> list[str]:
    """Which parameters sqlmap thinks go into SQL as they are: of every page that is asked something."""
    found, places = Found(portal, number), portal.data / f"sqlmap-{number}.txt"
    with portal.app.test_request_context():
        asked = {
            view: {n: next(iter(v)) or "1" for n, v in said.items()} for view, said in found.queries.items()
        }
        known = {view: {n: next(iter(v)) for n, v in found.parts[view].items()} for view in asked}
        lines = [portal.address + portal.app.url_for(v, **known[v], **asked[v]) for v in sorted(asked) if v]
    places.write_text("\n".join(lines))
    print(f"sqlmap as {number}: {len(lines)} addresses", flush=True)
    command = ["sqlmap", "-m", str(places), "--batch", "--smart", "--cookie", portal.session(number)[0]]
    command += ["--drop-set-cookie", "--flush-session", "--output-dir", str(portal.data / "sqlmap")]
    return INJECTABLE.findall(run([*command, "--disable-coloring"], int(MINUTES * 60)))


def run(command: list[str], seconds: int) -> str:
    """A program's words, ended after so long."""
    try:
        done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=seconds, cwd=ROOT)
        return done.stdout + done.stderr
    except subprocess.TimeoutExpired as late:
        print(f"{Path(command[0]).name}: stopped after {seconds} s", flush=True)
        return (late.stdout or b"").decode(errors="replace")


if __name__ == "__main__":
    sys.exit(main())
