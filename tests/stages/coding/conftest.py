"""A codebook of one code and plain stand-ins for the libraries, so that a test states only what it is about."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

from pipeline.model.both import Both
from pipeline.model.codebook import Code, Codebook, Cue, Pattern
from pipeline.model.expressions import read
from pipeline.model.frames import from_rows, values
from pipeline.stages.coding import Inputs, Tools, code
from pipeline.stages.tokenise import tokenise

LEMMAS = {
    "roles": "role",
    "runs": "run",
    "running": "run",
    "ran": "run",
    "workers": "worker",
    "notes": "note",
    "was": "be",
    "is": "be",
}
SIMPLE = {"導": "导", "義": "义", "務": "务", "會": "会", "開": "开", "難": "难", "楚": "楚"}
WORDS = ("社工", "督导", "不同", "不过", "角色", "分工", "工作")


def plain_automaton(literals: list[str]) -> Callable[[str], list[tuple[int, int, int]]]:
    def find(text: str) -> list[tuple[int, int, int]]:
        return [
            (number, start, start + len(literal))
            for number, literal in enumerate(literals)
            for start in range(len(text))
            if literal and text.startswith(literal, start)
        ]

    return find


def plain_cut(text: str) -> list[str]:
    """Cut off the words of `WORDS`, from left to right; any other character is a word of its own."""
    words, at = [], 0
    while at < len(text):
        word = next((word for word in WORDS if text.startswith(word, at)), text[at])
        words.append(word)
        at += len(word)
    return words


PLAIN = Tools(
    automaton=plain_automaton,
    simplify=lambda character: SIMPLE.get(character, character),
    lemma=lambda word: LEMMAS.get(word, word),
)


def inputs_of(segments: Any, cut: Callable[[str], list[str]] = plain_cut, **document: str) -> Inputs:
    """Return what coding takes, for some segments; their documents hold nothing but what is given."""
    simple = str.maketrans(SIMPLE)
    tokens = tokenise(
        segments,
        cut_chinese=lambda text: _lengths(text, cut(text.translate(simple))),
        cut_english=lambda chunk: [chunk],
        lemma=str,
    )
    names = dict.fromkeys(values(segments, "document_id"))
    rows = [{"document_id": name, "path": name, "characters": 0, "status": "ok"} | document for name in names]
    return Inputs(from_rows("documents", rows), segments, tokens)


def _lengths(text: str, words: list[str]) -> list[str]:
    parts, at = [], 0
    for word in words:
        parts.append(text[at : at + len(word)])
        at += len(word)
    return parts


def patterns(*sources: str | Pattern) -> tuple[Pattern, ...]:
    return tuple(source if isinstance(source, Pattern) else Pattern(source, read(source)) for source in sources)


def make_pattern(source: str, **options: Any) -> Pattern:
    return Pattern(source, read(source), **options)


def make_code(
    id: str, sources: Sequence[str | Pattern], *, unless: Sequence[str | Pattern] = (), reacts_to: Sequence[str] = ()
) -> Code:
    nothing = Both("", "")
    return Code(
        id=id,
        level="risk",
        name=Both(f"编码{id}", f"code {id}"),
        definition=nothing,
        include=nothing,
        exclude=nothing,
        examples={},
        patterns=patterns(*sources),
        unless=patterns(*unless),
        reacts_to=tuple(reacts_to),
    )


def make_cue(
    scope: str,
    within: int,
    *,
    before: Sequence[str] = (),
    after: Sequence[str] = (),
    cancelled_by: Sequence[str] = (),
    until: Sequence[str] = (),
) -> Cue:
    return Cue(scope, within, patterns(*before), patterns(*after), patterns(*cancelled_by), patterns(*until))


def make_codebook(
    *codes: Code, sets: Mapping[str, Sequence[str]] | None = None, cues: Mapping[str, Cue] | None = None
) -> Codebook:
    made = {name: patterns(*items) for name, items in (sets or {}).items()}
    return Codebook(Both("编码本", "codebook"), "1", codes, made, cues or {})


@pytest.fixture
def tools() -> Tools:
    return PLAIN


@pytest.fixture
def code_rows(make_segments: Callable[..., Any], rows_of: Callable[..., Any]) -> Callable[..., list[dict[str, Any]]]:
    """Code texts (one segment each) with a codebook; returns the codings as plain rows."""

    def run(
        codebook: Codebook, *texts: str, tools: Tools = PLAIN, start: int = 0, **options: Any
    ) -> list[dict[str, Any]]:
        return list(rows_of(code(inputs_of(make_segments(*texts, start=start), **options), codebook, tools)))

    return run


@pytest.fixture
def quotes(code_rows: Callable[..., list[dict[str, Any]]]) -> Callable[..., list[str]]:
    """Return the passages of one text that patterns of one code assert; sets by keyword."""

    def run(text: str, *sources: str | Pattern, unless: Sequence[str] = (), **sets: Sequence[str]) -> list[str]:
        book = make_codebook(make_code("c", sources, unless=unless), sets=sets)
        return [row["quote"] for row in code_rows(book, text)]

    return run


@pytest.fixture
def judged(code_rows: Callable[..., list[dict[str, Any]]]) -> Callable[..., list[tuple[str, str | None]]]:
    """Return (passage, kind of the cue that takes it back or None) of one text, for one pattern and one cue."""

    def run(text: str, source: str, cue: Cue, name: str = "negation") -> list[tuple[str, str | None]]:
        book = make_codebook(make_code("c", [source], reacts_to=[name]), cues={name: cue})
        rows = code_rows(book, text)
        assert all((row["status"] == "negated") == (row["cue"] is not None) for row in rows)
        return [(row["quote"], row["cue"]) for row in rows]

    return run
