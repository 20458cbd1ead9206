"""All checks, in the order in which they are told."""

from portal.config import Settings
from portal.deployment import backups, database, machine, people, reached, secret, versions, work
from portal.deployment.lack import Check, Lacks

BY_ITSELF: tuple[Check, ...] = (
    secret.key,
    secret.key_mode,
    secret.data_mode,
    secret.user,
    reached.hosts,
    reached.tls,
    reached.proxies,
    reached.processes,
    reached.debugging,
    machine.space,
    machine.disk,
    machine.subsetter,
    machine.fonts,
    machine.vendor,
    machine.zone,
    versions.floors,
    work.queue,
    work.mail,
    backups.passphrase,
    backups.rehearsed,
)
BY_THE_DATABASE: tuple[Check, ...] = (
    database.guards,
    database.server,
    people.demonstration,
    people.administrators,
    work.working_days,
    work.papers,
)


def lacks(settings: Settings) -> Lacks:
    """What the installation lacks; of a database that is not there or not ready nothing more is asked."""
    for check in BY_ITSELF:
        yield from check(settings)
    unready = list(database.migrated(settings))
    yield from unready
    for check in () if unready else BY_THE_DATABASE:
        yield from check(settings)
