"""Texts that are nearly the same (datasketch: MinHash signatures, candidates by locality-sensitive hashing)."""

import re
import zlib
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from pipeline.model.scripts import CHINESE

ALIKE = 0.7  # shared of all shingles; two words changed in a note of fifty words leave .78
CANDIDATE = 0.5  # lower, so that the estimate misses no pair
TOGETHER = 3  # words or Chinese characters in a shingle
FEWEST = 30  # shingles: shorter texts are alike by chance
MOST = 2000  # shingles of a text that are compared, those with the smallest hashes
PERMUTATIONS = 64
_UNIT = re.compile(f"[{CHINESE}]|[^\\W{CHINESE}]+")
_FACTORS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=np.uint64)

Hashes = NDArray[np.uint64]


def twins(texts: Sequence[str]) -> list[tuple[int, float] | None]:
    """Find for every text an earlier one that is nearly the same.

    Parameters
    ----------
    texts : sequence of str
        In their order.

    Returns
    -------
    list
        Per text the place of the earlier one that is most alike and the share of their shingles (three words or Chinese
        characters in a row, each distinct one once) that both have, 0.7 to 1; None where there is none, and for very short texts.

    Notes
    -----
    Broder (1997): Jaccard similarity of shingles. Candidates come from MinHash signatures; the share is counted, from at most 2,000
    shingles per text, the same in every run.
    """
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=CANDIDATE, num_perm=PERMUTATIONS)
    held: dict[int, Hashes] = {}
    found: list[tuple[int, float] | None] = []
    for place, text in enumerate(texts):
        shingles = _shingles(text)
        if len(shingles) < FEWEST:
            found.append(None)
            continue
        signature = MinHash(num_perm=PERMUTATIONS, hashfunc=int)
        signature.update_batch((shingles >> np.uint64(32)).tolist())
        likest = max(((_share(held[other], shingles), -other) for other in index.query(signature)), default=(0.0, 0))
        found.append((-likest[1], likest[0]) if likest[0] >= ALIKE else None)
        index.insert(place, signature)
        held[place] = shingles
    return found


def _shingles(text: str) -> Hashes:
    """Return the smallest hashes of the shingles of a text, sorted, each once."""
    units = np.fromiter(map(_number, _UNIT.findall(text.lower())), dtype=np.uint64)
    if len(units) < TOGETHER:
        return np.zeros(0, dtype=np.uint64)
    rows = np.lib.stride_tricks.sliding_window_view(units, TOGETHER)
    mixed = np.bitwise_xor.reduce(rows * _FACTORS, axis=1)
    mixed = (mixed ^ (mixed >> np.uint64(29))) * _FACTORS[1]
    return np.unique(mixed ^ (mixed >> np.uint64(32)))[:MOST]


@cache
def _number(unit: str) -> int:
    return zlib.crc32(unit.encode())


def _share(left: Hashes, right: Hashes) -> float:
    """Return the Jaccard similarity as far as both samples reach."""
    limit = min((part[-1] for part in (left, right) if len(part) == MOST), default=np.uint64(2**64 - 1))
    left, right = (part[part <= limit] for part in (left, right))
    both = len(np.intersect1d(left, right, assume_unique=True))
    return both / (len(left) + len(right) - both)
