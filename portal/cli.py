"""The `portal` command: init, password, demo, run, serve, worker, print, reindex, verify, check, migrate,
backup, restore, rehearse."""

import os
import secrets
import sys
from pathlib import Path

import click
from flask import Flask
from flask_migrate import upgrade

from portal.app import create_app
from portal.backup.key import passphrase_of
from portal.backup.making import make
from portal.backup.rehearsing import rehearse as try_out
from portal.backup.restoring import restore as take_back
from portal.backup.telling import progress, told_in_words, warn_of_files
from portal.config import ROOT, BadSetting, Settings
from portal.core.approval.editions import faults_at_start as unknown_to_papers
from portal.core.documents.texts import remember_all
from portal.core.health.counting import share
from portal.core.printing.worker import print_what_is_wanted
from portal.core.web.context import zone
from portal.demonstration.company import DEMO_PEOPLE, create_demonstration, is_empty
from portal.deployment.checks import lacks
from portal.extensions import writing
from portal.installation import first_administrator, give_first_password
from portal.logs import begin
from portal.running import answers, make_room, run_together, server_command
from portal.soundness import tell

BACKUP = click.Path(dir_okay=False, path_type=Path)


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
    click.echo(f"已建立 {company}。管理员 {number} {name}，初始密码 {password}，七天内有效")


@main.command()
@click.argument("number")
def password(number: str) -> None:
    """Give an employee a new first password where no administrator can; his sessions end."""
    fresh = secrets.token_urlsafe(12)
    with loaded_app().app_context():
        if not give_first_password(number, fresh):
            raise click.ClickException(f"没有工号是 {number} 的在职人员。")
    click.echo(f"工号 {number} 的新初始密码 {fresh}，七天内有效，登录后要先改。")


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
    """Run the web server, unless papers on their way need what this program does not know."""
    require_known(loaded_app())
    make_room(loaded_settings())
    share(loaded_settings())
    command = server_command(loaded_settings())
    os.execv(command[0], command)  # noqa: S606 - our own words


@main.command()
def worker() -> None:
    """Run the worker: papers, sweeps; refused as the web server is."""
    app = loaded_app()
    begin(app.config["SETTINGS"].log)
    require_known(app)
    app.extensions["jobs"].work()


@main.command()
def run() -> None:
    """Migrate, make the demonstration company if there is none, start web server and worker."""
    settings = loaded_settings()
    if answers(settings):
        raise click.ClickException(
            f"端口 {settings.port} 已被占用。换一个端口：PORT={settings.port + 1} make run"
        )
    app = migrated_app()
    require_known(app)
    with app.app_context():
        if is_empty():
            create_demonstration(demo_password())
    share(settings)
    programs = [server_command(settings), [sys.executable, "-m", "portal.cli", "worker"]]
    run_together(programs, settings, when_up=lambda: announce(settings))


@main.command()
@click.option("--all", "every", is_flag=True, help="逐处列出，不只是每一类的第一处。")
def verify(every: bool) -> None:
    """Recompute every audit stream, daily seal, version, stored file and archive PDF, add up the ledger, read
    every change of a parameter and of a flow; name the first fault of each kind."""
    with loaded_app().app_context():
        found = tell(every, click.echo)
    if found:
        raise click.ClickException(f"{found} 处有问题。")
    click.echo("审计记录完整。")


@main.command()
@click.argument("file", type=BACKUP)
def backup(file: Path) -> None:
    """Write everything in use into one sealed file, while others go on working."""
    app = loaded_app()
    with app.app_context(), told_in_words():
        manifest = make(file, passphrase_of(app.config["SETTINGS"]), progress())
    click.echo(f"已备份到 {file}：{manifest.rows:,} 行，{manifest.files.count:,} 个文件。")
    warn_of_files(manifest)


@main.command()
@click.argument("file", type=BACKUP)
def restore(file: Path) -> None:
    """Take a back-up into an empty database and an empty files folder."""
    app = loaded_app()
    with app.app_context(), told_in_words():
        manifest = take_back(file, passphrase_of(app.config["SETTINGS"]), progress())
        when = f"{manifest.at.astimezone(zone()):%Y-%m-%d %H:%M}"
    click.echo(f"已恢复 {when} 的备份：{manifest.rows:,} 行，{manifest.files.count:,} 个文件。")
    warn_of_files(manifest)
    require_known(app)


@main.command()
@click.argument("file", type=BACKUP, required=False)
def rehearse(file: Path | None) -> None:
    """Restore a back-up, or one made now, into a place of its own, verify it there, remember the result."""
    app = loaded_app()
    with app.app_context(), told_in_words():
        result = try_out(file, passphrase_of(app.config["SETTINGS"]), create_app, progress())
    if result.fault:
        raise click.ClickException(f"恢复演练没有成功：{result.fault}。")
    click.echo(f"恢复演练成功：{result.rows:,} 行，{result.files:,} 个文件，用了 {result.seconds:.0f} 秒。")


@main.command()
def check() -> None:
    """Say what the installation lacks, and whether this program knows every condition, post and form that
    papers on their way still use; fails while something must be mended."""
    settings, app = loaded_settings(), loaded_app()
    with app.app_context():
        found = list(lacks(settings))
    for lack in found:
        click.echo(lack)
    if serious := sum(lack.serious for lack in found):
        raise click.ClickException(f"{serious} 处必须先补上。")
    click.echo("没有必须补的；未办完的单据都能照现在的程序办下去。")


@main.command()
def migrate() -> None:
    """Bring the database up to date; stop web server and worker before."""
    migrated_app()
    click.echo("数据库已是这一版程序的样子。")


@main.command()
def reindex() -> None:
    """Make the texts that search looks in anew."""
    with loaded_app().app_context(), writing():
        count = remember_all()
    click.echo(f"已重建 {count} 份单据的检索文本。")


@main.command(name="print")
def print_now() -> None:
    """Make every paper that is still wanted, now."""
    with loaded_app().app_context():
        print_what_is_wanted()


def loaded_settings() -> Settings:
    """The environment's settings; one that cannot be used is told in one sentence."""
    try:
        return Settings.from_environment()
    except BadSetting as bad:
        raise click.ClickException(str(bad)) from None


def loaded_app() -> Flask:
    """The app on the environment's settings."""
    return create_app(loaded_settings())


def migrated_app() -> Flask:
    """The app on a database brought up to date."""
    app = loaded_app()
    with app.app_context():
        upgrade(str(ROOT / "migrations"))
    return app


def require_known(app: Flask) -> None:
    """Refuse a deployment that drops what papers on their way still use, and say what it is."""
    with app.app_context():
        found = unknown_to_papers()
    for fault in found:
        click.echo(fault, err=True)
    if found:
        raise click.ClickException(f"{len(found)} 处未办完的单据还要用，不能用这一版程序。请装回原来的程序。")


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


def announce(settings: Settings) -> None:
    """Say where the portal is and who may try it."""
    click.echo(f"规矩已启动： http://127.0.0.1:{settings.port}")
    if (settings.data / "demo_password").exists():
        announce_people()
    click.echo("按 Ctrl+C 停止。")


def announce_people() -> None:
    """The demonstration people and their password."""
    click.echo("演示人员（仅供试用）：")
    for number, name, post in DEMO_PEOPLE:
        click.echo(f"  {number}  {name}  {post}")
    click.echo(f"  密码：{(Settings.from_environment().data / 'demo_password').read_text()}")


if __name__ == "__main__":
    main()
