"""What SQLite knows of its tables when it chooses how to answer; PostgreSQL finds that out by itself."""

from sqlalchemy import text

from portal.extensions import db, writing

LOOKED_AT = "PRAGMA analysis_limit=1000"  # rows of an index: enough to tell a small table from a large one


def keep_plans() -> None:
    """Look at how large each table is and how its indexes divide it; takes a moment at any size."""
    if db.engine.dialect.name == "sqlite":
        with writing() as session:
            session.execute(text(LOOKED_AT))
            session.execute(text("ANALYZE"))
