"""The engine against an independent, slow matcher, on random patterns and texts."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.model.frames import from_rows
from pipeline.stages.coding import code
from tests.stages.coding import naive
from tests.stages.coding.conftest import PLAIN, inputs_of, make_code, make_codebook, make_cue, make_pattern, plain_cut

CHINESE = ["社工", "工", "角色", "不", "不清", "清", "督导", "了"]
ENGLISH = ["role", "roles", "unclear", "worker", "run", "running", "don't", "don", "t"]
SIGNS = ["，", "。", ", ", ". ", "；", "、", "：", "!", "（"]
OTHERS = ["督導", "Ｒｏｌｅ", "ROLES", "worker's", "don’t", "self-run", "self", "3", " ", " ", " ", "  ", "的", "人"]
SETS = {
    "worker": ((("text", "社工"),), (("word", "worker"),), (("text", "督导"), ("any", ((("text", "工"),), ())))),
    "unclear": ((("text", "不清"),), (("exact", "unclear"),), (("set", "worker"), ("gap", 5), ("text", "不"))),
}
GAPS = {5: "*", 12: "..."}

literal = st.sampled_from(
    [("text", text) for text in CHINESE]
    + [("whole", "工"), ("whole", "角色"), ("part", "工"), ("part", "清")]
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
            made += [("gap", draw(st.sampled_from(list(GAPS)))), draw(literal)]
        elif kind == "next":
            made.append(draw(literal))
        else:
            options = draw(st.lists(option, min_size=2, max_size=3))
            made += [("any", (*options, *([()] if kind == "optional" else []))), draw(literal)]
    return tuple(made)


terms = patterns().map(lambda pattern: ("terms", pattern))
short_terms = option.map(lambda pattern: ("terms", pattern))


def _combined(inner: st.SearchStrategy[naive.Expression]) -> st.SearchStrategy[naive.Expression]:
    few = st.lists(inner, min_size=2, max_size=3).map(tuple)
    near = st.tuples(st.just("near"), few, st.integers(0, 9), st.booleans())
    either = st.tuples(st.just("or"), few)
    only = st.tuples(
        st.just("and"),
        inner,
        st.lists(inner, max_size=1).map(tuple),
        st.lists(inner, min_size=1, max_size=1).map(tuple),
    )
    both = st.tuples(st.just("and"), inner, st.lists(inner, min_size=1, max_size=2).map(tuple), st.just(()))
    beside = st.tuples(
        st.just("beside"), inner, inner, st.sampled_from(["after", "before"]), st.integers(1, 9), st.booleans()
    )
    return st.one_of(near, either, only, both, beside)


expressions = st.recursive(short_terms, _combined, max_leaves=4)


def written(pattern: naive.Pattern) -> str:
    parts = []
    for kind, value in pattern:
        if kind == "gap":
            parts.append(GAPS[value])
        elif kind == "any":
            parts.append("(" + "|".join(written(choice) for choice in value) + ")")
        else:
            parts.append({"exact": '"%s"', "whole": '"%s"', "part": "~%s", "set": "{%s}"}.get(kind, "%s") % value)
    return " ".join(parts)


def said(expression: naive.Expression) -> str:
    """Write an expression out, each part in brackets."""
    kind, *rest = expression
    if kind == "terms":
        return written(rest[0])
    if kind == "near":
        parts, within, ordered = rest
        return f"{'seq' if ordered else 'near'}({', '.join(map(said, parts))}, within={within})"
    if kind == "or":
        return " OR ".join(map(_bracketed, rest[0]))
    if kind == "beside":
        kept, other, side, within, barred = rest
        return f"{_bracketed(kept)} {'NOT ' * barred}{side.upper()} {_bracketed(other)} WITHIN {within}"
    kept, needed, barred = rest
    return " AND ".join([*map(_bracketed, (kept, *needed)), *(f"NOT {_bracketed(part)}" for part in barred)])


def _bracketed(expression: naive.Expression) -> str:
    return said(expression) if expression[0] in ("terms", "near") else f"({said(expression)})"


def leaves(expression: naive.Expression) -> list[naive.Pattern]:
    if expression[0] == "terms":
        return [expression[1]]
    parts = [part for part in expression[1:] if isinstance(part, tuple)]
    inner = [part for part in parts if part and isinstance(part[0], str)]
    inner += [part for group in parts if group and isinstance(group[0], tuple) for part in group]
    return [leaf for part in inner for leaf in leaves(part)]


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


@pytest.fixture(scope="module")
def coded() -> Any:
    """Code two segments: the text and something else behind it, which no match may reach into."""

    def make(text: str, *codes: Any, **options: Any) -> Any:
        texts = [text, "不清 role 社工"]
        rows = [
            {"segment_id": f"s{at}", "document_id": "d", "segment_index": at + 1, "start_char": start, "text": held}
            | {"end_char": start + len(held)}
            for at, (start, held) in enumerate(zip((0, len(text) + 1), texts, strict=True))
        ]
        table = code(inputs_of(from_rows("segments", rows)), make_codebook(*codes, sets=SOURCES, **options), PLAIN)
        return table[table["segment_id"] == "s0"]

    return make


def spans_of(codings: Any) -> list[tuple[int, int]]:
    return list(zip(codings["start_char"], codings["end_char"], strict=True))


@settings(max_examples=2500, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_what_a_code_keeps_of_several_patterns_is_what_brute_force_keeps(coded: Any, data: st.DataObject) -> None:
    wanted = data.draw(st.lists(patterns(), min_size=1, max_size=3))
    unless = data.draw(st.lists(option, max_size=1))
    text = data.draw(texts(*wanted[:2]))
    made = make_code("c", [written(item) for item in wanted], unless=[written(item) for item in unless])
    codings = coded(text, made)
    folded = naive.marked(text)
    found = [naive.evaluate(("terms", item), folded, SETS, plain_cut) for item in wanted]
    barred = naive.evaluate(("or", [("terms", item) for item in unless]), folded, SETS, plain_cut)
    assert spans_of(codings) == naive.hits(found, barred, folded)
    assert [text[start:end] for start, end in spans_of(codings)] == list(codings["quote"])


@settings(max_examples=2000, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_operators_mean_what_brute_force_makes_of_them(coded: Any, data: st.DataObject) -> None:
    wanted = data.draw(expressions)
    within = data.draw(st.sampled_from(["sentence", "sentence", "segment", 3, 6]))
    text = data.draw(texts(*leaves(wanted)[:3]))
    codings = coded(text, make_code("c", [make_pattern(said(wanted), within=within)]))
    folded = naive.marked(text)
    found = naive.evaluate(wanted, folded, SETS, plain_cut, within)
    assert spans_of(codings) == naive.hits([found], {}, folded)


@settings(max_examples=700, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_a_cue_takes_back_the_hits_that_brute_force_takes_back(coded: Any, data: st.DataObject) -> None:
    wanted = data.draw(patterns())
    lists = {name: data.draw(st.lists(option, max_size=2)) for name in ("before", "after", "cancelled_by", "until")}
    rules = {"scope": data.draw(st.sampled_from(["clause", "sentence"])), "within": data.draw(st.integers(1, 6))}
    text = data.draw(texts(*lists["before"][:1], wanted, *lists["after"][:1]))
    made = make_cue(**rules, **{name: [written(item) for item in items] for name, items in lists.items()})
    codings = coded(text, make_code("c", [written(wanted)], reacts_to=["wish"]), cues={"wish": made})
    folded = naive.marked(text)
    found = naive.evaluate(("terms", wanted), folded, SETS, plain_cut)
    held = {
        name: list(naive.evaluate(("or", [("terms", item) for item in items]), folded, SETS, plain_cut))
        for name, items in lists.items()
    }
    for row in codings.itertuples():
        taken = naive.taken_back(
            (row.start_char, row.end_char), found[row.start_char, row.end_char], rules | held, folded, plain_cut
        )
        assert (row.status == "negated") == (taken is not None)
        if taken is not None:
            assert (row.cue_start, row.cue_end) == taken
