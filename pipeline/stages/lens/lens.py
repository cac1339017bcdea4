"""The supervisor's lens: the practice problems of each organisation and worker that are open now."""

from dataclasses import dataclass

import pandas as pd

from pipeline.model.frames import build


@dataclass(frozen=True)
class Inputs:
    """The tables that the lens looks at."""

    documents: pd.DataFrame
    segments: pd.DataFrame
    codings: pd.DataFrame


@dataclass(frozen=True)
class Found:
    """The tables of the lens."""

    lens_problems: pd.DataFrame


def lens(inputs: Inputs) -> Found:
    """Look at practice problems."""
    return Found(build("lens_problems", {}))
