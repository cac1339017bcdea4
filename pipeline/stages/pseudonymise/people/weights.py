"""How much each piece of evidence weighs: log odds, fitted and written by `benchmarks/people_fit.py` to weights.json, read once when first needed.

The file holds the bias, the weights of general evidence by its name, and for the evidence of single characters and pairs (`lexical.py`) per kind
and weight the characters, one after the other. It holds no text.
"""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from pipeline.stages.pseudonymise.people.lexical import GROUPS, LENGTHS

NAME = "weights.json"
STEPS = 10  # weights of characters are kept in tenths


class Weights(NamedTuple):
    """The bias, and what each piece of evidence adds; evidence that is missing adds nothing."""

    bias: float
    of: dict[str, float]


@cache
def weights() -> Weights:
    """Read the weights."""
    kept = json.loads((files(__package__) / NAME).read_text(encoding="utf-8"))
    of: dict[str, float] = dict(kept["general"])
    for kind, levels in kept["characters"].items():
        length = LENGTHS.get(kind, 1)
        for level, characters in levels.items():
            weight = int(level) / STEPS
            for place in range(0, len(characters), length):
                of[f"{kind}={characters[place : place + length]}"] = weight
    return Weights(kept["bias"], of)


def packed(bias: float, of: Mapping[str, float]) -> str:
    """Write weights in the form that `weights` reads.

    Parameters
    ----------
    bias : float
        What is added in any case.
    of : mapping
        Evidence to its weight. 'before 1=在' and the like are evidence of characters when they are of the right length.
    """
    general, characters = {}, {}  # type: dict[str, float], dict[str, dict[str, str]]
    for name, weight in sorted(of.items()):
        kind, sign, key = name.partition("=")
        if sign and (kind in LENGTHS or kind.split()[0] in GROUPS.values()):
            level = str(round(weight * STEPS))
            if level != "0":
                levels = characters.setdefault(kind, {})
                levels[level] = levels.get(level, "") + key
        else:
            general[name] = round(weight, 2)
    kept = {"bias": round(bias, 2), "general": general, "characters": characters}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"
