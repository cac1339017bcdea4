"""The schema registry: for every table what a row is, its key, and each column's type, meaning and unit."""

from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa

TEXT = pa.string()
COUNT = pa.int64()
NUMBER = pa.float64()
TEXTS = pa.list_(pa.string())
COUNTS = pa.list_(pa.int64())


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Parameters
    ----------
    name : str
        The same name means the same thing in every table.
    type : pyarrow.DataType
        How it is stored.
    meaning : str
        What it says, with its unit; offsets are Unicode code points in the document's frozen text, from 0, end exclusive.
    optional : bool
        Whether a cell may be empty.
    """

    name: str
    type: pa.DataType
    meaning: str
    optional: bool = False


@dataclass(frozen=True)
class Schema:
    """What a table looks like.

    Parameters
    ----------
    row : str
        What one row is.
    key : tuple of str
        The columns that together name a row; unique, and the order of the rows of a stored table.
    columns : tuple of Column
        All columns, in order.
    """

    row: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def names(self) -> list[str]:
        """The column names, in order."""
        return [column.name for column in self.columns]


def _document() -> Column:
    return Column("document_id", TEXT, "the document, a key of documents")


def _segment() -> Column:
    return Column("segment_id", TEXT, "the segment, a key of segments")


def _span(what: str) -> tuple[Column, Column]:
    return (
        Column("start_char", COUNT, f"first code point of the {what} in the document's frozen text"),
        Column("end_char", COUNT, f"code point after the last one of the {what}"),
    )


def _share(of: str) -> tuple[Column, Column, Column]:
    return (
        Column("share", NUMBER, f"{of}, 0 to 1", optional=True),
        Column("share_low", NUMBER, "lower end of its Wilson interval, 0 to 1", optional=True),
        Column("share_high", NUMBER, "upper end of its Wilson interval, 0 to 1", optional=True),
    )


SCHEMAS: Mapping[str, Schema] = {
    "documents": Schema(
        "one source file, or one row of a workbook or line of a JSON-lines file",
        ("document_id",),
        (
            _document(),
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
            _document(),
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
            _document(),
            *_span("alias"),
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
            _segment(),
            _document(),
            Column("segment_index", COUNT, "from 1 within the document"),
            Column("speaker", TEXT, "as labelled in a transcript", optional=True),
            *_span("segment"),
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
            _segment(),
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
            _segment(),
            _document(),
            Column("code_id", TEXT, "a code of the codebook"),
            Column("coder", TEXT, "a person, 'rules' or 'model'"),
            Column("status", TEXT, "asserted, or negated: found beside a cue that takes it back; never counted"),
            *_span("passage"),
            Column("quote", TEXT, "text[start_char:end_char] of the document"),
            Column("rule", TEXT, "the pattern that fired", optional=True),
            Column("confidence", NUMBER, "probability, of a model's coding; empty for rules and people", optional=True),
            Column("cue", TEXT, "kind of the cue that takes a negated one back", optional=True),
            Column("cue_start", COUNT, "first code point of that cue", optional=True),
            Column("cue_end", COUNT, "code point after its last one", optional=True),
        ),
    ),
    "topics": Schema(
        "one topic found by a model",
        ("topic_id",),
        (
            Column("topic_id", TEXT, "topic-01, topic-02 ... by falling size"),
            Column("label", TEXT, "its first terms"),
            Column("segments", COUNT, "segments whose strongest topic it is"),
            Column("coherence_npmi", NUMBER, "mean NPMI of its ten first terms' pairs, -1 to 1", optional=True),
            Column("first_run", TEXT, "fingerprint (end of the run id) of the run that first found it"),
        ),
    ),
    "topic_terms": Schema(
        "one term of a topic",
        ("topic_id", "rank"),
        (
            Column("topic_id", TEXT, "the topic"),
            Column("rank", COUNT, "from 1"),
            Column("term", TEXT, "a lemma"),
            Column("weight", NUMBER, "share in the topic's listed terms, 0 to 1"),
        ),
    ),
    "segment_topics": Schema(
        "one topic in one segment",
        ("segment_id", "topic_id"),
        (
            _segment(),
            Column("topic_id", TEXT, "the topic"),
            Column("weight", NUMBER, "share of the topic in the segment, 0 to 1"),
        ),
    ),
    "themes": Schema(
        "one theme: a code or a topic",
        ("theme_id",),
        (
            Column("theme_id", TEXT, "'code:' or 'topic:' and its id"),
            Column("kind", TEXT, "code or topic"),
            Column("label_zh", TEXT, "name in Chinese"),
            Column("label_en", TEXT, "name in English"),
            Column("documents", COUNT, "documents that carry it"),
            Column("segments", COUNT, "segments that carry it"),
            Column("organisations", COUNT, "organisations with a document that carries it"),
            *_share("documents that carry it, of all documents read"),
            Column("trend", NUMBER, "change of the share of documents per month (least squares)", optional=True),
            Column("p_value", NUMBER, "two-sided, Cochran-Armitage trend test over months", optional=True),
            Column("q_value", NUMBER, "p_value after Benjamini-Hochberg over the themes of the report", optional=True),
            Column("status", TEXT, "new, rising, steady, fading, gone or insufficient"),
            Column("first_date", TEXT, "first dated document that carries it", optional=True),
            Column("last_date", TEXT, "last dated document that carries it", optional=True),
        ),
    ),
    "theme_shares": Schema(
        "one theme in one group of documents",
        ("theme_id", "dimension", "value"),
        (
            Column("theme_id", TEXT, "the theme"),
            Column("dimension", TEXT, "stage, kind, organisation or month"),
            Column("value", TEXT, "which one; empty where documents do not say"),
            Column("documents", COUNT, "documents of the group that carry the theme"),
            Column("total", COUNT, "documents of the group"),
            *_share("documents of the group that carry the theme"),
        ),
    ),
    "theme_evidence": Schema(
        "one quotation behind a theme",
        ("theme_id", "rank"),
        (
            Column("theme_id", TEXT, "the theme"),
            Column("rank", COUNT, "from 1"),
            _segment(),
            Column("quote", TEXT, "text[start_char:end_char] of the document"),
            Column("reason", TEXT, "asserted, negated (counter-evidence) or topic"),
            _document(),
            *_span("quotation"),
        ),
    ),
}
