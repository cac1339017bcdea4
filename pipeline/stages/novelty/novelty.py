"""Novelty: what the latest material has that the earlier did not, what nothing explains, and when more material stops adding."""

from dataclasses import dataclass

import pandas as pd

from pipeline.model.frames import build


@dataclass(frozen=True)
class Inputs:
    """The tables that novelty is read from."""

    documents: pd.DataFrame
    segments: pd.DataFrame
    tokens: pd.DataFrame
    codings: pd.DataFrame
    segment_topics: pd.DataFrame
    theme_documents: pd.DataFrame


@dataclass(frozen=True)
class Found:
    """The tables of novelty."""

    saturation: pd.DataFrame


def novelty(inputs: Inputs) -> Found:
    """Find what is new."""
    return Found(build("saturation", {}))
