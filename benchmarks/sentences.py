"""How well sentence ends are found: precision, recall and F of ends inside excerpts, per language and part; and how fast.

    .venv/bin/python benchmarks/sentences.py [--data FOLDER] [--part PART] [--errors]

sentences_set.json names excerpts of public texts in ../shared/data by file, offsets and sha256, never their words, and holds the ends that one
reader (a language model) marked by reading, before any splitter was run. What counts as a sentence stands in pipeline/model/sentences.py; in
doubt (an ellipsis, quotes) the sense decided: whether what follows could be said by itself. The last end of an excerpt does not count.

Parts: on `development` rules were worked out; errors in `held out` were first looked at, and counted, when the rules were final; the same
reader had read both, though. `unseen` was drawn, read and marked when the rules were final.

Peers run where they can be imported: pysbd and spaCy's sentencizer. They do not cut at ；, so ends at semicolons are left out for them;
a line that ends a sentence in this set counts for all.
"""

import argparse
import hashlib
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from pipeline.model.sentences import sentence_ends

SET = Path(__file__).with_name("sentences_set.json")
SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
LANGUAGES = ("zh", "en", "mixed")
PARTS = ("development", "held out", "unseen")
SIZE = 5_000_000  # bytes of text for the rate; a shorter one is repeated
Splitter = Callable[[str], list[int]]


def text_of(path: Path) -> str:
    """Return a file's text; of a CoNLL file its posts, a line each."""
    text = path.read_bytes().decode("utf-8")
    if "conll" not in path.name:
        return text
    posts = re.split(r"\n\s*\n", text.replace("\r", ""))
    return "\n".join("".join(line[0] for line in post.split("\n") if line.strip()) for post in posts if post.strip())


def excerpts(folder: Path) -> Iterator[tuple[dict[str, Any], str]]:
    """Yield the entries of the set with their texts; refuse a file that is not the one that was marked."""
    texts: dict[str, str] = {}
    for entry in json.loads(SET.read_text(encoding="utf-8"))["excerpts"]:
        name = entry["file"]
        if name not in texts:
            texts[name] = text_of(folder / name)
        excerpt = texts[name][entry["start"] : entry["end"]]
        if hashlib.sha256(excerpt.encode()).hexdigest() != entry["sha256"]:
            raise SystemExit(f"{name} is not the file that was marked: other text at {entry['start']}.")
        yield entry, excerpt


def inner(text: str, ends: list[int]) -> set[int]:
    """Return ends moved behind white space, those at the edges of the text left out."""
    moved = {end + len(text[end:]) - len(text[end:].lstrip()) for end in ends}
    return {end for end in moved if 0 < end < len(text)}


def without_semicolons(text: str, ends: set[int]) -> set[int]:
    """Leave out the ends at semicolons."""
    return {end for end in ends if not text[:end].rstrip().endswith(("；", ";"))}


def naive(text: str) -> list[int]:
    """Cut behind every stop of either language and what closes behind it."""
    return [found.end() for found in re.finditer(r"[。！？；!?]+[”’」』）)\"']*|\.+[”’\")]*(?=\s)|\n", text)]


def peers() -> Iterator[tuple[str, Callable[[str], Splitter]]]:
    """Yield the peers that can be imported, each as a function from the language to a splitter."""
    try:
        pysbd = import_module("pysbd")

        def segmenter(language: str) -> Splitter:
            made = pysbd.Segmenter(language="en" if language == "en" else "zh", clean=False, char_span=True)
            return lambda text: [span.end for span in made.segment(text)]

        yield "pysbd", segmenter
    except ImportError:
        print("pysbd is not installed: left out")
    try:
        import spacy

        def sentencizer(language: str) -> Splitter:
            pipeline = spacy.blank("en" if language == "en" else "zh")
            pipeline.add_pipe("sentencizer")
            pipeline.max_length = SIZE
            return lambda text: [sentence.end_char for sentence in pipeline(text).sents]

        yield "spaCy sentencizer", sentencizer
    except ImportError:
        print("spaCy is not installed: left out")


def figures(counts: Counter[str]) -> str:
    """Return precision, recall and F."""
    right, said, true = counts["right"], counts["said"], counts["true"]
    precision, recall = right / said if said else 0.0, right / true if true else 0.0
    return f"{precision:5.3f} {recall:5.3f} {2 * right / (said + true) if said + true else 0.0:5.3f}"


def compare(held: list[tuple[dict[str, Any], str]], name: str, split: Callable[[str], Splitter], *, fair: bool) -> None:
    """Print the figures of one splitter; fair leaves ends at semicolons out."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    splitters = {language: split(language) for language in LANGUAGES}
    for entry, text in held:
        true, said = inner(text, entry["ends"]), inner(text, splitters[entry["language"]](text))
        if fair:
            true, said = without_semicolons(text, true), without_semicolons(text, said)
        counted = counts.setdefault((entry["part"], entry["language"]), Counter())
        counted.update(right=len(true & said), said=len(said), true=len(true))
    for part in PARTS:
        for language in LANGUAGES:
            if (part, language) in counts:
                row = counts[part, language]
                print(f"{name:30} {part:12} {language:6} {row['true']:4}  {figures(row)}")


def errors(held: list[tuple[dict[str, Any], str]]) -> None:
    """Print where Zhuli and the reader differ."""
    for entry, text in held:
        true, said = inner(text, entry["ends"]), inner(text, sentence_ends(text))
        for end in sorted(true ^ said):
            kind = "missed" if end in true else "false"
            print(f"{kind:7} {entry['part']}: {text[max(0, end - 25) : end]}|{text[end : end + 25]}")


def rates(folder: Path) -> None:
    """Print how fast texts are cut, the best of five."""
    for name, pattern in (("zh", "zh_smile_slice/*.jsonl"), ("en", "en_changelog_slice/md/*.md")):
        data = "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob(pattern))).encode()
        data = (data * (SIZE // len(data) + 1))[:SIZE]
        text = data.decode("utf-8", "ignore")
        taken = []
        for _ in range(5):
            begun = time.process_time()
            sentence_ends(text)
            taken.append(time.process_time() - begun)
        print(f"{name}: {len(data) / 1e6:.2f} MB at {len(data) / 1e6 / min(taken):.0f} MB/s")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=SHARED)
    parser.add_argument("--part", choices=PARTS)
    parser.add_argument("--errors", action="store_true", help="list where Zhuli and the reader differ")
    options = parser.parse_args()
    held = [(entry, text) for entry, text in excerpts(options.data) if options.part in (None, entry["part"])]
    print(f"{'':30} {'part':12} {'':6} {'ends':>4}  prec  rec   F")
    compare(held, "Zhuli", lambda language: sentence_ends, fair=False)
    compare(held, "Zhuli, without semicolons", lambda language: sentence_ends, fair=True)
    compare(held, "naive", lambda language: naive, fair=True)
    for name, split in peers():
        compare(held, name, split, fair=True)
    rates(options.data)
    if options.errors:
        errors(held)


if __name__ == "__main__":
    main()
