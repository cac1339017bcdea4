"""How fast coding is: 2,000 patterns in both languages on real dialogue, beside spaCy's matchers and one `re` per code.

    .venv/bin/python benchmarks/coding.py [--data FOLDER] [--runs 5] [--peers]

The codebook is drawn by a seed from the 8,000 commonest words and pairs of words of the texts: 50 codes per language of 20 patterns each, a third
of them plain words and phrases, the others globs, lemmas, gaps between word sets, near() and AND NOT; half of the codes react to negation.
One core, processor seconds, medians; a MB is a million bytes of UTF-8 of the segments' texts.
"""

import argparse
import gc
import json
import random
import re
import statistics
import time
from collections import Counter
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pandas as pd
from threadpoolctl import threadpool_limits

import flows.sources as sources
from pipeline.backends import chinese, english, simplemma
from pipeline.exchange import codebook_yaml
from pipeline.files import corpus
from pipeline.model.codebook import Codebook
from pipeline.model.frames import values
from pipeline.model.raw import RawDocument
from pipeline.model.settings import Settings
from pipeline.stages import coding, ingest, segment, tokenise

code_module = import_module("pipeline.stages.coding.code")
compile_codebook = code_module._compiled

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
CORPORA = {
    "zh": ("zh_smile_slice",),
    "en": ("en_changelog_slice/md", "en_qmsum_meetings_val/json", "en_conversational_uptake"),
}
CODES, PATTERNS, SETS, ITEMS = 50, 20, 15, 10
TIMES = 4  # what it costs to compile the codebook is spread over a corpus of some 20 MB
NEGATION = {
    "zh": ["不再", "没有", "没", "并非", "不是", "不"],
    "en": ["not", "no", "never", "no longer", "without"],
}


def texts_of(name: str) -> list[str]:
    """Return the documents of a corpus as plain texts; meetings in JSON as 'speaker: words' lines."""
    folder = SHARED / name
    if name.startswith("en_qmsum"):
        meetings = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]
        return [
            "\n".join(f"{turn['speaker']}: {turn['content']}" for turn in meeting["meeting_transcripts"])
            for meeting in meetings
        ]
    raws = corpus.read(folder, corpus.find(folder), Settings().ingest)
    kept = [raw for raw in raws if not raw.problem and "LICENSE" not in raw.file and "README" not in raw.file]
    return [raw.text or "\n".join(f"{turn.speaker}：{turn.text}" for turn in raw.turns) for raw in kept]


def tables_of(texts: list[str], *, keep_duplicates: bool = False) -> coding.Inputs:
    """Cut texts into segments and tokens; to keep a text that is there already, it gets a number as its last line."""
    raws = [
        RawDocument(file=f"{number}.txt", text=f"{text}\n{number}" if keep_duplicates else text)
        for number, text in enumerate(texts)
    ]
    documents, frozen = ingest.ingest(raws, {})
    segments = segment.segment(frozen, documents, ingest.language_of)
    cut = chinese.cutter("rjieba")
    tokens = tokenise.tokenise(segments, cut_chinese=cut, cut_english=english.cutter(), lemma=simplemma.lemma)
    return coding.Inputs(documents, segments, tokens)


