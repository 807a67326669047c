"""The tables of a store, the same on SQLite and PostgreSQL; migrations bring older stores here.

An article is known by its address, or by its id where it has none. Each text it ever had is a
version; report, member and attributions belong to the current one. Sizes matter: what grows with
every article is kept narrow, and long values stand in tables that are rarely rewritten.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()
Number = BigInteger().with_variant(Integer, "sqlite")

article = Table(
    "article",
    metadata,
    Column("id", Number, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("url", Text, unique=True),
    Column("current", Number),
    Column("seen_at", String(32), nullable=False),
)

version = Table(
    "version",
    metadata,
    Column("id", Number, primary_key=True),
    Column("article_id", Number, ForeignKey("article.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("digest", LargeBinary(16), nullable=False, index=True),
    Column("title", Text),
    Column("outlet", Text),
    Column("author", Text),
    Column("lang", String(16)),
    Column("published", Text),
    Column("updated", Text),
    Column("credit", Text),
    Column("extra", Text),
    Column("changes", Text),
    Column("added_at", String(32), nullable=False),
    Column("text", Text, nullable=False),
    UniqueConstraint("article_id", "number"),
)

report = Table(
    "report",
    metadata,
    Column("article_id", Number, ForeignKey("article.id"), primary_key=True),
    Column("version_id", Number, ForeignKey("version.id"), nullable=False),
    Column("model", Text),
    Column("body", LargeBinary, nullable=False),
)

# What story an article belongs to, and what it is compared by to find that out.
member = Table(
    "member",
    metadata,
    Column("article_id", Number, ForeignKey("article.id"), primary_key=True),
    Column("story_id", Number, nullable=False, index=True),
    Column("block", Integer, nullable=False, index=True),
    Column("at", String(32), index=True),
    Column("lang", String(16)),
    Column("outlet", Text),
    Column("signature", LargeBinary, nullable=False),
)

source = Table(
    "source",
    metadata,
    Column("id", Number, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("folded", Text, nullable=False, index=True),
)

attribution = Table(
    "attribution",
    metadata,
    Column("article_id", Number, ForeignKey("article.id"), primary_key=True),
    Column("number", SmallInteger, primary_key=True),
    Column("name", String(64), nullable=False),
    Column("source_id", Number, ForeignKey("source.id"), index=True),
    Column("source_type", String(16)),
    Column("status", String(16)),
    Column("anonymous", Boolean),
    Column("relay", Boolean, nullable=False),
    Column("said_from", String(32)),
    Column("said_to", String(32)),
    Column("start", Integer),
    Column("end", Integer),
    sqlite_with_rowid=False,
)

# A story whose articles, or what people decided on them, changed is stale until its dossier is
# computed; `touches` counts the changes, so that one that comes meanwhile is noticed.
story = Table(
    "story",
    metadata,
    Column("id", Number, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("stale", Boolean, nullable=False),
    Column("touches", Integer, nullable=False, server_default="0"),
    Column("merged_into", Number, index=True),
    Column("title", Text),
    Column("first_at", String(32)),
    Column("last_at", String(32)),
    Column("dossier", LargeBinary),
    Index("story_stale", "stale"),
    Index("story_last", "last_at"),
)

claim = Table(
    "claim",
    metadata,
    Column("story_id", Number, ForeignKey("story.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("gist", Text, nullable=False),
    Column("status", String(16)),
    Column("least", Integer, nullable=False),
    Column("most", Integer, nullable=False),
    Column("mentions", Integer, nullable=False),
    sqlite_with_rowid=False,
)

# What became of what a source said in a story: "confirmed" later by others, "denied", "open".
fate = Table(
    "fate",
    metadata,
    Column("story_id", Number, ForeignKey("story.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("source_id", Number, ForeignKey("source.id"), primary_key=True, index=True),
    Column("fate", String(16), nullable=False),
    sqlite_with_rowid=False,
)

decision = Table(
    "decision",
    metadata,
    Column("id", Number, primary_key=True),
    Column("verdict", String(24), nullable=False),
    Column("one", Text, nullable=False),
    Column("two", Text, nullable=False),
    Column("one_article", Text, index=True),
    Column("two_article", Text, index=True),
    Column("author", Text, nullable=False),
    Column("at", String(32), nullable=False),
    Column("note", Text, nullable=False),
    Column("undone_by", Text),
    Column("undone_at", String(32)),
)

problem = Table(
    "problem",
    metadata,
    Column("id", Number, primary_key=True),
    Column("place", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("first_at", String(32), nullable=False),
    Column("last_at", String(32), nullable=False),
    Column("times", Integer, nullable=False),
    UniqueConstraint("place", "what"),
)

feed = Table(
    "feed",
    metadata,
    Column("url", Text, primary_key=True),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("checked_at", String(32)),
    Column("failures", Integer, nullable=False, default=0),
    Column("next_at", String(32)),
)

# What a reader was told already, so that every message comes once.
notice = Table(
    "notice",
    metadata,
    Column("key", Text, primary_key=True),
    Column("at", String(32), nullable=False),
)

# The articles that watched feeds list, with the feed's words of those still to be asked for.
entry = Table(
    "entry",
    metadata,
    Column("url", Text, primary_key=True),
    Column("mark", String(32), nullable=False),
    Column("checks", Integer, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("next_at", String(32), index=True),
    Column("item", Text),
)

# How far a reader of messages has been told of a story: the digests of the dossier that was told,
# and of the one that is kept now.
watched = Table(
    "watched",
    metadata,
    Column("story_id", Number, primary_key=True),
    Column("told_digest", String(32), nullable=False),
    Column("kept_digest", String(32), nullable=False),
    Column("claims", LargeBinary, nullable=False),
)

# Messages to be sent, each to one target; they stay, so that none comes twice.
outbox = Table(
    "outbox",
    metadata,
    Column("key", String(200), primary_key=True),
    Column("target", String(32), primary_key=True),
    Column("body", Text, nullable=False),
    Column("made_at", String(32), nullable=False),
    Column("sent_at", String(32), index=True),
    Column("attempts", Integer, nullable=False),
    Column("next_at", String(32)),
)

# Articles that were read at the desk and are not, or not yet, in the archive.
reading = Table(
    "reading",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("at", String(32), nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("document", Text, nullable=False),
)

# Fields of attributions that people put right; those taken back stay.
correction = Table(
    "correction",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article", Text, nullable=False, index=True),
    Column("attribution", String(64), nullable=False),
    Column("cue", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("field", String(32), nullable=False),
    Column("value", Text, nullable=False),
    Column("before", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", String(32), nullable=False),
    Column("note", Text, nullable=False),
    Column("undone_by", Text),
    Column("undone_at", String(32)),
)

# Searches that people keep, and who hears of what they find: `seen` is the newest version told.
saved_search = Table(
    "saved_search",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("name", Text, nullable=False),
    Column("query", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", String(32), nullable=False),
    Column("lang", String(16), nullable=False),
    Column("targets", Text, nullable=False),
    Column("seen", Number, nullable=False),
    Column("problem", Text),
)

# Requests of machines that were answered, by their keys, so that each happens once.
answered = Table(
    "answered",
    metadata,
    Column("key", Text, primary_key=True),
    Column("digest", String(64), nullable=False),
    Column("status", Integer, nullable=False),
    Column("body", Text, nullable=False),
    Column("at", String(32), nullable=False),
)

# What belongs to this store alone, such as the secret that cookies are signed with.
setting = Table(
    "setting",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("value", Text, nullable=False),
)

# One row: how often the store was written to, so that a second writer is noticed.
state = Table(
    "state",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("revision", Number, nullable=False),
)
