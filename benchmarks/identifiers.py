"""How well identifiers are found: generated notes with known identifiers and hard negatives, beside the speed of the scan.

    .venv/bin/python benchmarks/identifiers.py [--set development|held_out] [--errors KIND|all] [--speed TEXT ...]

The sets are written down in identifiers_development.txt and identifiers_held_out.txt: sentences, ways of writing, words. Both were written before
the recognisers; the held-out set only serves to report, whoever changes the recognisers does not look at its errors (--errors refuses it).
A mask counts as right when start, end and kind are right; 'covered' is the share of identifiers of which every sign is under some mask.
"""

import argparse
import random
import re
import statistics
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from identifier_values import made, written

from pipeline.model.mentions import Mention
from pipeline.stages.pseudonymise import identifiers

FOLDER = Path(__file__).parent
SEEDS = {"development": 20241, "held_out": 77003}
POSITIVES, NEGATIVES, LINES_PER_NOTE = 2000, 1200, 8
SLOT = re.compile(r"\{([^{}|]+)(?:\|([^{}]*))?\}")


@dataclass
class Collection:
    """The sentences, ways of writing and words of one set."""

    words: dict[str, list[str]] = field(default_factory=dict)
    forms: dict[str, list[str]] = field(default_factory=dict)
    carriers: list[str] = field(default_factory=list)
    negatives: list[str] = field(default_factory=list)


def read(name: str) -> Collection:
    """Read a set from its file."""
    held = Collection()
    into: list[str] = []
    for line in (FOLDER / f"identifiers_{name}.txt").read_text(encoding="utf-8").splitlines():
        head = re.fullmatch(r"\[(\w+)(?: ([\w:]+))?\]", line)
        if head and head[2]:
            into = getattr(held, head[1]).setdefault(head[2], [])
        elif head:
            into = getattr(held, head[1])
        elif line and not line.startswith("#"):
            into.append(line.replace("\\t", "\t"))
    return held


class Writer:
    """Writes notes with known identifiers; the same seed writes the same notes."""

    def __init__(self, held: Collection, seed: int) -> None:
        self._held = held
        self._random = random.Random(seed)
        self._turns: Counter[str] = Counter()

    def plain(self, template: str) -> str:
        """Fill a template that holds words and values only."""
        return SLOT.sub(self._filled, template)

    def _filled(self, slot: re.Match[str]) -> str:
        words = self._held.words.get(slot[1])
        value = self._random.choice(words) if words else made(slot[1], self._random)
        return written(value, slot[2]) if slot[2] else value

    def sentence(self, carrier: str) -> tuple[str, list[Mention]]:
        """Fill a carrier and say where its identifiers stand; the ways of writing take turns."""
        text, gold, done = "", [], 0
        for slot in SLOT.finditer(carrier):
            text += carrier[done : slot.start()]
            done = slot.end()
            forms = self._held.forms.get(slot[1])
            if forms:
                value = self.plain(forms[self._turns[slot[1]] % len(forms)])
                self._turns[slot[1]] += 1
                gold.append(Mention(len(text), len(text) + len(value), slot[1].split(":")[0], 1.0))
            else:
                value = self._filled(slot)
            text += value
        return text + carrier[done:], gold

    def notes(self) -> Iterator[tuple[str, list[Mention]]]:
        """Yield notes of eight lines, mixed from carriers and negatives."""
        sentences: list[tuple[str, list[Mention]]] = []
        by_kind: dict[str, list[str]] = {}
        for carrier in self._held.carriers:
            kind = next(slot[1] for slot in SLOT.finditer(carrier) if slot[1] in self._held.forms)
            by_kind.setdefault(kind.split(":")[0], []).append(carrier)
        count = 0
        while count < POSITIVES:
            for carriers in by_kind.values():
                sentence = self.sentence(self._random.choice(carriers))
                count += len(sentence[1])
                sentences.append(sentence)
        sentences += [(self.plain(self._held.negatives[i % len(self._held.negatives)]), []) for i in range(NEGATIVES)]
        self._random.shuffle(sentences)
        for first in range(0, len(sentences), LINES_PER_NOTE):
            yield _joined(sentences[first : first + LINES_PER_NOTE])


