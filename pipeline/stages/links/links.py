"""Links: which codes meet, and which follow each other."""

from dataclasses import dataclass

import pandas as pd

from pipeline.model.frames import check, from_rows
from pipeline.model.settings import Themes
from pipeline.stages.links.evidence import evidence, overlaps
from pipeline.stages.links.held import Inputs, hold
from pipeline.stages.links.judge import Statistics
from pipeline.stages.links.pairs import pairs
from pipeline.stages.links.sequences import sequences


@dataclass(frozen=True)
class Found:
    """The tables of links; see `pipeline.model.link_tables`."""

    code_pairs: pd.DataFrame
    code_sequences: pd.DataFrame
    link_evidence: pd.DataFrame


def links(inputs: Inputs, settings: Themes, statistics: Statistics) -> Found:
    """Find what goes with what.

    Parameters
    ----------
    inputs : Inputs
        Documents, segments, codings, and the codes in the order of the codebook.
    settings : Themes
        Level of the intervals, significance, and in how many documents a code must be before it is judged.
    statistics : Statistics
        The tests.

    Returns
    -------
    Found
        Pairs by unit and the codebook's order, ordered pairs by the codebook's order, and quotations for those that were found. Codes without an asserted passage are left out.

    Raises
    ------
    TableError
        When a table does not fit its schema.
    """
    for name in ("documents", "segments", "codings"):
        check(name, getattr(inputs, name))
    held = hold(inputs)
    shared = overlaps(held)
    found = pairs(held, shared, settings, statistics)
    followed = sequences(held, settings, statistics)
    return Found(
        from_rows("code_pairs", found),
        from_rows("code_sequences", followed),
        from_rows("link_evidence", list(evidence(held, found, followed, shared, settings.significance))),
    )
