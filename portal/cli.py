"""The `portal` command: init, demo, serve, worker, run, check."""

import os
import secrets
import signal
import subprocess
import sys

import click
from flask import Flask
from flask_migrate import upgrade

from portal.app import create_app
from portal.config import ROOT, BadSetting, Settings
from portal.core.printing.worker import print_what_is_wanted
from portal.demo import DEMO_PEOPLE, create_demonstration, is_empty
from portal.installation import first_administrator


@click.group()
def main() -> None:
    """规矩：制度门户。"""


@main.command()
@click.option("--company", prompt="公司名称")
@click.option("--number", prompt="管理员工号")
@click.option("--name", prompt="管理员姓名")
def init(company: str, number: str, name: str) -> None:
    """Set up an empty company with one administrator and a random first password."""
    app = migrated_app()
    with app.app_context():
        if not is_empty():
            raise click.ClickException("数据库里已有公司，没有改动。")
        password = secrets.token_urlsafe(12)
        first_administrator(company, number, name, password)
    click.echo(f"已建立 {company}。管理员 {number} {name}，初始密码 {password}")


@main.command()
def demo() -> None:
    """Make the demonstration company in an empty database."""
    app = migrated_app()
    with app.app_context():
        if not is_empty():
            raise click.ClickException("数据库里已有公司，没有改动。")
        create_demonstration(demo_password())
    announce_people()


@main.command()
def serve() -> None:
    """Run the web server."""
    os.execv(granian(), server_command())  # noqa: S606 - our own words


@main.command()
def worker() -> None:
    """Run the worker: papers, sweeps."""
    loaded_app().extensions["jobs"].work()


@main.command()
def run() -> None:
    """Migrate, make the demonstration company if there is none, start web server and worker."""
    app = migrated_app()
    with app.app_context():
        fresh = is_empty()
        if fresh:
            create_demonstration(demo_password())
    announce(app)
    supervise([server_command(), [sys.executable, "-m", "portal.cli", "worker"]])


@main.command(name="print")
def print_now() -> None:
    """Make every paper that is still wanted, now."""
    with loaded_app().app_context():
        print_what_is_wanted()


def loaded_app() -> Flask:
    """The app; a setting that cannot be used is told in one sentence."""
    try:
        return create_app()
    except BadSetting as bad:
        raise click.ClickException(str(bad)) from None


def migrated_app() -> Flask:
    """The app on a database brought up to date."""
    app = loaded_app()
    with app.app_context():
        upgrade(str(ROOT / "migrations"))
    return app


def demo_password() -> str:
    """The demonstration people's password: given, or made up once and kept beside the data."""
    settings = Settings.from_environment()
    place = settings.data / "demo_password"
    if settings.demo_password:
        place.write_text(settings.demo_password)
    elif not place.exists():
        place.write_text(secrets.token_urlsafe(9))
    place.chmod(0o600)
    return place.read_text()


def announce(app: Flask) -> None:
    """Say where the portal is and who may try it."""
    click.echo(f"规矩已启动： http://127.0.0.1:{app.config['SETTINGS'].port}")
    if (Settings.from_environment().data / "demo_password").exists():
        announce_people()
    click.echo("按 Ctrl+C 停止。")


def announce_people() -> None:
    """The demonstration people and their password."""
    click.echo("演示人员（仅供试用）：")
    for number, name, post in DEMO_PEOPLE:
        click.echo(f"  {number}  {name}  {post}")
    click.echo(f"  密码：{(Settings.from_environment().data / 'demo_password').read_text()}")


def granian() -> str:
    """The web server's program."""
    return os.path.join(os.path.dirname(sys.executable), "granian")  # noqa: PTH118, PTH120 - argv wants text


def server_command() -> list[str]:
    """Two processes, so that one slow page does not hold the others."""
    settings = Settings.from_environment()
    where = ["--host", "127.0.0.1", "--port", str(settings.port), "--working-dir", str(ROOT)]
    how = ["--workers", "2", "--respawn-failed-workers", "--log-level", "warning"]
    return [granian(), "--interface", "wsgi", *where, *how, "wsgi:app"]


def supervise(commands: list[list[str]]) -> None:
    """Run programs together; when one ends, or we are told to stop, all end."""
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(0))
    running = [subprocess.Popen(command) for command in commands]  # noqa: S603 - our own words
    try:
        while all(program.poll() is None for program in running):
            wait_a_second(running[0])
    except KeyboardInterrupt:
        click.echo("正在停止…")
    finally:
        for program in running:
            program.terminate()
        for program in running:
            program.wait()


def wait_a_second(program: subprocess.Popen[bytes]) -> None:
    """Wait for a program, a second at most."""
    try:
        program.wait(timeout=1)
    except subprocess.TimeoutExpired:
        return


if __name__ == "__main__":
    main()
