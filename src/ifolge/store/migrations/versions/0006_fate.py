"""What became of what each source said; stories that are kept are computed anew to know it."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
Number = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Add the table, which fills as the dossiers of stories are computed."""
    op.create_table(
        "fate",
        sa.Column("story_id", Number, sa.ForeignKey("story.id"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("source_id", Number, sa.ForeignKey("source.id"), primary_key=True, index=True),
        sa.Column("fate", sa.String(16), nullable=False),
        sqlite_with_rowid=False,
    )
    op.execute("UPDATE story SET stale = true WHERE size > 1 AND dossier IS NOT NULL")
