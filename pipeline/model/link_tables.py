"""The tables of the links stage."""

from collections.abc import Mapping

from pipeline.model.schema import TEXT, Column, Schema

LINKS: Mapping[str, Schema] = {
    "code_pairs": Schema(
        "two codes that meet",
        ("unit", "code_a", "code_b"),
        (
            Column("unit", TEXT, "segment, window or document"),
            Column("code_a", TEXT, "a code"),
            Column("code_b", TEXT, "another"),
        ),
    ),
}
