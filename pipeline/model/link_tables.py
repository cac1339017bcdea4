"""The tables of the links stage."""

from collections.abc import Mapping

from pipeline.model.schema import COUNT, NUMBER, TEXT, Column, Schema, document, odds_with_interval, segment, span

UNIT = Column(
    "unit",
    TEXT,
    "segment; window: a segment (the anchor) with those of its document whose segment_index is at most 3 greater, for every anchor with one exactly 3 greater or beyond, "
    "and for the first segment where a document has none; document",
)

LINKS: Mapping[str, Schema] = {
    "code_pairs": Schema(
        "two codes of which each has an asserted passage, in one sort of unit",
        ("unit", "code_a", "code_b"),
        (
            UNIT,
            Column("code_a", TEXT, "a code"),
            Column("code_b", TEXT, "another one, which comes later in the codebook"),
            Column("with_a", COUNT, "units that carry code_a"),
            Column("with_b", COUNT, "units that carry code_b"),
            Column("with_both", COUNT, "units that carry both"),
            Column("units", COUNT, "units of all documents read"),
            Column(
                "expected",
                NUMBER,
                "units that would carry both, had the codes nothing to do with each other within a document (segment, window) or an organisation (document)",
            ),
            Column("documents", COUNT, "documents with a unit that carries both"),
            Column("organisations", COUNT, "organisations with such a document"),
            Column(
                "npmi",
                NUMBER,
                "normalised pointwise mutual information over all units (Bouma 2009), -1 to 1; empty where every unit carries both",
                optional=True,
            ),
            *odds_with_interval("code_b in units with code_a beside units without", "interval (see docs/methods.md)"),
            Column(
                "inflation",
                NUMBER,
                "variance of with_both among all turns of a document, over that of independent units; empty for documents",
                optional=True,
            ),
            Column("p_value", NUMBER, "two-sided mid-p; empty where nothing can be told", optional=True),
            Column("q_value", NUMBER, "p_value after Benjamini-Hochberg over the pairs of the unit", optional=True),
            Column(
                "overlapping",
                COUNT,
                "segments in which passages of both share a character: the same words carry both; empty for window and document",
                optional=True,
            ),
        ),
    ),
    "code_sequences": Schema(
        "whether a code follows on another, or on itself, in an organisation's next dated note (of one date: in the order of their paths)",
        ("first", "then"),
        (
            Column("first", TEXT, "the code of a note"),
            Column("then", TEXT, "the code of the organisation's next note; the same code: does it come back"),
            Column("after_carried", COUNT, "of after_total, notes whose next note carries `then`"),
            Column("after_total", COUNT, "notes with a next note that carry `first`"),
            Column("otherwise_carried", COUNT, "of otherwise_total, notes whose next note carries `then`"),
            Column("otherwise_total", COUNT, "notes with a next note that do not carry `first`"),
            *odds_with_interval(
                "`then` in the next note after one with `first`, over all orders of an organisation's notes"
            ),
            Column(
                "p_value", NUMBER, "two-sided mid-p over all orders; empty where nothing can be told", optional=True
            ),
            Column("q_value", NUMBER, "p_value after Benjamini-Hochberg over all that can be judged", optional=True),
            Column(
                "first_before",
                COUNT,
                "organisations in which `first` appeared before `then`; empty for the same code",
                optional=True,
            ),
            Column("first_after", COUNT, "organisations in which it appeared after; likewise", optional=True),
            Column(
                "first_with", COUNT, "organisations in which both appeared in the same note; likewise", optional=True
            ),
        ),
    ),
    "link_evidence": Schema(
        "one quotation behind a pair or a sequence that was found to go together more often than by chance",
        ("unit", "code_a", "code_b", "rank"),
        (
            Column("unit", TEXT, "segment, window, document, or sequence"),
            Column("code_a", TEXT, "the pair's first code, or `first`"),
            Column("code_b", TEXT, "its second code, or `then`"),
            Column("rank", COUNT, "1 for a passage of code_a, 2 for one of code_b"),
            segment(),
            document(),
            *span("passage"),
            Column("quote", TEXT, "text[start_char:end_char] of the document"),
        ),
    ),
}
