"""create_app: the portal as an application, made of every layer."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask import Flask, current_app
from flask_bootstrap import Bootstrap5
from flask_wtf import CSRFProtect
from sqlalchemy.exc import SQLAlchemyError

from portal.backup import rehearsals
from portal.config import ROOT, Settings
from portal.core.administration import handovers
from portal.core.administration import views as organisation
from portal.core.approval import beside_models as _beside  # noqa: F401 - tables
from portal.core.approval import models as _approval  # noqa: F401 - tables
from portal.core.approval import override_models as _overrides  # noqa: F401 - tables
from portal.core.approval.departed import replace_departed
from portal.core.approval.editions import faults_at_start
from portal.core.approval.overdue import keep_clocks, watch_clocks
from portal.core.approval.undecided import watch_undecided
from portal.core.approval.vacancies import deliver_held_steps
from portal.core.attachments import models as _attachments  # noqa: F401 - tables
from portal.core.attachments.operations import forgotten, sweep
from portal.core.audit.seals import seal_days
from portal.core.auth.password_views import blueprint as password
from portal.core.auth.passwords import Passwords
from portal.core.auth.views import blueprint as auth
from portal.core.auth.visitor import init_visitors
from portal.core.batch_printing import models as _batch_printing  # noqa: F401 - tables
from portal.core.batch_printing.worker import make_print_batch, make_what_is_wanted
from portal.core.calendar import Calendar
from portal.core.clocks import models as _clocks  # noqa: F401 - tables
from portal.core.comments import models as _comments  # noqa: F401 - tables
from portal.core.delegations import models as _delegations  # noqa: F401 - tables
from portal.core.desk import (
    attachments,
    batches,
    blanks,
    calendars,
    case_boards,
    cases,
    comments,
    conditions,
    copies,
    delegations,
    deliveries,
    document_verbs,
    documents,
    duties,
    duty_feed,
    flow_moves,
    flow_overrides,
    flows,
    holds,
    lists,
    notice_choices,
    notices,
    numbers,
    paper_returns,
    papers,
    parameters,
    people_field,
    phrases,
    print_batches,
    prints,
    regulations,
    reports,
    retention,
    retention_signing,
    scan_pages,
    scans,
    seals,
    search,
    sheets,
    signed_copies,
    static_pages,
    stay_times,
    task_sheets,
    task_verbs,
    tasks,
    terminations,
    urges,
    verbs,
    verification,
    weeks,
    why_not,
    workbooks,
    workdays,
)
from portal.core.desk.attachments import init_attachments
from portal.core.desk.gone import init_gone
from portal.core.desk.moment import this_moment
from portal.core.desk.shell import init_shell
from portal.core.documents import case_models as _cases  # noqa: F401 - tables
from portal.core.documents import compartments as _compartments  # noqa: F401 - the wall
from portal.core.documents.dues import keep_dues
from portal.core.duties import models as _duties  # noqa: F401 - tables
from portal.core.duties.sweep import keep_duties
from portal.core.files.holding import deleting
from portal.core.handovers import models as _handovers  # noqa: F401 - tables
from portal.core.health import models as _health  # noqa: F401 - tables
from portal.core.health import views as health
from portal.core.health.certificates import look_at_certificates
from portal.core.health.conditions import CONDITIONS
from portal.core.health.counting import init_counting
from portal.core.health.look import beat
from portal.core.inspections import models as _inspections  # noqa: F401 - tables
from portal.core.instants import system_clock
from portal.core.jobs.plans import keep_plans
from portal.core.jobs.queue import Jobs
from portal.core.notices import models as _notices  # noqa: F401 - tables
from portal.core.notices.sending import send_notices
from portal.core.org.search import Slowdown
from portal.core.parameters import models as _parameters  # noqa: F401 - tables
from portal.core.parameters.queries import Keeper as Changes
from portal.core.phrases import models as _phrases  # noqa: F401 - tables
from portal.core.printing import models as _printing  # noqa: F401 - tables
from portal.core.printing.worker import print_document, print_what_is_wanted
from portal.core.retention import models as _retention  # noqa: F401 - tables
from portal.core.retention.files import delete_doomed_files
from portal.core.scans import models as _scans  # noqa: F401 - tables
from portal.core.scans.out import keep_papers
from portal.core.scans.worker import bind_signed_copy, read_scan, read_what_is_wanted
from portal.core.timetable import models as _timetable  # noqa: F401 - tables
from portal.core.timetable.queries import Keeper as Times
from portal.core.web.context import now, zone
from portal.core.web.context import settings as settings_now
from portal.core.web.converters import IdConverter, KeyConverter, TokenConverter
from portal.core.web.errors import init_errors
from portal.core.web.front import front, init_hosts
from portal.core.web.headers import init_headers
from portal.core.web.htmx import init_htmx
from portal.core.web.menu import MenuEntry
from portal.core.web.posted import init_posts
from portal.core.web.request_log import init_request_log
from portal.core.web.request_number import init_request_numbers
from portal.core.web.static import FOLDER, address, serve_static
from portal.discovery import discover, enter
from portal.extensions import db, engine_options, init_database, writing

PAGES = (
    attachments,
    lists,
    batches,
    notices,
    notice_choices,
    delegations,
    deliveries,
    search,
    sheets,
    documents,
    papers,
    prints,
    print_batches,
    scans,
    scan_pages,
    signed_copies,
    document_verbs,
    tasks,
    task_sheets,
    urges,
    copies,
    why_not,
    comments,
    phrases,
    task_verbs,
    people_field,
    verbs,
    verification,
    seals,
    terminations,
    weeks,
    duties,
    duty_feed,
    stay_times,
    paper_returns,
    calendars,
    workdays,
    workbooks,
    regulations,
    reports,
    static_pages,
    case_boards,
    cases,
    flows,
    flow_overrides,
    flow_moves,
    parameters,
    numbers,
    blanks,
    retention,
    retention_signing,
    holds,
    organisation,
    handovers,
    conditions,
    health,
)
LARGEST_POST = 2 * 1024 * 1024


def create_app(settings: Settings | None = None) -> Flask:
    """The portal as a WSGI application."""
    settings = settings or Settings.from_environment()
    app = Flask(
        "portal",
        template_folder=str(ROOT / "templates"),
        static_folder=str(FOLDER),
        static_url_path=address(),
    )
    configure(app, settings)
    init_database(app)
    init_hosts(app, settings.serving.hosts)
    init_pages(app)
    init_work(app, settings)
    discover(app)
    app.extensions["panels"] += rehearsals.PANELS
    serve_static(app)
    # The way Flask says to wrap it.
    app.wsgi_app = front(app.wsgi_app, settings.serving)  # type: ignore[assignment, method-assign]
    return app


def warn_of_unknown(app: Flask) -> None:
    """Say loudly what papers on their way use that this program does not know, whoever started it."""
    with app.app_context():
        try:
            found = faults_at_start()
        except SQLAlchemyError as failed:
            found = [f"could not look at the papers on their way: {failed}"]
        db.engine.dispose()  # each process of the server begins with connections of its own
    for fault in found:
        app.logger.critical("%s", fault)


def configure(app: Flask, settings: Settings) -> None:
    """Flask's own settings. A cookie named __Host- is taken only over TLS, and from no other host."""
    serving = settings.serving
    app.config.update(
        SETTINGS=settings,
        CLOCK=system_clock,
        CALENDAR=Calendar(),
        SECRET_KEY=settings.secret_key(),
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=engine_options(settings.database_url),
        MAX_CONTENT_LENGTH=LARGEST_POST,
        MAX_FORM_MEMORY_SIZE=LARGEST_POST,
        PERMANENT_SESSION_LIFETIME=timedelta(days=7),
        SESSION_COOKIE_NAME="__Host-guiju" if serving.https else "guiju",
        SESSION_COOKIE_SECURE=serving.https,
        SESSION_COOKIE_PATH="/",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=None,
        WTF_I18N_ENABLED=False,
    )
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}


