"""English tokens by spaCy's rules."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.lang.en import English

from pipeline.backends import english

MEETINGS = Path(__file__).parents[3] / "shared" / "data" / "en_qmsum_meetings_val" / "json"
cut = english.cutter()
whole = English().tokenizer


def by_chunks(text: str) -> list[str]:
    return [token for chunk in text.split() for token in cut(chunk)]


@pytest.mark.parametrize(
    ("chunk", "tokens"),
    [
        ("don't", ["do", "n't"]),
        ("workers'", ["workers", "'"]),
        ("(self-care),", ["(", "self", "-", "care", ")", ","]),
        ("U.K.", ["U.K."]),
        ("10am.", ["10", "am", "."]),
        ("http://a.org/b", ["http://a.org/b"]),
    ],
)
def test_a_chunk_is_cut_by_the_rules_of_spacy(chunk: str, tokens: list[str]) -> None:
    assert cut(chunk) == tokens


@given(st.text(alphabet=st.characters(exclude_categories=["Zs", "Zl", "Zp", "Cc", "Cs"]), min_size=1, max_size=20))
def test_the_tokens_joined_give_the_chunk(chunk: str) -> None:
    assert "".join(cut(chunk)) == chunk


SIGNS = st.text(st.sampled_from(",.;:!?()[]\"'“”‘’…*#<>{}&~+=%$€£^|-–—_/@\\°"), max_size=4)
WORDS = st.one_of(
    st.from_regex(
        r"[A-Za-z]{1,5}|[0-9]{1,3}([.,:][0-9]{1,2}){0,2}|[a-zA-Z]{1,4}[-–—/'’.][a-zA-Z]{1,4}", fullmatch=True
    ),
    st.sampled_from(
        ["don't", "word's", "WORD'S", "a.m", "can", "not", "gonna", "D", "xD", "8", "o.O", "km", "5km", "McD", "i.e"]
    ),
    st.sampled_from(sorted(re.sub(r"\W+$", "", rule) for rule in whole.rules)),
)


@settings(max_examples=3000, deadline=None)
@given(SIGNS, WORDS, SIGNS)
def test_words_between_signs_are_cut_as_spacy_cuts_them(before: str, word: str, after: str) -> None:
    chunk = before + word + after
    assert not chunk or cut(chunk) == [token.text for token in whole(chunk)]


@pytest.mark.parametrize(
    "sentence",
    [
        'She said: "We\'re not sure who does what, are we?"',
        "The U.K. team (about 3-4 people) can't come at 10am; it's $5.50 each...",
        "Well-being, e.g. self-care — isn't on the agenda!! :-)",
        "Email me@x.org or see https://example.org/a?b=c, thanks.",
        "I'd've gone; y'all'd have, too.",
    ],
)
def test_chunk_by_chunk_gives_what_spacy_gives_for_the_sentence(sentence: str) -> None:
    assert by_chunks(sentence) == [token.text for token in whole(sentence)]


@pytest.mark.skipif(not MEETINGS.exists(), reason="needs ../shared/data/en_qmsum_meetings_val, which is not here")
def test_chunk_by_chunk_gives_what_spacy_gives_for_spoken_turns() -> None:
    said: list[str] = []
    for path in sorted(MEETINGS.glob("*.json*"))[:3]:
        said += [" ".join(turn["content"].split()) for turn in json.loads(path.read_text())["meeting_transcripts"]]
    assert said
    assert [
        text for text in said if by_chunks(text) != [token.text for token in whole(text) if not token.is_space]
    ] == []
