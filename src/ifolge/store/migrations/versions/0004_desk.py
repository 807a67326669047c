"""What the desk remembers becomes part of the store: readings, corrections, searches, answers."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
Number = sa.BigInteger().with_variant(sa.Integer, "sqlite")
DESK = {
    "desk_reading": "reading",
    "desk_correction": "correction",
    "desk_search": "saved_search",
    "desk_answered": "answered",
    "desk_setting": "setting",
}


def upgrade() -> None:
    """Take over the tables of a desk that made its own, else make them."""
    there = set(sa.inspect(op.get_bind()).get_table_names())
    if set(DESK) <= there:
        for before, after in DESK.items():
            op.rename_table(before, after)
    else:
        _make()
    for column in (
        sa.Column("lang", sa.String(16), nullable=False, server_default="en"),
        sa.Column("targets", sa.Text, nullable=False, server_default="[]"),
        sa.Column("seen", Number, nullable=False, server_default="0"),
        sa.Column("problem", sa.Text),
    ):
        op.add_column("saved_search", column)
    newest = "(SELECT COALESCE(MAX(id), 0) FROM version)"
    op.execute(f"UPDATE saved_search SET seen = {newest}")  # noqa: S608 no word of a user's


def _make() -> None:
    op.create_table(
        "reading",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("at", sa.String(32), nullable=False, index=True),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
    )
    op.create_table(
        "correction",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("article", sa.Text, nullable=False, index=True),
        sa.Column("attribution", sa.String(64), nullable=False),
        sa.Column("cue", sa.Text, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("field", sa.String(32), nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("before", sa.Text, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("undone_by", sa.Text),
        sa.Column("undone_at", sa.String(32)),
    )
    op.create_table(
        "saved_search",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("query", sa.Text, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
    )
    op.create_table(
        "answered",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("status", sa.Integer, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
    )
    op.create_table(
        "setting",
        sa.Column("name", sa.String(32), primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
