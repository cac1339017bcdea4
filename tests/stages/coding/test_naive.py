"""The engine against an independent, slow matcher, on random patterns and texts."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.stages.coding import code
from pipeline.stages.coding.compile import Compiler, vocabulary_of
from pipeline.stages.coding.fold import Folding
from pipeline.stages.coding.match import Passage
from tests.stages.coding import naive
from tests.stages.coding.conftest import PLAIN, make_code, make_codebook, make_cue, plain_automaton, plain_cut

CHINESE = ["社工", "工", "角色", "不", "不清", "清", "督导", "了"]
ENGLISH = ["role", "roles", "unclear", "worker", "run", "running", "don't", "don", "t"]
SIGNS = ["，", "。", ", ", ". ", "；", "、", "：", "!", "（"]
OTHERS = ["督導", "Ｒｏｌｅ", "ROLES", "worker's", "don’t", "self-run", "self", "3", " ", " ", " ", "  ", "的", "人"]
SETS = {
    "worker": ((("text", "社工"),), (("word", "worker"),), (("text", "督导"), ("any", ((("text", "工"),), ())))),
    "unclear": ((("text", "不清"),), (("exact", "unclear"),), (("set", "worker"), ("gap", 8), ("text", "不"))),
}

literal = st.sampled_from(
    [("text", text) for text in CHINESE]
    + [("word", word) for word in ENGLISH]
    + [("exact", "roles"), ("exact", "run"), ("glob", "ro*"), ("glob", "?un"), ("glob", "*er"), ("glob", "r*s")]
    + [("set", "worker"), ("set", "unclear")]
)
option = st.lists(literal, min_size=1, max_size=2).map(tuple)


@st.composite
def patterns(draw: st.DrawFn) -> naive.Pattern:
    """Draw pieces; gaps stand only between pieces that cannot be empty, for elsewhere the language gives them no meaning."""
    made: list[naive.Piece] = [draw(literal)]
    for _ in range(draw(st.integers(0, 3))):
        kind = draw(st.sampled_from(["next", "gap", "choice", "optional"]))
        if kind == "gap":
            made += [("gap", draw(st.sampled_from([8, 20]))), draw(literal)]
        elif kind == "next":
            made.append(draw(literal))
        else:
            options = draw(st.lists(option, min_size=2, max_size=3))
            made += [("any", (*options, *([()] if kind == "optional" else []))), draw(literal)]
    return tuple(made)


def written(pattern: naive.Pattern) -> str:
    parts = []
    for kind, value in pattern:
        if kind == "gap":
            parts.append("*" if value == 8 else "...")
        elif kind == "any":
            parts.append("(" + "|".join(written(choice) for choice in value) + ")")
        else:
            parts.append({"exact": '"%s"', "set": "{%s}"}.get(kind, "%s") % value)
    return " ".join(parts)


@st.composite
def texts(draw: st.DrawFn, *wanted: naive.Pattern) -> str:
    """Draw a text of the alphabet in which, as a rule, the wanted patterns nearly or wholly occur."""
    noise = st.lists(st.sampled_from(CHINESE + ENGLISH + SIGNS + OTHERS), max_size=5)
    parts = draw(noise)
    for pattern in wanted:
        for kind, value in draw(st.sampled_from(naive.flat(pattern, SETS))):
            if kind == "gap":
                many = draw(st.sampled_from([0, 1, value - 1, value, value + 1]))
                parts += draw(st.sampled_from([["人"], ["的", "，"], [" run "]])) * many
            else:
                parts += [
                    value.replace("*", "ol").replace("?", "r"),
                    draw(st.sampled_from(["", " ", " ", "-", "，", "。"])),
                ]
                if parts[-1] == "-" and not parts[-2].isascii():
                    parts[-1] = " "
        parts += draw(noise)
    text = "".join(parts)
    # the language knows a hyphen between English words only
    return "".join(
        " "
        if sign == "-"
        and not (
            text[place - 1 : place].isascii() and text[place + 1 : place + 2].isalpha() and text[place + 1].isascii()
        )
        else sign
        for place, sign in enumerate(text)
    )


SOURCES = {name: [written(item) for item in items] for name, items in SETS.items()}


@settings(max_examples=2000, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_every_span_of_a_random_pattern_is_the_one_that_brute_force_finds(data: st.DataObject) -> None:
    pattern = data.draw(patterns())
    text = data.draw(texts(pattern))
    folding = Folding(PLAIN.simplify)
    folded = text.translate(folding)
    book = make_codebook(make_code("c", [written(pattern)]), sets=SOURCES)
    compiler = Compiler(book.sets, vocabulary_of([folded]), lambda said: said.translate(folding), PLAIN.lemma)
    plans = compiler.plans(book.codes[0].patterns)
    found = Passage(folded, plain_automaton(compiler.atoms.literals)(folded), compiler.atoms, plain_cut)
    assert {hit[:2] for plan in plans for hit in found.matches(plan)} == naive.spans([pattern], naive.fold(text), SETS)


@pytest.fixture(scope="module")
def segments() -> Any:
    from pipeline.model.frames import from_rows

    def make(text: str) -> Any:
        row = {"segment_id": "s", "document_id": "d", "segment_index": 1, "start_char": 0, "end_char": len(text)}
        return from_rows("segments", [row | {"text": text}])

    return make


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_what_a_code_keeps_of_several_patterns_is_what_brute_force_keeps(segments: Any, data: st.DataObject) -> None:
    wanted = data.draw(st.lists(patterns(), min_size=1, max_size=3))
    unless = data.draw(st.lists(option, max_size=1))
    text = data.draw(texts(*wanted[:2]))
    book = make_codebook(
        make_code("c", [written(pattern) for pattern in wanted], unless=[written(item) for item in unless]),
        sets=SOURCES,
    )
    codings = code(segments(text), book, PLAIN)
    kept = list(zip(codings["start_char"], codings["end_char"], strict=True))
    assert kept == naive.hits(wanted, unless, naive.fold(text), SETS, plain_cut)
    assert [text[start:end] for start, end in kept] == list(codings["quote"])


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_a_cue_takes_back_the_hits_that_brute_force_takes_back(segments: Any, data: st.DataObject) -> None:
    wanted = data.draw(option)
    lists = {name: data.draw(st.lists(option, max_size=2)) for name in ("before", "after", "cancelled_by")}
    rules = {"scope": data.draw(st.sampled_from(["clause", "sentence"])), "within": data.draw(st.integers(1, 6))}
    text = data.draw(texts(*lists["before"][:1], wanted, *lists["after"][:1]))
    made = make_cue(**rules, **{name: [written(item) for item in items] for name, items in lists.items()})
    book = make_codebook(make_code("c", [written(wanted)], reacts_to=["wish"]), sets=SOURCES, cues={"wish": made})
    codings = code(segments(text), book, PLAIN)
    folded = naive.fold(text)
    gaps = {hit[:2] for hit in naive.matches(wanted, folded, SETS) if hit[2]}  # cues inside gaps: see test_code.py
    for start, end, status in zip(codings["start_char"], codings["end_char"], codings["status"], strict=True):
        if (start, end) not in gaps:
            assert (status == "negated") == naive.taken_back((start, end), rules | lists, folded, SETS, plain_cut)
