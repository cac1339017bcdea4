"""The tables of the lens stage."""

from collections.abc import Mapping

from pipeline.model.schema import TEXT, Column, Schema

LENS: Mapping[str, Schema] = {
    "lens_problems": Schema(
        "one practice problem of one organisation or worker",
        ("dimension", "who", "code_id"),
        (
            Column("dimension", TEXT, "organisation or worker"),
            Column("who", TEXT, "which one"),
            Column("code_id", TEXT, "the problem"),
        ),
    ),
}
