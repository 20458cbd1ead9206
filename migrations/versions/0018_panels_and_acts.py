"""Approval to the last verb: panels, waiting tasks, decisions for somebody, acts on the way, voiding."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None
NUMBERS = ("holding_id", "opened_by", "woken_by", "closed_by", "origin_id")
INSTANTS = ("seen_at", "acted_at")


def upgrade() -> None:
    op.create_table(
        "panel",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("step_id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("side", sa.String(length=8), nullable=False),
        sa.Column("mode", sa.String(length=10), nullable=False),
        sa.Column("share", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_panel_document_id")),
        sa.ForeignKeyConstraint(["step_id"], ["route_step.id"], name=op.f("fk_panel_step_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_panel")),
    )
    op.create_index(op.f("ix_panel_step_id"), "panel", ["step_id"])
    op.create_table(
        "route_act",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=True),
        sa.Column("decision_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("for_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("names", sa.String(length=300), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("post", sa.String(length=60), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_route_act_document_id")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_route_act_task_id")),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"], name=op.f("fk_route_act_decision_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_route_act_person_id")),
        sa.ForeignKeyConstraint(["for_id"], ["person.id"], name=op.f("fk_route_act_for_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_route_act")),
    )
    op.create_index(op.f("ix_route_act_document_id"), "route_act", ["document_id"])
    op.create_index(op.f("ix_route_act_decision_id"), "route_act", ["decision_id"])
    for verb in ("UPDATE", "DELETE"):
        body = "BEGIN SELECT RAISE(ABORT, 'route_act is append-only'); END"
        if op.get_bind().dialect.name == "postgresql":
            body = "EXECUTE FUNCTION refuse_change()"
        op.execute(
            f"CREATE TRIGGER route_act_no_{verb.lower()} BEFORE {verb} ON route_act FOR EACH ROW {body}"
        )
    op.create_table(
        "stay",
        sa.Column("type", sa.String(length=12), nullable=False),
        sa.Column("step", sa.String(length=60), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("papers", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("type", "step", "unit_id", "person_id", "month", name=op.f("pk_stay")),
    )
    widen()
    every_step_that_was_opened_has_its_panel()


def widen() -> None:
    """Columns of tables that are there."""
    purpose = sa.Column("purpose", sa.String(length=10), nullable=False, server_default="approve")
    op.add_column("route_step", purpose)
    refer("task", "panel_id", "panel")
    op.create_index(op.f("ix_task_panel_id"), "task", ["panel_id"])
    op.add_column("task", sa.Column("place", sa.Integer(), nullable=False, server_default="0"))
    for name in NUMBERS:
        op.add_column("task", sa.Column(name, sa.Integer(), nullable=True))
    for name in INSTANTS:
        op.add_column("task", sa.Column(name, sa.DateTime(), nullable=True))
    refer("decision", "for_id", "person")
    op.create_index(op.f("ix_decision_person_id"), "decision", ["person_id"])
    voiding = sa.Column("voiding", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("document", voiding)


def refer(table: str, column: str, to: str) -> None:
    """A column that refers to another table, without making the table anew."""
    told = f"CONSTRAINT fk_{table}_{column} REFERENCES {to} (id)"
    op.execute(f"ALTER TABLE {table} ADD COLUMN {column} INTEGER {told}")


def every_step_that_was_opened_has_its_panel() -> None:
    """What was one person's or anyone's turn so far was a panel of which one consent was enough."""
    op.execute(
        """
        INSERT INTO panel (document_id, step_id, side, mode, share, state)
        SELECT document_id, id, 'main', 'any', 0,
               CASE state WHEN 'open' THEN 'open' WHEN 'done' THEN 'done' ELSE 'closed' END
        FROM route_step WHERE id IN (SELECT step_id FROM task)
        ORDER BY id
        """
    )
    op.execute("UPDATE task SET panel_id = (SELECT panel.id FROM panel WHERE panel.step_id = task.step_id)")


def downgrade() -> None:
    op.drop_column("document", "voiding")
    op.drop_index(op.f("ix_decision_person_id"), table_name="decision")
    op.drop_column("decision", "for_id")
    op.drop_index(op.f("ix_task_panel_id"), table_name="task")
    for name in (*INSTANTS, *NUMBERS, "place", "panel_id"):
        op.drop_column("task", name)
    op.drop_column("route_step", "purpose")
    op.drop_table("stay")
    op.drop_table("route_act")
    op.drop_table("panel")
