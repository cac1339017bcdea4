"""How often themes are called rising or fading for nothing, how often a rise is found, whether intervals hold the truth, and how long themes take.

    .venv/bin/python benchmarks/themes.py [--reports 400] [--only alarms,power,bound,coverage,speed]

Reports are made up (seeded): notes of organisations that differ from each other (logistic model, standard deviation .9 between organisations) and whose
notes begin and end at different times; 18 codes each. One JSON line per row of the table in docs/methods.md.
"""

import argparse
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from themes_corpus import CODES, large

from flows import practice
from pipeline.backends import conditional, draws, orders, rotations, statistics
from pipeline.model.both import Both
from pipeline.model.frames import build, values
from pipeline.model.settings import Settings, Themes
from pipeline.model.theme_tables import EMERGING, MOVING
from pipeline.stages import lens, links, novelty
from pipeline.stages.themes import Found, Inputs, Statistics, themes
from pipeline.stages.themes.carriers import Notes, Theme
from pipeline.stages.themes.judge import means_of, trends

SEED = 20261129
BETWEEN = 0.9  # standard deviation of organisations' log odds: an intraclass correlation of about .2
MONTHS, PERIODS = 12, 4
LOW, HIGH = 0.05, 0.6  # shares that codes begin with
STATISTICS = Statistics(statistics.wilson, conditional.associate, statistics.adjust, statistics.tempered)
SETTINGS = Themes()

Floats = NDArray[np.float64]
Random = np.random.Generator
Said = dict[str, Any]


@dataclass(frozen=True)
class World:
    """Where and when the notes of one report were written: organisation and month of each."""

    organisation: NDArray[np.int64]
    month: NDArray[np.int64]

    @property
    def notes(self) -> Notes:
        """The same as themes see it."""
        names = tuple(f"o{number:02}" for number in self.organisation)
        dates = tuple(f"{2024 + month // 12}-{month % 12 + 1:02}" for month in self.month)
        ids = tuple(f"d{number:04}" for number in range(len(names)))
        return Notes(ids, {}, dates, self.month - self.month.min(), {"organisation": names})


