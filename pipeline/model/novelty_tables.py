"""The tables of the novelty stage."""

from collections.abc import Mapping

from pipeline.model.schema import COUNT, Column, Schema

NOVELTY: Mapping[str, Schema] = {
    "saturation": Schema(
        "so many documents read",
        ("documents",),
        (Column("documents", COUNT, "documents read"),),
    ),
}
