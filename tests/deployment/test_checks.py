"""`portal check`: what an installation lacks, each lack with and without."""

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy import text

from portal.backup.key import SHORTEST
from portal.backup.rehearsals import MOST_DAYS, Rehearsal, remember
from portal.cli import main
from portal.config import Settings
from portal.core.approval.models import FlowEdition
from portal.deployment import backups, database, machine, people, reached, secret, versions, work
from portal.deployment.checks import BY_ITSELF, BY_THE_DATABASE, lacks
from portal.deployment.lack import Lack, Lacks, must, should
from portal.extensions import db, writing
from portal.outgoing import MailServer, Outgoing
from portal.serving import Serving
from tests.conftest import TestClock
from tests.databases import free_port
from tests.plans import plan

WELL_SERVED = Serving(("portal.example.com",), 1, True, "unix:/run/guiju/web.sock", 2)
LETTERS = Outgoing(MailServer("mail", 25, False), "portal@example.com", "https://portal.example.com")
NETWORK_DISK = "/dev/sda / ext4 rw 0 0\nserver:/x /srv/portal nfs4 rw 0 0\nproc /proc proc rw 0 0\n"


def said(found: Lacks) -> str:
    return "\n".join(map(str, found))


def ask(*words: str, **environment: str) -> Result:
    """A command, in an environment that says nothing else."""
    unset = dict.fromkeys((name for name in os.environ if name.startswith("PORTAL_")), None)
    return CliRunner().invoke(main, words, env={**unset, "DATABASE_URL": None, **environment})


@pytest.fixture
def well(settings: Settings) -> Settings:
    """A deployment that lacks nothing but a company of its own."""
    settings.data.chmod(0o700)
    key = settings.data / "backup_key"
    key.write_text("k" * SHORTEST)
    return replace(settings, serving=WELL_SERVED, outgoing=LETTERS, backup_key=key)


def serving(**changed: object) -> Callable[[Settings], Settings]:
    return lambda well: replace(well, serving=replace(WELL_SERVED, **changed))


def outgoing(**changed: object) -> Callable[[Settings], Settings]:
    return lambda well: replace(well, outgoing=replace(LETTERS, **changed))


def free(gigabytes: int) -> Callable[[str], os.statvfs_result]:
    return lambda _path: type("Usage", (), {"free": gigabytes * machine.GIGABYTE + 1})()


@pytest.mark.parametrize(
    ("check", "changed", "words"),
    [
        (reached.hosts, serving(hosts=()), "必须　没有限定主机名"),
        (reached.hosts, outgoing(url="https://old.example.com"), "必须　PORTAL_URL 里的主机名 old"),
        (reached.tls, serving(https=False), "必须　没有启用 TLS"),
        (reached.tls, outgoing(url="http://portal.example.com"), "必须　用了 TLS，PORTAL_URL 还是 http"),
        (reached.proxies, serving(proxies=0), "必须　TLS 由前面的代理负责"),
        (reached.proxies, serving(bind="10.0.0.5"), "建议　门户在 10.0.0.5 上听，别的机器可以绕过"),
        (reached.proxies, serving(bind="::", proxies=0, https=False), "建议　门户在 :: 上直接对外"),
        (reached.processes, serving(processes=1), "建议　只有一个网页进程"),
        (work.mail, outgoing(server=None), "建议　没有设发信的路"),
        (machine.zone, lambda well: replace(well, zone="Asia/Nowhere"), "必须　没有时区 Asia/Nowhere"),
        (machine.disk, lambda well: replace(well, queue="redis://a"), "建议　按多机或多进程设了"),
        (machine.disk, serving(processes=5), "建议　按多机或多进程设了"),
    ],
)
def test_a_setting_that_is_missing_or_wrong_is_told(
    well: Settings, check: Callable[[Settings], Lacks], changed: Callable[[Settings], Settings], words: str
) -> None:
    assert said(check(well)) == ""
    assert words in said(check(changed(well)))


def test_this_machine_alone_may_serve_without_a_proxy(well: Settings) -> None:
    alone = replace(well, serving=Serving())
    assert said(reached.proxies(alone)) == ""


