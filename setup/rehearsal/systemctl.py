#!/usr/bin/env python3
"""In a chroot: start and stop what the portal's units say, and Debian's services by their scripts.

Of a unit it obeys User, Group, EnvironmentFile, WorkingDirectory, RuntimeDirectory, UMask, KillSignal and
ExecStart; `systemd-analyze verify` looks at the rest.
"""

import os
import pwd
import shlex
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

UNITS, RUNNING, LOGS = Path("/etc/systemd/system"), Path("/run/units"), Path("/var/log/units")
OURS = "guiju-"


def main() -> None:
    verb, *words = sys.argv[1:]
    names = [word.removesuffix(".service") for word in words if not word.startswith("--")]
    for name in names:
        if name.endswith(".timer"):
            print(f"timer {name} stays quiet in a chroot")
        elif name.startswith(OURS):
            {"enable": start, "start": start, "restart": restart, "stop": stop}[verb](name)
        else:
            act = {"enable": "start"}.get(verb, verb)
            subprocess.run(["/usr/sbin/service", name, act], check=True)


def start(name: str) -> None:
    """Start what ExecStart says; wait for what does one thing."""
    said = unit(name)
    for folder in (RUNNING, LOGS):
        folder.mkdir(exist_ok=True)
    make_runtime_directory(said)
    one_thing = said.get("Type") == "oneshot"
    with (LOGS / name).open("ab") as log:
        into = {} if one_thing else {"stdout": log, "stderr": log}
        program = subprocess.Popen(command(said), env=environment(said), start_new_session=True, **into)
    (RUNNING / name).write_text(f"{program.pid}")
    if one_thing:
        sys.exit(program.wait())


def stop(name: str) -> None:
    """Send the unit's signal and wait until it has ended."""
    if not (RUNNING / name).exists():
        return
    pid = int((RUNNING / name).read_text())
    os.kill(pid, signal.Signals[unit(name).get("KillSignal", "SIGTERM")])
    until = time.monotonic() + 60
    while Path(f"/proc/{pid}").exists() and not is_zombie(pid):
        if time.monotonic() > until:
            sys.exit(f"{name} did not end")
        time.sleep(0.1)
    (RUNNING / name).unlink()


def restart(name: str) -> None:
    stop(name)
    start(name)


def unit(name: str) -> dict[str, str]:
    """The last value of each line."""
    lines = (UNITS / f"{name}.service").read_text().splitlines()
    pairs = (line.partition("=") for line in lines if "=" in line and not line.startswith("#"))
    return {key: value for key, _, value in pairs}


def command(said: dict[str, str]) -> list[str]:
    who = ["setpriv", "--reuid", said["User"], "--regid", said["Group"], "--init-groups", "--no-new-privs"]
    where = ["env", "-C", said["WorkingDirectory"], "sh", "-c", f'umask {said["UMask"]}; exec "$@"', "sh"]
    return [*who, *where, *shlex.split(said["ExecStart"])]


def environment(said: dict[str, str]) -> dict[str, str]:
    """What systemd gives, and the lines of the file."""
    lines = shlex.split(Path(said["EnvironmentFile"]).read_text(), comments=True)
    home = pwd.getpwnam(said["User"]).pw_dir
    given = {
        "HOME": home,
        "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        "LANG": "C.UTF-8",
    }
    return {**given, **dict(line.split("=", 1) for line in lines)}


def make_runtime_directory(said: dict[str, str]) -> None:
    if name := said.get("RuntimeDirectory"):
        folder = Path("/run") / name
        folder.mkdir(exist_ok=True)
        shutil.chown(folder, said["User"], said["Group"])
        folder.chmod(int(said["RuntimeDirectoryMode"], 8))


def is_zombie(pid: int) -> bool:
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"


if __name__ == "__main__":
    main()