def drawn_codebook(inputs: dict[str, coding.Inputs]) -> tuple[Codebook, list[tuple[str, str]]]:
    """Draw the codebook; also return its plain phrases as (code, phrase), for programs that know nothing else."""
    random.seed(7)
    lines = ["name: {zh: 测速, en: speed}", "version: '1'"]
    sets: list[str] = []
    codes: list[str] = []
    phrases: list[tuple[str, str]] = []
    for language, tables in inputs.items():
        draw = _Words(tables.tokens, language)
        names = [f"{language}_{number}" for number in range(SETS)]
        sets += [f"  {name}: {json.dumps([draw.word() for _ in range(ITEMS)], ensure_ascii=False)}" for name in names]
        for number in range(CODES):
            plain = [draw.phrase() for _ in range(PATTERNS // 3)]
            phrases += [(f"{language}{number}", phrase) for phrase in plain]
            made = plain + [draw.pattern(names) for _ in range(PATTERNS - len(plain))]
            reacts = ", reacts_to: [negation]" if number % 2 else ""
            both = "{zh: 码, en: code}"
            codes.append(
                f"  - {{id: {language}{number}, level: risk, name: {both}, definition: {both}, patterns: "
                f"{json.dumps(made, ensure_ascii=False)}{reacts}}}"
            )
    negation = json.dumps(sum(NEGATION.values(), []), ensure_ascii=False)
    cues = f"cues:\n  negation: {{scope: clause, within: 4, before: {negation}}}"
    text = "\n".join([*lines, "sets:", *sets, cues, "codes:", *codes])
    return codebook_yaml.read(text, "drawn"), phrases


class _Words:
    """Draws words of a corpus."""

    def __init__(self, tokens: pd.DataFrame, language: str) -> None:
        fits = re.compile("[一-鿿]{2,}" if language == "zh" else "[a-z]{3,}")
        held = values(tokens, "lemma")
        counts = Counter(word for lemmas in held for word in lemmas if fits.fullmatch(word))
        self._words: list[str] = [
            word for word, _ in counts.most_common(8000)[100:]
        ]  # the commonest hundred say nothing
        pairs = Counter(
            pair for lemmas in held for pair in zip(lemmas, lemmas[1:], strict=False) if all(map(fits.fullmatch, pair))
        )
        joint = "" if language == "zh" else " "
        self._pairs: list[str] = [joint.join(pair) for pair, _ in pairs.most_common(8000)[100:]]

    def word(self) -> str:
        return random.choice(self._words)

    def phrase(self) -> str:
        return self.word() if random.random() < 0.5 else random.choice(self._pairs)

    def pattern(self, sets: list[str]) -> str:
        first, second = random.sample(sets, 2)
        word, other = self.word(), self.word()
        return random.choice(
            [
                word[:5] + "*" if word.isascii() else f"{word} * {other}",
                f"{{{first}}} * {word}",
                f"{{{first}}} ... {{{second}}}",
                f"{word} ({other}|{self.word()}|)",
                f"near({word}, {{{first}}}, within=6)",
                f"{word} AND NOT {{{second}}}",
            ]
        )


def seconds(work: Callable[[], Any], runs: int) -> float:
    """Return the median of processor seconds."""
    taken = []
    for _ in range(runs):
        begun = time.process_time()
        work()
        taken.append(time.process_time() - begun)
    return statistics.median(taken)


def seconds_of_compiling(tables: coding.Inputs, book: Codebook, tools: coding.Tools) -> float:
    """Return the processor seconds that compiling the codebook takes while some tables are coded."""
    taken = []

    def timed(*given: Any) -> Any:
        begun = time.process_time()
        compiled = compile_codebook(*given)
        taken.append(time.process_time() - begun)
        return compiled

    with patch.object(code_module, "_compiled", timed):
        coding.code(tables, book, tools)
    return sum(taken)


def end_to_end(texts: list[str], book: Codebook) -> None:
    """Decode, segment, tokenise and code."""
    coded = [text.encode() for text in texts]
    coding.code(tables_of([data.decode() for data in coded]), book, sources.coding_tools())


def spacy_phrases(texts: list[str], phrases: list[tuple[str, str]], language: str) -> Callable[[], Any]:
    """Return spaCy's PhraseMatcher over its blank pipeline's documents, which are made beforehand."""
    import spacy
    from spacy.matcher import PhraseMatcher

    pipeline = spacy.blank(language)
    matcher = PhraseMatcher(pipeline.vocab, attr="LOWER")
    for code, phrase in phrases:
        matcher.add(code, [pipeline.make_doc(phrase)])
    documents = [pipeline.make_doc(text) for text in texts]
    return lambda: [matcher(document) for document in documents]


def spacy_wildcards(texts: list[str], phrases: list[tuple[str, str]], language: str) -> Callable[[], Any]:
    """Return spaCy's Matcher with a word, up to eight others and a word, for pairs of the phrases."""
    import spacy
    from spacy.matcher import Matcher

    pipeline = spacy.blank(language)
    matcher = Matcher(pipeline.vocab)
    words = [[{"LOWER": token.lower_} for token in pipeline.make_doc(phrase)] for _, phrase in phrases]
    for number, (first, second) in enumerate(zip(words, words[1:], strict=False)):
        matcher.add(str(number), [[*first, *[{"OP": "?"}] * 8, *second]])
    documents = [pipeline.make_doc(text) for text in texts]
    return lambda: [matcher(document) for document in documents]


def one_expression_per_code(texts: list[str], phrases: list[tuple[str, str]]) -> Callable[[], Any]:
    """Return Python's `re` with all phrases of a code in one alternation."""
    by_code: dict[str, list[str]] = {}
    for code, phrase in phrases:
        by_code.setdefault(code, []).append(re.escape(phrase))
    compiled = [re.compile("|".join(words), re.IGNORECASE) for words in by_code.values()]
    return lambda: [list(expression.finditer(text)) for expression in compiled for text in texts]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--peers", action="store_true", help="measure spaCy and re too, on the first 2 % of the texts")
    options = parser.parse_args()
    texts = {language: [text for name in names for text in texts_of(name)] for language, names in CORPORA.items()}
    inputs = {language: tables_of(held) for language, held in texts.items()}
    book, phrases = drawn_codebook(inputs)
    print(
        f"codebook: {len(book.codes)} codes, {sum(len(code.patterns) for code in book.codes)} patterns, {len(book.sets)} sets"
    )
    tools, bundled = sources.coding_tools(), sources.read_codebook(sources.CODEBOOK)
    gc.collect()
    gc.freeze()  # as zhuli run does
    with threadpool_limits(1):
        for language, tables in inputs.items():
            size = sum(len(text.encode()) for text in values(tables.segments, "text")) / 1e6
            taken = seconds(lambda tables=tables: coding.code(tables, book, tools), options.runs)  # type: ignore[misc]
            found = len(coding.code(tables, book, tools))
            print(f"{language}: {size:.2f} MB, {len(tables.segments)} segments, {found} codings")
            print(f"  coding alone           {size / taken:8.2f} MB/s")
            ready = taken - statistics.median(seconds_of_compiling(tables, book, tools) for _ in range(options.runs))
            print(f"  codebook compiled, as the peers' are {size / ready:8.2f} MB/s")
            more = tables_of(texts[language] * TIMES, keep_duplicates=True)
            taken = seconds(lambda more=more: coding.code(more, book, tools), options.runs)  # type: ignore[misc]
            print(f"  the same, {TIMES} times over  {TIMES * size / taken:8.2f} MB/s")
            taken = seconds(lambda tables=tables: coding.code(tables, bundled, tools), options.runs)  # type: ignore[misc]
            print(f"  bundled codebook       {size / taken:8.2f} MB/s")
            taken = seconds(lambda language=language: end_to_end(texts[language], book), options.runs)  # type: ignore[misc]
            print(f"  text to codings        {size / taken:8.2f} MB/s")
            if options.peers:
                own = [phrase for phrase in phrases if phrase[0].startswith(language)]
                few = values(tables.segments, "text")[::50]
                small = sum(len(text.encode()) for text in few) / 1e6
                peers = {
                    "spaCy PhraseMatcher": spacy_phrases(few, own, language),
                    "spaCy Matcher, wildcards": spacy_wildcards(few, own, language),
                    "re, one per code": one_expression_per_code(few, own),
                }
                for name, work in peers.items():
                    print(f"  {name:24} {small / seconds(work, 3):6.2f} MB/s ({len(own)} phrases)")


if __name__ == "__main__":
    main()
