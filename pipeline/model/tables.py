"""The schema registry: for every table what a row is, its key, and each column's type, meaning and unit."""

from collections.abc import Mapping

from pipeline.model.lens_tables import LENS
from pipeline.model.link_tables import LINKS
from pipeline.model.novelty_tables import NOVELTY
from pipeline.model.schema import COUNT, COUNTS, NUMBER, TEXT, TEXTS, Column, Schema, document, segment, span
from pipeline.model.theme_tables import THEMES
from pipeline.model.topic_tables import TOPICS

SCHEMAS: Mapping[str, Schema] = {
    "documents": Schema(
        "one source file, or one row of a workbook or line of a JSON-lines file",
        ("document_id",),
        (
            document(),
            Column("path", TEXT, "file inside the corpus folder, with /; '#' and the row where one file holds many"),
            Column("title", TEXT, "title from the metadata, else the file's name", optional=True),
            Column("kind", TEXT, "supervision, salon, interview or other; empty when unknown", optional=True),
            Column("organisation", TEXT, "the organisation that it is about", optional=True),
            Column("stage", TEXT, "preparation, cultivation or summary", optional=True),
            Column("date", TEXT, "ISO 8601, to the day (2024-05-03) or to the month (2024-05)", optional=True),
            Column("language", TEXT, "zh, en or mixed", optional=True),
            Column("author", TEXT, "who wrote or recorded it", optional=True),
            Column("sha256", TEXT, "of the bytes read", optional=True),
            Column("characters", COUNT, "code points of the frozen text"),
            Column("status", TEXT, "ok, failed or duplicate"),
            Column("problem", TEXT, "why it was set aside, or what in its metadata was not understood", optional=True),
            Column("problem_zh", TEXT, "the same in Chinese", optional=True),
            Column("encoding", TEXT, "how the bytes of a text file were decoded", optional=True),
            Column("twin", TEXT, "an earlier document that is nearly the same; both are counted", optional=True),
            Column(
                "cleaned",
                COUNT,
                "characters that nobody can see, or that are none, taken out or replaced",
                optional=True,
            ),
        ),
    ),
    "texts": Schema(
        "the frozen text of one document that was read",
        ("document_id",),
        (
            document(),
            Column("text", TEXT, "decoded, without byte order mark, line ends LF"),
            Column("body_start", COUNT, "where the body begins, after the header block; code points"),
            Column(
                "turn_start",
                COUNTS,
                "where each turn's speech begins, of formats and recognisers' exports",
                optional=True,
            ),
            Column("turn_end", COUNTS, "where it ends", optional=True),
            Column("turn_speaker", TEXTS, "who speaks; '' when unknown", optional=True),
            Column("turn_time", TEXTS, "when the turn begins, hh:mm:ss; '' when unknown", optional=True),
            Column("page_start", COUNTS, "where each page begins, of a format that has pages", optional=True),
        ),
    ),
    "maskings": Schema(
        "one place of a text where an alias stands for what identifies somebody; nothing in it says for what",
        ("document_id", "start_char"),
        (
            document(),
            *span("alias"),
            Column("kind", TEXT, "person, phone, identity_card ... (see pipeline.model.aliases)"),
            Column("alias", TEXT, "what stands there"),
            Column("certainty", NUMBER, "0 to 1, by the recogniser's evidence; no probability"),
            Column("reasons", TEXTS, "the form in which somebody is named, and the rules that spoke for it"),
        ),
    ),
    "segments": Schema(
        "one paragraph of a note or one turn of speech",
        ("segment_id",),
        (
            segment(),
            document(),
            Column("segment_index", COUNT, "from 1 within the document"),
            Column("speaker", TEXT, "as labelled in a transcript", optional=True),
            *span("segment"),
            Column("language", TEXT, "zh, en or mixed; empty when it holds no letter", optional=True),
            Column("text", TEXT, "text[start_char:end_char] of the document"),
            Column("time", TEXT, "time stamp of the turn, hh:mm:ss", optional=True),
            Column("page", COUNT, "page on which it begins, from 1, where the format has pages", optional=True),
        ),
    ),
    "tokens": Schema(
        "the tokens of one segment, as parallel lists",
        ("segment_id",),
        (
            segment(),
            Column("token", TEXTS, "as written"),
            Column("lemma", TEXTS, "English: lower-case lemma; Chinese: the word itself"),
            Column("start_char", COUNTS, "first code point in the document's frozen text"),
            Column("end_char", COUNTS, "code point after the last one"),
        ),
    ),
    "codings": Schema(
        "one passage given one code by one coder",
        ("coding_id",),
        (
            Column("coding_id", TEXT, "segment, code and span in one"),
            segment(),
            document(),
            Column("code_id", TEXT, "a code of the codebook"),
            Column("coder", TEXT, "a person, 'rules' or 'model'"),
            Column("status", TEXT, "asserted, or negated: found beside a cue that takes it back; never counted"),
            *span("passage"),
            Column("quote", TEXT, "text[start_char:end_char] of the document"),
            Column("rule", TEXT, "the pattern that fired", optional=True),
            Column("confidence", NUMBER, "probability, of a model's coding; empty for rules and people", optional=True),
            Column("cue", TEXT, "kind of the cue that takes a negated one back", optional=True),
            Column("cue_start", COUNT, "first code point of that cue", optional=True),
            Column("cue_end", COUNT, "code point after its last one", optional=True),
        ),
    ),
    **TOPICS,
    **THEMES,
    **NOVELTY,
    **LINKS,
    **LENS,
}
