"""What watching feeds needs: their articles, what was told of a story, and messages to send."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
Number = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Add the three tables."""
    op.create_table(
        "entry",
        sa.Column("url", sa.Text, primary_key=True),
        sa.Column("mark", sa.String(32), nullable=False),
        sa.Column("checks", sa.Integer, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("next_at", sa.String(32), index=True),
        sa.Column("item", sa.Text),
    )
    op.create_table(
        "watched",
        sa.Column("story_id", Number, primary_key=True),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("length", sa.Integer, nullable=False),
        sa.Column("claims", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "outbox",
        sa.Column("key", sa.String(200), primary_key=True),
        sa.Column("target", sa.String(32), primary_key=True),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("made_at", sa.String(32), nullable=False),
        sa.Column("sent_at", sa.String(32), index=True),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("next_at", sa.String(32)),
    )
