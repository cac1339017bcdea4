"""The tables of the themes stage."""

from collections.abc import Mapping

from pipeline.model.schema import (
    COUNT,
    NUMBER,
    TEXT,
    Column,
    Schema,
    document,
    odds_with_interval,
    segment,
    share_with_interval,
    span,
)

EMERGING = ("new", "rising")  # statuses of what there is more of
MOVING = (*EMERGING, "gone", "fading")

THEME = Column("theme_id", TEXT, "the theme")

THEMES: Mapping[str, Schema] = {
    "themes": Schema(
        "one theme: a code, all codes of a level, or a topic",
        ("theme_id",),
        (
            Column("theme_id", TEXT, "'code:', 'level:' or 'topic:' and its id"),
            Column("kind", TEXT, "code, level or topic"),
            Column("label_zh", TEXT, "name in Chinese"),
            Column("label_en", TEXT, "name in English"),
            Column("documents", COUNT, "documents that carry it"),
            Column("segments", COUNT, "segments that carry it"),
            Column("organisations", COUNT, "organisations with a document that carries it"),
            Column("people", COUNT, "speakers (in transcripts) and authors (of notes) of the segments that carry it"),
            *share_with_interval("documents that carry it, of all documents read"),
            Column("trend", NUMBER, "change of the share of documents per month (least squares)", optional=True),
            *odds_with_interval("three months later, within an organisation"),
            Column("p_value", NUMBER, "two-sided mid-p of no trend over months within organisations", optional=True),
            Column(
                "q_value", NUMBER, "p_value after Benjamini-Hochberg over the themes that can be judged", optional=True
            ),
            Column("status", TEXT, "new, rising, steady, fading, gone or insufficient"),
            Column("first_date", TEXT, "first dated document that carries it", optional=True),
            Column("last_date", TEXT, "last dated document that carries it", optional=True),
        ),
    ),
    "theme_shares": Schema(
        "one theme in one group of documents, beside the other groups",
        ("theme_id", "dimension", "value"),
        (
            THEME,
            Column("dimension", TEXT, "stage, kind, organisation, language, month"),
            Column("value", TEXT, "which one; empty where documents do not say"),
            Column("documents", COUNT, "documents of the group that carry the theme"),
            Column("total", COUNT, "documents of the group"),
            *share_with_interval("documents of the group that carry the theme"),
            *odds_with_interval("in the group beside the others"),
            Column(
                "p_value", NUMBER, "two-sided mid-p of no difference from the others; empty for months", optional=True
            ),
            Column(
                "q_value",
                NUMBER,
                "p_value after Benjamini-Hochberg over all themes and groups of the dimension",
                optional=True,
            ),
        ),
    ),
    "theme_organisations": Schema(
        "one theme over time in one organisation",
        ("theme_id", "organisation"),
        (
            THEME,
            Column("organisation", TEXT, "the organisation"),
            Column("documents", COUNT, "its dated documents that carry the theme"),
            Column("total", COUNT, "its dated documents"),
            Column("trend", NUMBER, "change of the share of its documents per month (least squares)", optional=True),
            *odds_with_interval("three months later"),
            Column("p_value", NUMBER, "two-sided mid-p of no trend over months", optional=True),
            Column("q_value", NUMBER, "p_value after Benjamini-Hochberg over all that can be judged", optional=True),
            Column("status", TEXT, "rising, steady, fading or insufficient"),
            Column("first_date", TEXT, "first dated document that carries it", optional=True),
            Column("last_date", TEXT, "last dated document that carries it", optional=True),
        ),
    ),
    "theme_documents": Schema(
        "one document that carries a theme",
        ("theme_id", "document_id"),
        (
            THEME,
            document(),
            Column("segments", COUNT, "its segments that carry the theme"),
        ),
    ),
    "theme_evidence": Schema(
        "one quotation behind a theme",
        ("theme_id", "rank"),
        (
            THEME,
            Column("rank", COUNT, "from 1"),
            segment(),
            Column("quote", TEXT, "text[start_char:end_char] of the document"),
            Column("reason", TEXT, "asserted, negated (counter-evidence) or topic"),
            document(),
            *span("quotation"),
        ),
    ),
}