@pytest.mark.parametrize(
    ("key", "weak"),
    [("abcdefghij" * 5, False), ("abcdefghij" * 5 + "\n", False), (("abcdefghij" * 5)[:49], True),
     ("abcde" * 10, False), ("abcd" * 20, True)],
)  # fmt: skip
def test_a_key_has_50_characters_of_5_kinds(well: Settings, key: str, weak: bool) -> None:
    (well.data / "secret_key").write_text(key)
    assert ("必须　签名密钥太弱" in said(secret.key(well))) is weak


@pytest.mark.parametrize(("mode", "open_"), [(0o600, False), (0o400, False), (0o640, True), (0o604, True)])
def test_nobody_else_reads_the_key(well: Settings, mode: int, open_: bool) -> None:
    well.secret_key()
    well.secret_key_file.chmod(mode)
    assert ("必须　别的用户也能读签名密钥" in said(secret.key_mode(well))) is open_


@pytest.mark.parametrize(("mode", "open_"), [(0o700, False), (0o750, False), (0o755, True), (0o701, True)])
def test_nobody_else_reads_the_data(well: Settings, mode: int, open_: bool) -> None:
    well.data.chmod(mode)
    assert ("必须　别的用户也能看数据文件夹" in said(secret.data_mode(well))) is open_


@pytest.mark.parametrize(("user", "told"), [(0, True), (1000, False)])
def test_root_runs_no_portal(well: Settings, monkeypatch: pytest.MonkeyPatch, user: int, told: bool) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: user)
    assert ("建议　现在是 root 在运行" in said(secret.user(well))) is told


@pytest.mark.parametrize(("debug", "told"), [(True, True), (False, False)])
def test_debugging_is_off(app: Flask, well: Settings, debug: bool, told: bool) -> None:
    app.debug = debug
    with app.app_context():
        assert ("必须　调试模式开着" in said(reached.debugging(well))) is told


@pytest.mark.parametrize(("gigabytes", "words"), [(0, "必须"), (1, "建议"), (4, "建议"), (5, "")])
def test_a_disk_that_fills_up_is_told(
    well: Settings, monkeypatch: pytest.MonkeyPatch, gigabytes: int, words: str
) -> None:
    monkeypatch.setattr(machine.shutil, "disk_usage", free(gigabytes))
    assert said(machine.space(well))[:2] == words


@pytest.mark.parametrize(
    ("path", "kind"), [("/srv/portal/data", "nfs4"), ("/srv/portals", "ext4"), ("/var/lib/guiju", "ext4")]
)
def test_a_folder_s_file_system_is_that_of_the_nearest_mount(path: str, kind: str) -> None:
    assert machine.filesystem(Path(path), NETWORK_DISK) == kind