def world(notes: int, organisations: int, random: Random) -> World:
    """Spread notes over organisations, each at work for at least half of the months."""
    home = random.integers(organisations, size=notes)
    begin = random.integers(0, MONTHS // 2 + 1, size=organisations)
    end = np.minimum(MONTHS, begin + random.integers(MONTHS // 2, MONTHS + 1, size=organisations))
    month = np.asarray([random.integers(begin[one], end[one]) for one in home])
    order = np.argsort(month, kind="stable")
    return World(home[order], month[order])


def odds(share: Floats | float) -> Floats:
    """Return the log odds of a share."""
    return np.asarray(np.log(share) - np.log1p(-np.asarray(share)))


def likely(log_odds: Floats) -> Floats:
    """Return the share of log odds."""
    return np.asarray(1 / (1 + np.exp(-log_odds)))


def flat(where: World, random: Random, *, episodes: float = 0.0) -> Floats:
    """Return each note's chance of a code that does not change over time; `episodes`: standard deviation of what an organisation goes through in a quarter."""
    apart = random.normal(0, BETWEEN, size=where.organisation.max() + 1)[where.organisation]
    through = random.normal(0, episodes, size=(where.organisation.max() + 1, MONTHS // 3 + 1)) if episodes else None
    more = through[where.organisation, where.month // 3] if through is not None else 0.0
    return likely(odds(random.uniform(LOW, HIGH)) + apart + more)


def theme(name: str, carried: NDArray[np.bool_]) -> Theme:
    """Return a theme as the stage makes it, without passages."""
    return Theme(name, "code", Both("", ""), (), (), carried)


def draw(chances: list[Floats], random: Random) -> list[Theme]:
    """Draw which notes carry which code."""
    return [theme(str(number), random.random(len(chance)) < chance) for number, chance in enumerate(chances)]


def judged(where: World, drawn: list[Theme]) -> list[Said]:
    """Judge codes as a report does."""
    return trends(drawn, means_of(drawn, where.notes, SETTINGS, STATISTICS))


def moved(row: Said) -> bool:
    """Tell whether a theme is said to change."""
    return row["status"] in MOVING


def alarms(reports: int, random: Random) -> Iterator[Said]:
    """Nothing changes: how many reports call any of 18 codes rising or fading, and how many of all codes."""
    for episodes in (0.0, 0.9):
        for notes in (6, 12, 20, 40, 60):
            for organisations in (1, 3, 10):
                any_moved, codes = 0, 0
                for _ in range(reports):
                    where = world(notes, organisations, random)
                    rows = judged(where, draw([flat(where, random, episodes=episodes) for _ in range(CODES)], random))
                    any_moved += any(map(moved, rows))
                    codes += sum(map(moved, rows))
                yield {
                    "what": "alarms",
                    "episodes": episodes,
                    "notes": notes,
                    "organisations": organisations,
                    "reports_with_one": round(any_moved / reports, 3),
                    "codes": round(codes / reports / CODES, 4),
                }


def tripled(where: World, base: float, random: Random) -> Floats:
    """Return each note's chance of a code that triples from the first to the last of four periods."""
    period = where.month * PERIODS // MONTHS
    apart = random.normal(0, BETWEEN, size=where.organisation.max() + 1)
    return likely(
        odds(np.minimum(base * (1 + 2 * period / (PERIODS - 1)), 0.98)) + (apart - apart.mean())[where.organisation]
    )


def power(reports: int, random: Random) -> Iterator[Said]:
    """One code triples over four periods: how often it is found, alone and beside 17 that do not change."""
    for notes in (40, 80, 160):
        for base in (0.1, 0.2, 0.3, 0.33):
            for organisations in (1, 4, 10):
                found = {1: 0, CODES: 0}
                for _ in range(reports):
                    month = np.sort(np.arange(notes) % MONTHS)
                    where = World(random.integers(organisations, size=notes), month)
                    for codes in found:
                        others = [flat(where, random) for _ in range(codes - 1)]
                        drawn = draw([tripled(where, base, random), *others], random)
                        found[codes] += judged(where, drawn)[0]["status"] in EMERGING
                yield {
                    "what": "power",
                    "notes": notes,
                    "from": base,
                    "to": 3 * base,
                    "organisations": organisations,
                } | {f"of_{codes}": round(count / reports, 3) for codes, count in found.items()}


def bound(reports: int, random: Random) -> Iterator[Said]:
    """The same with 40 notes of one organisation, by the most powerful test at 5 % two-sided, which knows the rise beforehand (Neyman and Pearson 1933)."""
    period = np.arange(40) % PERIODS
    for base in (0.1, 0.2, 0.25, 0.3):
        rise = base * (1 + 2 * period / (PERIODS - 1))
        weights = odds(rise)
        limits = [
            np.quantile([weights[random.permutation(40)[:count]].sum() for _ in range(2000)], 0.975)
            for count in range(41)
        ]
        drawn = random.random((reports * 10, 40)) < rise
        found = (drawn * weights).sum(axis=1) > np.asarray(limits)[drawn.sum(axis=1)] - 1e-9
        yield {
            "what": "bound",
            "notes": 40,
            "from": base,
            "to": round(3 * base, 2),
            "found": round(float(found.mean()), 3),
        }


def coverage(reports: int, random: Random) -> Iterator[Said]:
    """Codes that change and others: how often the intervals of their shares, and of the trends that a report shows, hold the truth."""
    for notes in (6, 12, 20, 40, 60):
        for organisations in (1, 3, 10):
            shares, ratios = [], []
            for _ in range(reports):
                where = world(notes, organisations, random)
                slopes = random.choice([0.0, 0.05, -0.05, 0.15], size=CODES)
                since = where.month - MONTHS / 2
                chances = [likely(odds(flat(where, random)) + slope * since) for slope in slopes]
                drawn = draw(chances, random)
                for code, chance in zip(drawn, chances, strict=True):
                    low, high = statistics.wilson(int(code.carried.sum()), notes, SETTINGS.confidence)
                    shares.append(low <= chance.mean() <= high)
                for row, slope in zip(judged(where, drawn), slopes, strict=True):
                    if row["odds_low"] is not None:
                        ratios.append(row["odds_low"] <= np.exp(3 * slope) <= row["odds_high"])
            yield {
                "what": "coverage",
                "notes": notes,
                "organisations": organisations,
                "share": round(float(np.mean(shares)), 3),
                "odds_ratio": round(float(np.mean(ratios)), 3) if ratios else None,
                "told": round(len(ratios) / len(shares), 3),
            }


def speed(_: int, random: Random) -> Iterator[Said]:
    """100,000 segments of 2,000 documents, 18 codes and 40 topics: themes (median of three), and once each what is read from them."""
    from threadpoolctl import threadpool_limits

    inputs = large(100_000, 2_000, random)
    words = [f"词{number}" for number in range(3000)]
    drawn = random.integers(len(words), size=(100_000, 12))
    tokens = build(
        "tokens",
        {"segment_id": values(inputs.segments, "segment_id")}
        | {name: [[words[place] for place in row] for row in drawn] for name in ("token", "lemma")}
        | {name: [[0] * 12] * 100_000 for name in ("start_char", "end_char")},
    )
    taken = []
    with threadpool_limits(1):
        for _ in range(3):
            statistics.wilson.cache_clear()
            begun = time.perf_counter()
            found = themes(inputs, SETTINGS, STATISTICS)
            taken.append(time.perf_counter() - begun)
        yield from others(inputs, tokens, found)
    yield {
        "what": "speed",
        "segments": 100_000,
        "themes": len(found.themes),
        "median_seconds": round(float(np.median(taken)), 2),
    }


def others(inputs: Inputs, tokens: pd.DataFrame, found: Found) -> Iterator[Said]:
    """Time the stages that go beside themes."""
    held = {name: getattr(inputs, name) for name in ("documents", "segments", "codings")}
    codes = tuple(inputs.code_names)
    tests = links.Statistics(rotations.meet, draws.gather, orders.follow, statistics.adjust)
    read = novelty.Inputs(
        **held, tokens=tokens, segment_topics=inputs.segment_topics, theme_documents=found.theme_documents
    )
    stages: dict[str, Callable[[], object]] = {
        "novelty": lambda: novelty.novelty(
            read, SETTINGS, novelty.Statistics(conditional.associate, statistics.adjust), frozenset()
        ),
        "links": lambda: links.links(links.Inputs(**held, codes=codes), SETTINGS, tests),
        "lens": lambda: lens.lens(
            lens.Inputs(**held), lens.Codes(codes[:4], codes[4:8], codes[8:]), Settings().lens, SETTINGS, practice.TOOLS
        ),
    }
    for name, run in stages.items():
        begun = time.perf_counter()
        run()
        yield {"what": "speed", "stage": name, "seconds": round(time.perf_counter() - begun, 2)}


PARTS: dict[str, Callable[[int, Random], Iterator[Said]]] = {
    "alarms": alarms,
    "power": power,
    "bound": bound,
    "coverage": coverage,
    "speed": speed,
}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=400, help="reports made up per row")
    parser.add_argument("--only", default=",".join(PARTS), help="parts to measure")
    options = parser.parse_args()
    unknown = [name for name in options.only.split(",") if name not in PARTS]
    if unknown:
        parser.error(f"unknown part {unknown[0]!r}; known: {', '.join(PARTS)}")
    for name in options.only.split(","):
        for row in PARTS[name](options.reports, np.random.default_rng(SEED)):
            print(json.dumps(row), flush=True)


if __name__ == "__main__":
    main()
