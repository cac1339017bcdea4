"""Presidio on the notes of `identifiers.py`, beside our recognisers in the same run, with all that it has for Chinese and no trained pipeline.

    .venv/bin/python benchmarks/identifiers_peer.py [--set held_out]

Needs the package presidio-analyzer, which is no dependency of Zhuli. Its recogniser of e-mail addresses asks the network for the list of public
suffixes; without a network it falls back to a list of its own.
"""

import argparse
import logging
import statistics
import time
from collections.abc import Callable

import spacy
from identifiers import SEEDS, Writer, read

from pipeline.model.mentions import Mention
from pipeline.stages.pseudonymise import identifiers

RUNS = 3
Notes = list[tuple[str, list[Mention]]]
Recogniser = Callable[[str], list[tuple[int, int]]]


def presidio() -> Recogniser:
    """Return Presidio's analyzer for Chinese; dates are left out, which are no identifiers."""
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry  # type: ignore[import-not-found]
    from presidio_analyzer.nlp_engine import SpacyNlpEngine  # type: ignore[import-not-found]

    class Blank(SpacyNlpEngine):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__(models=[{"lang_code": "zh", "model_name": "blank"}])
            self.nlp = {"zh": spacy.blank("zh")}

        def load(self) -> None:
            """Nothing is loaded: the pipeline is blank."""

        def is_loaded(self) -> bool:
            """Say that it is there."""
            return True

    engine = Blank()
    registry = RecognizerRegistry(supported_languages=["zh"])
    registry.load_predefined_recognizers(languages=["zh"], nlp_engine=engine)
    analyzer = AnalyzerEngine(nlp_engine=engine, registry=registry, supported_languages=["zh"])
    return lambda text: [
        (one.start, one.end) for one in analyzer.analyze(text, language="zh") if one.entity_type != "DATE_TIME"
    ]


def line(name: str, notes: Notes, make: Callable[[], Recogniser]) -> str:
    """Measure a recogniser: seconds to the first answer, share of identifiers covered, share of masks that touch one, speed."""
    begun = time.perf_counter()
    recognise = make()
    recognise(notes[0][0])
    start = time.perf_counter() - begun
    taken = []
    for _ in range(RUNS):
        begun = time.process_time()
        found = [recognise(text) for text, _ in notes]
        taken.append(time.process_time() - begun)
    covered = right = 0
    for (_, gold), spans in zip(notes, found, strict=True):
        masked = {place for low, high in spans for place in range(low, high)}
        covered += sum(masked.issuperset(range(one.start, one.end)) for one in gold)
        right += sum(any(one.start < high and low < one.end for one in gold) for low, high in spans)
    there, said = sum(len(gold) for _, gold in notes), sum(map(len, found))
    size = sum(len(text.encode()) for text, _ in notes) / 1e6
    speed = size / statistics.median(taken)
    return f"{name:10} start {start:5.2f} s  covered {covered / there:.3f}  precision {right / said:.3f}  {speed:6.2f} MB/s"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", choices=SEEDS, default="held_out")
    name = parser.parse_args().set
    logging.disable(logging.CRITICAL)
    notes = list(Writer(read(name), SEEDS[name]).notes())
    ours: Recogniser = lambda text: [(one.start, one.end) for one in identifiers(text)]  # noqa: E731
    print(line("ours", notes, lambda: ours))
    print(line("Presidio", notes, presidio))


if __name__ == "__main__":
    main()
