"""The tables of the novelty stage."""

from collections.abc import Mapping

from pipeline.model.schema import COUNT, NUMBER, TEXT, Column, Schema, document, odds_with_interval, segment, span

NOVELTY: Mapping[str, Schema] = {
    "novel_terms": Schema(
        "one word that marks the latest documents against all earlier ones",
        ("rank",),
        (
            Column("rank", COUNT, "from 1"),
            Column("term", TEXT, "a lemma"),
            Column("status", TEXT, "new, or hint: not proven, and listed only where no word is"),
            Column("documents", COUNT, "latest documents that hold it"),
            Column("total", COUNT, "latest documents in the languages that it occurs in"),
            Column("documents_before", COUNT, "earlier documents that hold it"),
            Column("total_before", COUNT, "earlier documents in these languages"),
            Column("organisations", COUNT, "organisations with a latest document that holds it"),
            Column("keyness", NUMBER, "log-likelihood of these four counts (Dunning 1993)"),
            *odds_with_interval("in a latest document, within organisations"),
            Column(
                "p_value",
                NUMBER,
                "two-sided mid-p of being no commoner in the latest documents; empty where no organisation has documents of both parts",
                optional=True,
            ),
            Column(
                "q_value",
                NUMBER,
                "p_value after Benjamini-Hochberg over all words that could reach the level; empty for others",
                optional=True,
            ),
            Column("first_date", TEXT, "first dated document that holds it"),
            segment(),
            document(),
            *span("word, in a segment of a latest document that shows it"),
        ),
    ),
    "novel_segments": Schema(
        "one segment that neither codes nor topics explain",
        ("rank",),
        (
            Column("rank", COUNT, "from 1"),
            segment(),
            document(),
            *span("segment"),
            Column("quote", TEXT, "text[start_char:end_char] of the document"),
            Column("explained", NUMBER, "sum of the weights of its topics, 0 to 1; no code is asserted in it"),
            Column(
                "rarity",
                NUMBER,
                "mean inverse document frequency of its different content words, ln(documents / those that hold it)",
            ),
            Column("words", COUNT, "content words in it"),
        ),
    ),
    "saturation": Schema(
        "so many documents read, and how many different codes or topics they hold",
        ("kind", "documents"),
        (
            Column("kind", TEXT, "code or topic"),
            Column("documents", COUNT, "documents read, from 1 to all of them"),
            Column("expected", NUMBER, "different ones in so many documents taken at random (exact rarefaction)"),
            Column("expected_low", NUMBER, "lower end of its interval, unconditional (Colwell et al. 2012)"),
            Column("expected_high", NUMBER, "upper end"),
            Column(
                "found",
                COUNT,
                "different ones in so many documents by date; empty beyond the dated ones",
                optional=True,
            ),
            Column("date", TEXT, "of the last of these documents", optional=True),
        ),
    ),
    "saturation_estimates": Schema(
        "what codes or topics found so far say about those not found yet",
        ("kind",),
        (
            Column("kind", TEXT, "code or topic"),
            Column("documents", COUNT, "documents read"),
            Column("found", COUNT, "different ones in them"),
            Column("once", COUNT, "those in one document only"),
            Column("twice", COUNT, "those in two documents"),
            Column("coming", NUMBER, "new ones to be expected in one more document (Good-Turing: once / documents)"),
            Column("estimated", NUMBER, "how many there are in all, those not found included, at least (Chao2)"),
        ),
    ),
}
