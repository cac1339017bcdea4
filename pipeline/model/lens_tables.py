"""The tables of the lens stage."""

from collections.abc import Mapping

from pipeline.model.schema import (
    COUNT,
    NUMBER,
    TEXT,
    TEXTS,
    Column,
    Schema,
    document,
    odds_with_interval,
    segment,
    span,
)

PROBLEM = Column("code_id", TEXT, "the practice problem, a code of the codebook")
QUOTE = Column("quote", TEXT, "text[start_char:end_char] of the document")

LENS: Mapping[str, Schema] = {
    "lens_groups": Schema(
        "one organisation, or one author of supervision notes, with a dated note",
        ("dimension", "who"),
        (
            Column("dimension", TEXT, "organisation or worker"),
            Column("who", TEXT, "which one; the alias of a person where the run is pseudonymised"),
            Column("listed", COUNT, "1: has enough dated notes for figures; 0: fewer than [lens] suppress"),
        ),
    ),
    "lens_problems": Schema(
        "one practice problem that notes of a listed organisation or worker assert",
        ("dimension", "who", "code_id"),
        (
            Column("dimension", TEXT, "organisation or worker"),
            Column("who", TEXT, "which one"),
            PROBLEM,
            Column("status", TEXT, "open, quiet or resolved"),
            Column("since", TEXT, "first date of the present or last episode"),
            Column("last_date", TEXT, "last note that asserts it"),
            Column("ended", TEXT, "the note with which the episode ended", optional=True),
            Column("came_back", COUNT, "episodes after the first one", optional=True),
            Column(
                "could_follow",
                COUNT,
                "notes that assert it and have a next one; organisations only, as the next two columns",
                optional=True,
            ),
            Column("planned", COUNT, "of these, notes with a plan of their own", optional=True),
            Column("followed", COUNT, "of these, notes whose next note wrote a follow-up", optional=True),
            Column("taken_up", TEXT, "yes or no: whether the next note after the latest of these did", optional=True),
            Column(
                "suppressed",
                TEXTS,
                "columns left empty because their number, or for a part the rest of could_follow, is below [lens] suppress",
            ),
            segment(),
            document(),
            *span("longest passage that asserts it in that last note"),
            QUOTE,
        ),
    ),
    "lens_helps": Schema(
        "one outcome that followed an organisation's open problem in other organisations",
        ("organisation", "code_id", "outcome"),
        (
            Column("organisation", TEXT, "the organisation in which the problem is open"),
            PROBLEM,
            Column("outcome", TEXT, "the outcome, a code of the codebook"),
            Column(
                "organisations",
                COUNT,
                "other organisations where it was written within two notes after the problem; never below [lens] suppress",
            ),
            *odds_with_interval("after the problem, beside other notes of the same organisation, in all organisations"),
            Column("p_value", NUMBER, "two-sided mid-p of no difference"),
            Column("q_value", NUMBER, "p_value after Benjamini-Hochberg over all that can be judged", optional=True),
            segment(),
            document(),
            *span("longest passage that asserts the outcome in the latest note elsewhere"),
            QUOTE,
        ),
    ),
    "lens_between": Schema(
        "one code that was written between the problem and the outcome in other organisations",
        ("organisation", "code_id", "outcome", "between"),
        (
            Column("organisation", TEXT, "the organisation in which the problem is open"),
            PROBLEM,
            Column("outcome", TEXT, "the outcome"),
            Column("between", TEXT, "a code that is neither risk nor outcome"),
            Column("organisations", COUNT, "other organisations where it was; never below [lens] suppress"),
        ),
    ),
}