def init_pages(app: Flask) -> None:
    """Everything that answers a browser."""
    app.url_map.merge_slashes = False  # one address a page: what is near it is not found
    app.url_map.converters.update(id=IdConverter, key=KeyConverter, token=TokenConverter)
    init_request_numbers(app)
    init_request_log(app)
    init_counting(app, app.config["SETTINGS"])
    init_attachments(app)
    CSRFProtect(app)
    Bootstrap5(app)
    init_visitors(app)
    init_htmx(app)
    init_posts(app)
    init_headers(app)
    init_errors(app)
    init_shell(app)
    init_gone(app)
    app.register_blueprint(auth)
    app.register_blueprint(password)
    app.extensions["menu"] = list[MenuEntry]()
    app.extensions["draft_places"] = dict[str, Callable[..., str]]()
    app.extensions["record_panels"] = dict[str, list[Callable[[Any], Any]]]()
    for page in PAGES:
        enter(app, page)
    app.extensions["people_slowdown"] = Slowdown()


def init_work(app: Flask, settings: Settings) -> None:
    """Passwords, jobs, and who works when."""
    app.extensions["passwords"] = Passwords.cheap() if settings.testing else Passwords.strong()
    jobs = Jobs(app, settings.jobs, settings.queue)
    jobs.register("print_document", print_document)
    jobs.register("send_notices", send_notices)
    jobs.every_minute("send_what_is_wanted", send_notices)
    jobs.every_minute("print_what_is_wanted", print_what_is_wanted)
    jobs.register("read_scan", read_scan)
    jobs.register("bind_signed_copy", bind_signed_copy)
    jobs.every_minute("read_what_is_wanted", read_what_is_wanted)
    jobs.register("make_print_batch", make_print_batch)
    jobs.every_minute("make_what_is_wanted", make_what_is_wanted)
    jobs.every_minute("deliver_held_steps", lambda: deliver_held_steps(this_moment()))
    jobs.every_minute("replace_departed", lambda: replace_departed(this_moment()))
    jobs.every_minute("sweep_attachments", sweep_attachments)
    jobs.register("delete_doomed_files", delete_doomed_files)
    jobs.every_minute("delete_what_is_doomed", delete_doomed_files)
    jobs.every_minute("watch_clocks", lambda: watch_clocks(this_moment()))
    jobs.every_minute("sweep_folders", sweep_folders)
    jobs.every_minute("keep_plans", keep_plans, minute="23")
    jobs.every_minute("seal_days", lambda: seal_days(now(), zone()), minute="*/15")
    jobs.register("keep_duties", keep_dates)
    jobs.every_minute("keep_duties_every_quarter", keep_dates, minute="*/15")
    jobs.every_minute("worker_beat", beat)
    jobs.every_minute("look_at_certificates", look_at_certificates, minute="7")
    app.extensions["jobs"] = jobs
    app.extensions["conditions"] = [*CONDITIONS, rehearsals.stands]
    app.extensions["working_times"] = Times()
    app.extensions["parameter_changes"] = Changes()


def sweep_folders() -> None:
    """What folders want done each minute."""
    for sweep_one in current_app.extensions["minutely"]:
        sweep_one(this_moment())


def keep_dates() -> None:
    """Bring up to date what is owed, and by when what is on its way ought to have been sent."""
    keep_papers(this_moment())
    for keep in current_app.extensions["sweeps"]:
        keep(this_moment())
    keep_duties(this_moment())
    keep_dues(this_moment())
    keep_clocks(this_moment())
    watch_undecided(this_moment())


def sweep_attachments() -> None:
    """Forget files that were never sent, but not while a back-up is made."""
    if db.session.scalar(forgotten(now()).limit(1)):
        with deleting(settings_now().files) as free, writing():
            if free:
                sweep(now(), settings_now().files)