def test_sqlite_lies_on_a_disk_of_this_machine(
    well: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mounts").write_text(f"server:/x {well.data} nfs4 rw 0 0\n")
    monkeypatch.setattr(machine, "MOUNTS", tmp_path / "mounts")
    assert "必须　SQLite 的库在网络磁盘上" in said(machine.disk(well))
    assert said(machine.disk(replace(well, database_url="postgresql+psycopg://a@b/c"))) == ""


def test_what_set_up_makes_is_there_or_told(well: Settings, tmp_path: Path) -> None:
    for check in (machine.subsetter, machine.fonts, machine.vendor):
        assert said(check(well)) == ""
    assert "必须　缺 libharfbuzz-subset" in said(machine.subsetter(well, "libnone.so.0"))
    assert "必须　没有打印字体" in said(machine.fonts(well, tmp_path / "coverage.json"))
    assert "必须　缺前端文件 htmx.min.js、bootstrap.min.css" in said(machine.vendor(well, tmp_path))


def test_no_package_is_older_than_what_mended_its_hole(well: Settings) -> None:
    assert said(versions.floors(well)) == ""
    assert said(versions.below({"weasyprint": "70.0"}, {"weasyprint": "70.0"})) == ""
    assert said(versions.below({"weasyprint": "70.0"}, {"weasyprint": "69.9.1"})).startswith(
        "必须　weasyprint"
    )
    assert said(versions.below({"flask": "3.1.1"}, {"flask": "3.1.10"})) == ""


def test_a_passphrase_that_cannot_seal_a_backup_is_told(well: Settings) -> None:
    assert said(backups.passphrase(well)) == ""
    assert "必须　不能备份：没有设置 PORTAL_BACKUP_KEY_FILE" in said(
        backups.passphrase(replace(well, backup_key=None))
    )
    well.backup_key.write_text("k" * (SHORTEST - 1))
    assert f"必须　不能备份：PORTAL_BACKUP_KEY_FILE={well.backup_key}：口令至少" in said(
        backups.passphrase(well)
    )


@pytest.mark.parametrize(
    ("days", "late"), [(None, True), (0, False), (MOST_DAYS, False), (MOST_DAYS + 1, True)]
)
def test_a_backup_is_restored_every_week(
    app: Flask, well: Settings, clock: TestClock, days: int | None, late: bool
) -> None:
    if days is not None:
        remember(well.data, Rehearsal(clock() - timedelta(days=days), ""))
    with app.app_context():
        assert ("执行 portal rehearse" in said(backups.rehearsed(well))) is late


@pytest.mark.parametrize(("queue", "words"), [("", ""), ("redis://127.0.0.1:{}/0", "必须　连不上任务队列")])
def test_a_queue_that_does_not_answer_is_told(app: Flask, well: Settings, queue: str, words: str) -> None:
    jobs = app.extensions["jobs"]
    if queue:
        app.extensions["jobs"] = type(jobs)(app, well.jobs, queue.format(free_port()))
    with app.app_context():
        assert said(work.queue(well)).startswith(words)


@pytest.mark.parametrize(("queue", "told"), [("redis://a/0", True), ("redis://:p@a/0", False), ("", False)])
def test_a_redis_without_a_password_is_told(app: Flask, well: Settings, queue: str, told: bool) -> None:
    with app.app_context():
        assert ("建议　Redis 没有密码" in said(work.queue(replace(well, queue=queue)))) is told


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2026, 11, 23, 2, tzinfo=UTC), ""),
        (datetime(2026, 11, 30, 2, tzinfo=UTC), ""),
        (datetime(2026, 12, 1, 2, tzinfo=UTC), "建议　2027 年的节假日还没有录入"),
        (datetime(2027, 1, 4, 2, tzinfo=UTC), "必须　2027 年的节假日还没有录入"),
    ],
)
def test_a_year_without_holidays_is_told_from_december(
    app: Flask, well: Settings, clock: TestClock, moment: datetime, words: str
) -> None:
    clock.moment = moment
    with app.app_context():
        assert said(work.working_days(well)).startswith(words) is True
        assert bool(said(work.working_days(well))) is bool(words)


def test_papers_that_this_program_does_not_know_are_told(app: Flask, well: Settings) -> None:
    plan(app)
    with app.app_context():
        assert said(work.papers(well)) == ""
        with writing() as session:
            stored = session.query(FlowEdition).one()
            stored.steps = stored.steps.replace('"by":', '"rule":"dropped","by":')
        assert "必须　F01-1：1 张未办完的单据用到步骤「审核」的条件 dropped" in said(work.papers(well))


@pytest.mark.both_databases(whole=True)
def test_the_guards_are_those_of_a_migrated_database(app: Flask, well: Settings) -> None:
    """Whoever adds one names it here too."""
    with app.app_context():
        with db.engine.connect() as connection:
            assert database.there(connection) == database.wanted(connection.dialect.name)
        assert said(database.guards(well)) == ""
        assert said(database.migrated(well)) == ""


@pytest.mark.both_databases(whole=True)
def test_a_guard_that_was_taken_away_and_an_old_database_are_told(app: Flask, well: Settings) -> None:
    with app.app_context():
        on = "" if db.engine.dialect.name == "sqlite" else " ON audit_event"
        with writing() as session:
            session.execute(text(f"DROP TRIGGER audit_event_no_delete{on}"))
            session.execute(text("UPDATE alembic_version SET version_num = '0001'"))
        assert "必须　不许改动记录的触发器少了 1 个（audit_event_no_delete 等）" in said(
            database.guards(well)
        )
        assert "必须　数据库的版本是 0001，程序要 " in said(database.migrated(well))
        with writing() as session:
            session.execute(text("DROP TABLE alembic_version"))
        assert "必须　数据库是空的" in said(database.migrated(well))


@pytest.mark.both_databases
def test_what_the_server_or_its_role_lacks_is_told(app: Flask, well: Settings) -> None:
    """The tests' own PostgreSQL is fast instead of safe, and asked as its superuser."""
    with app.app_context():
        told = said(database.server(replace(well, serving=replace(WELL_SERVED, processes=64))))
    if well.database_url.startswith("sqlite"):
        assert told == ""
        return
    assert "必须　PostgreSQL 的 fsync、full_page_writes、synchronous_commit 关着" in told
    assert "必须　门户用数据库的超级用户连接" in told
    assert "个连接，65 个进程会要到 650 个" in told


