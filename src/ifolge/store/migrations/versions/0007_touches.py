"""How often a story was marked as changed, so that a dossier knows what it was computed from."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the count, from 0."""
    column = sa.Column("touches", sa.Integer, nullable=False, server_default="0")
    op.add_column("story", column)