def _joined(sentences: list[tuple[str, list[Mention]]]) -> tuple[str, list[Mention]]:
    text, gold = "", []
    for sentence, mentions in sentences:
        gold += [Mention(one.start + len(text), one.end + len(text), one.kind, 1.0) for one in mentions]
        text += sentence + "\n"
    return text, gold


@dataclass
class Score:
    """Counts of one kind."""

    right: int = 0
    missed: int = 0
    false: int = 0
    covered: int = 0

    def line(self, name: str) -> str:
        """Return a row of the printed table."""
        there, said = self.right + self.missed, self.right + self.false
        parts = [self.right / max(there, 1), self.right / max(said, 1), self.covered / max(there, 1)]
        return f"{name:14} {there:5} {parts[0]:7.3f} {parts[1]:9.3f} {parts[2]:8.3f}"


def score(notes: list[tuple[str, list[Mention]]], errors: str) -> dict[str, Score]:
    """Compare what is found with what is there; print the errors of a kind when asked."""
    scores: dict[str, Score] = {}
    for text, gold in notes:
        found = identifiers(text)
        place = {(one.start, one.end, one.kind) for one in gold}
        said = {(one.start, one.end, one.kind) for one in found}
        masked = {position for one in found for position in range(one.start, one.end)}
        for start, end, kind in sorted(place | said):
            one = scores.setdefault(kind, Score())
            there, found_here = (start, end, kind) in place, (start, end, kind) in said
            one.right += there and found_here
            one.missed += there and not found_here
            one.false += found_here and not there
            one.covered += there and all(position in masked for position in range(start, end))
            if there != found_here and errors in (kind, "all"):
                line = text[text.rfind("\n", 0, start) + 1 : text.find("\n", end)]
                print(f"{'MISSED' if there else 'FALSE':6} {kind:13} {text[start:end]!r} in {line!r}")
    return scores


def speed(paths: list[Path]) -> None:
    """Print how fast texts are scanned, as they are and without any digit, Latin letter or sign of the identifiers."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in paths)
    bare = re.sub(r"[0-9A-Za-z@＠０-９]", "", text)
    for name, held in (("as it is", text), ("without digits and Latin letters", bare)):
        taken = []
        for _ in range(5):
            begun = time.process_time()
            found = identifiers(held)
            taken.append(time.process_time() - begun)
        size = len(held.encode()) / 1e6
        print(f"{name}: {size:.2f} MB, {len(found)} masks, {size / statistics.median(taken):.1f} MB/s")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", choices=SEEDS, default="development")
    parser.add_argument("--seed", type=int, help="another seed of the same sentences")
    parser.add_argument("--errors", default="", help="print the errors of a kind, or 'all'")
    parser.add_argument("--speed", nargs="*", type=Path, help="texts to measure the speed on, instead of a set")
    options = parser.parse_args()
    if options.speed:
        speed(options.speed)
        return
    if options.errors and options.set == "held_out":
        parser.error("the errors of the held-out set are not shown: it only serves to report")
    notes = list(Writer(read(options.set), options.seed or SEEDS[options.set]).notes())
    scores = score(notes, options.errors)
    pooled = Score(*(sum(getattr(one, part) for one in scores.values()) for part in Score.__annotations__))
    print(f"{options.set}: {len(notes)} notes, {sum(text.count(chr(10)) for text, _ in notes)} lines")
    print(f"{'kind':14} {'n':>5} {'recall':>7} {'precision':>9} {'covered':>8}")
    for kind in sorted(scores):
        print(scores[kind].line(kind))
    print(pooled.line("pooled"))


if __name__ == "__main__":
    main()
