"""Links: which codes meet, and which follow each other."""

from dataclasses import dataclass

import pandas as pd

from pipeline.model.frames import build


@dataclass(frozen=True)
class Inputs:
    """The tables that links are read from."""

    documents: pd.DataFrame
    segments: pd.DataFrame
    codings: pd.DataFrame


@dataclass(frozen=True)
class Found:
    """The tables of links."""

    code_pairs: pd.DataFrame


def links(inputs: Inputs) -> Found:
    """Find what goes with what."""
    return Found(build("code_pairs", {}))