def test_a_database_that_is_away_is_told_and_nothing_more_is_asked_of_it(tmp_path: Path) -> None:
    away = f"postgresql://nobody@127.0.0.1:{free_port()}/portal"
    found = ask("check", PORTAL_DATA=f"{tmp_path}", DATABASE_URL=away)
    assert found.exit_code == 1
    assert "必须　连不上数据库" in found.stdout
    assert "Traceback" not in found.output


def test_the_demonstration_is_no_company(app: Flask, well: Settings) -> None:
    with app.app_context():
        assert said(people.demonstration(well)).startswith("必须　库里是演示公司")
        with writing() as session:
            session.execute(text("UPDATE person SET name = name || '甲' WHERE id > 3"))
        assert said(people.demonstration(well)) == ""
        assert "必须　演示密码还在" in said(people.demonstration(replace(well, demo_password="x")))
        (well.data / "demo_password").write_text("x")
        assert "必须　演示密码还在" in said(people.demonstration(well))


def test_an_administrator_has_a_password_of_his_own_that_nobody_guesses(app: Flask, well: Settings) -> None:
    hashes = app.extensions["passwords"]

    def give(password: str, until: str | None) -> None:
        new = {"secret": hashes.hash(password), "until": until}
        change = "UPDATE identity SET secret = :secret, first_until = :until WHERE subject = '1009'"
        with writing() as session:
            session.execute(text(change), new)

    with app.app_context():
        for weak in ("1009", "12345678", "password"):
            give(weak, None)
            assert "必须　管理员 1009 的密码一猜就中" in said(people.administrators(well)), weak
        give("我们仓库门口有三棵树", "2026-11-30 00:00:00")
        assert said(people.administrators(well)).startswith("建议　管理员 1009 还在用初始密码")
        give("我们仓库门口有三棵树", None)
        assert said(people.administrators(well)) == ""
        with writing() as session:
            session.execute(text("UPDATE post SET role = 'assistant' WHERE role = 'portal_admin'"))
        assert "必须　没有在任的系统管理者" in said(people.administrators(well))


def test_every_check_is_in_the_list() -> None:
    asked = {check.__name__ for check in (*BY_ITSELF, *BY_THE_DATABASE)}
    assert len(asked) == len(BY_ITSELF) + len(BY_THE_DATABASE) == 26


def test_the_command_tells_each_lack_in_a_line_and_fails_while_one_is_serious(well: Settings) -> None:
    found = ask("check", PORTAL_DATA=f"{well.data}")
    assert found.exit_code == 1
    assert {line[:3] for line in found.stdout.splitlines()} <= {"必须　", "建议　"}
    assert "必须　没有限定主机名" in found.stdout
    assert "处必须先补上" in found.stderr


def test_a_well_made_installation_passes(
    app: Flask, well: Settings, clock: TestClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan(app)
    with app.app_context(), writing() as session:
        session.execute(text("UPDATE person SET name = name || '甲'"))
    monkeypatch.setattr("portal.app.system_clock", clock)
    made = {"PORTAL_HOSTS": "portal.example.com", "PORTAL_HTTPS": "1", "PORTAL_PROXIES": "1"}
    found = ask("check", PORTAL_DATA=f"{well.data}", PORTAL_BACKUP_KEY_FILE=f"{well.backup_key}", **made)
    assert (found.exit_code, found.stderr) == (0, ""), found.stdout
    assert "没有必须补的；未办完的单据都能照现在的程序办下去。" in found.stdout


def test_a_lack_says_whether_it_is_serious() -> None:
    assert [str(must("甲")), str(should("乙"))] == ["必须　甲", "建议　乙"]
    assert Lack(True, "甲") == must("甲")


def test_nothing_is_asked_of_a_database_that_is_not_ready(app: Flask, well: Settings) -> None:
    with app.app_context():
        with writing() as session:
            session.execute(text("DROP TABLE alembic_version"))
        found = list(lacks(well))
    assert [lack.words[:6] for lack in found if lack.serious] == ["数据库是空的"]
