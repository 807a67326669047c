"""The first tables: articles and their versions, reports, stories, decisions, problems, feeds."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

Number = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make an empty store."""
    _articles()
    _contents()
    _stories()
    _rest()
    _words()
    op.execute(sa.text("INSERT INTO state (id, revision) VALUES (1, 0)"))


def _articles() -> None:
    op.create_table(
        "article",
        sa.Column("id", Number, primary_key=True),
        sa.Column("name", sa.Text, nullable=False, unique=True),
        sa.Column("url", sa.Text, unique=True),
        sa.Column("current", Number),
        sa.Column("seen_at", sa.String(32), nullable=False),
    )
    op.create_table(
        "version",
        sa.Column("id", Number, primary_key=True),
        sa.Column("article_id", Number, sa.ForeignKey("article.id"), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("digest", sa.LargeBinary(16), nullable=False),
        sa.Column("title", sa.Text),
        sa.Column("outlet", sa.Text),
        sa.Column("author", sa.Text),
        sa.Column("lang", sa.String(16)),
        sa.Column("published", sa.Text),
        sa.Column("updated", sa.Text),
        sa.Column("credit", sa.Text),
        sa.Column("extra", sa.Text),
        sa.Column("changes", sa.Text),
        sa.Column("added_at", sa.String(32), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.UniqueConstraint("article_id", "number"),
    )
    op.create_index("ix_version_digest", "version", ["digest"])
    op.create_table(
        "report",
        sa.Column("article_id", Number, sa.ForeignKey("article.id"), primary_key=True),
        sa.Column("version_id", Number, sa.ForeignKey("version.id"), nullable=False),
        sa.Column("model", sa.Text),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )


def _contents() -> None:
    op.create_table(
        "member",
        sa.Column("article_id", Number, sa.ForeignKey("article.id"), primary_key=True),
        sa.Column("story_id", Number, nullable=False),
        sa.Column("block", sa.Integer, nullable=False),
        sa.Column("at", sa.String(32)),
        sa.Column("lang", sa.String(16)),
        sa.Column("outlet", sa.Text),
        sa.Column("signature", sa.LargeBinary, nullable=False),
    )
    op.create_index("ix_member_story_id", "member", ["story_id"])
    op.create_index("ix_member_block", "member", ["block"])
    op.create_index("ix_member_at", "member", ["at"])
    op.create_table(
        "source",
        sa.Column("id", Number, primary_key=True),
        sa.Column("name", sa.Text, nullable=False, unique=True),
        sa.Column("folded", sa.Text, nullable=False),
    )
    op.create_index("ix_source_folded", "source", ["folded"])
    op.create_table(
        "attribution",
        sa.Column("article_id", Number, sa.ForeignKey("article.id"), primary_key=True),
        sa.Column("number", sa.SmallInteger, primary_key=True),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("source_id", Number, sa.ForeignKey("source.id")),
        sa.Column("source_type", sa.String(16)),
        sa.Column("status", sa.String(16)),
        sa.Column("anonymous", sa.Boolean),
        sa.Column("relay", sa.Boolean, nullable=False),
        sa.Column("said_from", sa.String(32)),
        sa.Column("said_to", sa.String(32)),
        sa.Column("start", sa.Integer),
        sa.Column("end", sa.Integer),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_attribution_source_id", "attribution", ["source_id"])


def _stories() -> None:
    op.create_table(
        "story",
        sa.Column("id", Number, primary_key=True),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("stale", sa.Boolean, nullable=False),
        sa.Column("merged_into", Number),
        sa.Column("title", sa.Text),
        sa.Column("first_at", sa.String(32)),
        sa.Column("last_at", sa.String(32)),
        sa.Column("dossier", sa.LargeBinary),
    )
    op.create_index("ix_story_merged_into", "story", ["merged_into"])
    op.create_index("story_stale", "story", ["stale"])
    op.create_index("story_last", "story", ["last_at"])
    op.create_table(
        "claim",
        sa.Column("story_id", Number, sa.ForeignKey("story.id"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("gist", sa.Text, nullable=False),
        sa.Column("status", sa.String(16)),
        sa.Column("least", sa.Integer, nullable=False),
        sa.Column("most", sa.Integer, nullable=False),
        sa.Column("mentions", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "decision",
        sa.Column("id", Number, primary_key=True),
        sa.Column("verdict", sa.String(24), nullable=False),
        sa.Column("one", sa.Text, nullable=False),
        sa.Column("two", sa.Text, nullable=False),
        sa.Column("one_article", sa.Text),
        sa.Column("two_article", sa.Text),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("undone_by", sa.Text),
        sa.Column("undone_at", sa.String(32)),
    )
    op.create_index("ix_decision_one_article", "decision", ["one_article"])
    op.create_index("ix_decision_two_article", "decision", ["two_article"])


def _rest() -> None:
    op.create_table(
        "problem",
        sa.Column("id", Number, primary_key=True),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("first_at", sa.String(32), nullable=False),
        sa.Column("last_at", sa.String(32), nullable=False),
        sa.Column("times", sa.Integer, nullable=False),
        sa.UniqueConstraint("place", "what"),
    )
    op.create_table(
        "feed",
        sa.Column("url", sa.Text, primary_key=True),
        sa.Column("etag", sa.Text),
        sa.Column("last_modified", sa.Text),
        sa.Column("checked_at", sa.String(32)),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("next_at", sa.String(32)),
    )
    op.create_table(
        "state",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("revision", Number, nullable=False),
    )


def _words() -> None:
    """The full text: FTS5 without a copy of the text, or a tsvector."""
    if op.get_context().dialect.name == "sqlite":
        op.execute("CREATE VIRTUAL TABLE words USING fts5(title, text, content='')")
        return
    op.execute("CREATE TABLE words (id bigint PRIMARY KEY, words tsvector NOT NULL)")
    op.execute("CREATE INDEX words_words ON words USING gin (words)")
