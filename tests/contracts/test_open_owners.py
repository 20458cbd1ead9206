"""Every column that names a person is history, with the reason, or in a custody that is handed over."""

from flask import Flask

from portal.extensions import Model

HISTORY = {
    "account.person_id": "what somebody has in advance he settles himself; it is nobody else's debt",
    "absence.person_id": "leave that was approved",
    "advance.person_id": "who drew it, and settles it himself",
    "advance_asked.person_id": "who asked for an advance",
    "asset_count.opened_by": "who opened it; whoever keeps the register may close it",
    "asset_count.closed_by": "who closed it",
    "asset_count_line.person_id": "who found it",
    "attachment.person_id": "who uploaded a file",
    "audit_event.person_id": "who did it",
    "blank_issue.person_id": "who printed blanks",
    "calendar_entry.person_id": "who entered it",
    "case_event.person_id": "who wrote it",
    "comment.person_id": "who wrote it",
    "configuration_item.owner_id": "whom its newest paper names; one who left is found by the audit",
    "contract.entered_by": "who entered it",
    "copy.person_id": "who was to know",
    "copy.by_id": "who passed it on",
    "decision.person_id": "who decided",
    "decision.for_id": "for whom it was decided",
    "delegation.created_by": "who entered it",
    "destruction_item.released_by": "who took it off a list, or refused the list",
    "destruction_list.prepared_by": "who prepared it; others sign",
    "destruction_signature.person_id": "who signed",
    "document.author_id": "who wrote it; what comes back to him is a task",
    "draft.person_id": "his own, never sent: nobody else has said it",
    "duty_feed.person_id": "an address of his own, which shows nothing once he has left",
    "duty_occurrence.closed_by": "who released somebody",
    "expense_accrual.person_id": "whose signed table said so",
    "flow_override.person_id": "who entered it",
    "handover.person_id": "who handed over",
    "handover.successor_id": "who took over",
    "handover.by_id": "who let it happen",
    "handover_confirmation.person_id": "who confirmed",
    "hold_act.person_id": "who held it, or released it",
    "identity.person_id": "how he proves who he is; leaving ends it",
    "incident.reporter_id": "who reported it",
    "incident.resolver_id": "who resolves it; what waits for him is a task",
    "inspection.author_id": "whose week was read",
    "inspection.person_id": "who read it",
    "mail_address.person_id": "his own address",
    "new_customer_asked.person_id": "who asked for it",
    "operations_manual_account.holder_id": "whose account it is; the review names who left",
    "notice.person_id": "what he was told",
    "notice_choice.person_id": "what he chose for himself",
    "parameter_change.person_id": "who changed it",
    "phrase.person_id": "his own words",
    "plan_item.person_id": "whom a plan named; what is not done stands on his head's home as well",
    "print_batch.person_id": "who asked for it; nobody else has its file",
    "printed_copy.person_id": "who took it",
    "planned_visit.person_id": "what an approved plan says; who takes over plans anew",
    "refused_attempt.person_id": "who tried it",
    "route_act.person_id": "who did it",
    "route_act.for_id": "for whom it was done",
    "scan.person_id": "who uploaded it",
    "scan_page.decided_by": "who said what it is",
    "settlement.person_id": "who settles what he drew",
    "sign_in.person_id": "a browser of his; leaving ends it",
    "signed_copy.person_id": "who filed it",
    "snapshot.person_id": "who wrote this version",
    "spot_check.person_id": "who checked",
    "submission.person_id": "who spent a form's key",
    "urge.by_id": "who urged",
    "visit.person_id": "who was there",
}


def naming_a_person() -> set[str]:
    """Every column with a foreign key to a person."""
    return {
        f"{table.name}.{column.name}"
        for table in Model.metadata.tables.values()
        for column in table.columns
        if any(key.target_fullname == "person.id" for key in column.foreign_keys)
    }


def test_every_column_that_names_a_person_is_history_or_is_handed_over(app: Flask) -> None:
    handed = [column for custody in app.extensions["custodies"] for column in custody.columns]
    assert len(handed) == len(set(handed))
    assert not HISTORY.keys() & set(handed)
    assert HISTORY.keys() | set(handed) == naming_a_person()
