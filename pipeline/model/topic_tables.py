"""The tables of the topics stage."""

from collections.abc import Mapping

from pipeline.model.schema import COUNT, NUMBER, TEXT, Column, Schema, segment

LEFT = ("merged", "gone")  # changes of topics that are in no later run

TOPICS: Mapping[str, Schema] = {
    "topics": Schema(
        "one topic found by a model",
        ("topic_id",),
        (
            Column("topic_id", TEXT, "topic-01, topic-02 ...; kept from run to run, and never given to another topic"),
            Column("label", TEXT, "its first terms when it was found, or the name that somebody gave it"),
            Column("label_zh", TEXT, "the same for Chinese readers"),
            Column("label_en", TEXT, "the same for English readers"),
            Column("segments", COUNT, "segments whose strongest topic it is"),
            Column(
                "coherence_npmi",
                NUMBER,
                "mean NPMI of its ten first terms' pairs within a language, -1 to 1",
                optional=True,
            ),
            Column("chinese", NUMBER, "share of its passages that are mostly Chinese, 0 to 1"),
            Column("first_run", TEXT, "fingerprint (end of the run id) of the run that first found it"),
        ),
    ),
    "topic_terms": Schema(
        "one term of a topic",
        ("topic_id", "rank"),
        (
            Column("topic_id", TEXT, "the topic"),
            Column("rank", COUNT, "from 1"),
            Column("term", TEXT, "a lemma, or two that keep company"),
            Column("weight", NUMBER, "share in the topic's listed terms, 0 to 1"),
        ),
    ),
    "segment_topics": Schema(
        "one topic in one segment",
        ("segment_id", "topic_id"),
        (
            segment(),
            Column("topic_id", TEXT, "the topic"),
            Column("weight", NUMBER, "share of the topic in the segment, 0 to 1"),
        ),
    ),
    "topic_numbers": Schema(
        "one number of topics that was tried",
        ("count",),
        (
            Column("count", COUNT, "topics"),
            Column("agreement", NUMBER, "adjusted Rand index of the topics found in two halves, mean over splits"),
            Column("chance", NUMBER, "the same in a cloud of points of the same spread, without groups"),
            Column("coherence", NUMBER, "mean NPMI of the topics' first ten terms, weighted by size, -1 to 1"),
            Column("score", NUMBER, "(agreement - chance) x (1 + coherence)"),
            Column("error", NUMBER, "standard error of agreement - chance"),
            Column("chosen", COUNT, "1 for the number that was chosen, else 0"),
        ),
    ),
    "topic_changes": Schema(
        "what became of one topic of this run, or of an earlier one",
        ("topic_id",),
        (
            Column("topic_id", TEXT, "the topic"),
            Column("change", TEXT, "kept, new, split, merged or gone"),
            Column("other", TEXT, "the topic that it was split from or merged into", optional=True),
            Column(
                "shared",
                NUMBER,
                "common segments: of a kept topic their Jaccard index, else the share that came from or went to `other`",
                optional=True,
            ),
            Column("label_zh", TEXT, "its Chinese label in the earlier run; empty for a new one"),
            Column("label_en", TEXT, "its English label there"),
        ),
    ),
    "topic_codes": Schema(
        "one topic beside one code",
        ("topic_id", "code_id"),
        (
            Column("topic_id", TEXT, "the topic"),
            Column("code_id", TEXT, "the code"),
            Column("segments", COUNT, "segments whose strongest topic it is and that carry the code"),
            Column("share_of_topic", NUMBER, "of the topic's segments, 0 to 1"),
            Column("share_of_code", NUMBER, "of the code's segments that have a topic, 0 to 1"),
            Column("npmi", NUMBER, "normalised pointwise mutual information of the two, -1 to 1"),
            Column("likeness", NUMBER, "cosine of the mean points of the topic's and of the code's segments"),
        ),
    ),
    "topic_passages": Schema(
        "one passage that stands for a topic",
        ("topic_id", "rank"),
        (
            Column("topic_id", TEXT, "the topic"),
            Column("rank", COUNT, "from 1"),
            segment(),
        ),
    ),
    "key_terms": Schema(
        "one term that marks a group of documents, where there was too little text for topics",
        ("dimension", "value", "rank"),
        (
            Column("dimension", TEXT, "stage, organisation or kind; empty where there are no two groups to compare"),
            Column("value", TEXT, "which one"),
            Column("rank", COUNT, "from 1"),
            Column("term", TEXT, "a lemma, or two that keep company"),
            Column("keyness", NUMBER, "log-likelihood of its documents in the group against all others", optional=True),
            Column("documents", COUNT, "documents of the group that hold it"),
        ),
    ),
}
