"""Words that mark the latest documents."""

from collections.abc import Callable
from math import exp, inf, log

import numpy as np
import pandas as pd
import pytest

from pipeline.backends import conditional, statistics
from pipeline.model.association import Associate
from pipeline.model.settings import Themes
from pipeline.stages.novelty import Statistics, novelty
from pipeline.stages.novelty.counts import compare
from pipeline.stages.novelty.words import read
from tests.stages.novelty.notes import Notes, Row, months

Rows = Callable[[pd.DataFrame], list[Row]]


def two_teams(*recent: str, before: str = "开会 活动", **cells: str) -> Notes:
    """Twelve notes of each of two organisations; `recent` is what the last six say, three of each by turns."""
    notes = Notes()
    for number, date in enumerate(months(24)):
        said = recent[number - 18] if number >= 18 and number - 18 < len(recent) else before
        notes.note(date, "甲队" if number % 2 else "乙队", said, **cells)
    return notes


def terms(rows: list[Row]) -> list[tuple[str, str]]:
    return [(row["term"], row["status"]) for row in rows]


def test_a_word_of_all_latest_documents_of_both_organisations_is_new(rows_of: Rows) -> None:
    made = two_teams(*["开会 食堂 活动"] * 6).found()
    (row,) = rows_of(made.novel_terms)
    assert row == {
        "rank": 1,
        "term": "食堂",
        "status": "new",
        "documents": 6,
        "total": 6,
        "documents_before": 0,
        "total_before": 18,
        "organisations": 2,
        # 2 x (6 ln(6 / 1.5) + 18 ln(18 / 13.5))
        "keyness": pytest.approx(2 * (6 * log(4) + 18 * log(18 / 13.5)), abs=1e-6),
        "odds_ratio": inf,
        "odds_low": pytest.approx(row["odds_low"]),
        "odds_high": inf,
        # three of twelve documents in each organisation: 1 / 220 twice
        "p_value": pytest.approx(1 / 220**2),
        # the only word that could reach the level: the others are in every document
        "q_value": pytest.approx(1 / 220**2),
        "first_date": "2021-07-01",
        "segment_id": "n18-1",
        "document_id": "n18",
        "start_char": 8,
        "end_char": 10,
    }
    assert row["odds_low"] > 10


def test_what_one_organisation_talks_about_is_no_news(rows_of: Rows) -> None:
    made = two_teams("开会", "食堂", "开会", "食堂", "开会", "食堂").found()
    assert rows_of(made.novel_terms) == []


def test_where_there_is_one_organisation_two_documents_are_enough(rows_of: Rows) -> None:
    for name in ("甲队", None):
        notes = Notes()
        for number, date in enumerate(months(24)):
            notes.note(date, name, "食堂 开会" if number >= 18 else "开会")
        assert terms(rows_of(notes.found().novel_terms)) == [("食堂", "new")]


def test_where_nothing_is_proven_the_strongest_are_hints(rows_of: Rows) -> None:
    notes = two_teams("开会 食堂", "开会 食堂", "开会", "开会 食堂", "开会", "开会")
    for number in range(40):  # many other words that could have been new
        for place in (1, 4, 7, 10):
            notes._segment(
                f"n{place:02}-x{number}", f"n{place:02}", 2 + number, f"别的{chr(0x4E00 + number)}", None, 90
            )
    (row,) = rows_of(notes.found().novel_terms)
    assert (row["term"], row["status"], row["documents"], row["documents_before"]) == ("食堂", "hint", 3, 0)
    # 2 of the 3 latest of twelve, and 1 of the other 3: 3/66 x 3/12, times the 41 words that could have reached it
    assert row["p_value"] == pytest.approx(3 / 66 * 3 / 12)
    assert row["q_value"] == pytest.approx(41 * 3 / 66 * 3 / 12)


def test_a_hint_that_no_organisation_can_tell_has_no_p_value(rows_of: Rows) -> None:
    notes = Notes()
    for number, date in enumerate(months(12)):  # every note is of an organisation of its own
        notes.note(date, f"队{number}", "食堂 开会" if number >= 9 else "开会")
    (row,) = rows_of(notes.found().novel_terms)
    assert (row["term"], row["status"], row["p_value"], row["q_value"], row["odds_ratio"]) == (
        "食堂",
        "hint",
        None,
        None,
        None,
    )


def test_a_change_of_language_is_no_news(rows_of: Rows) -> None:
    notes = Notes()
    for number, date in enumerate(months(24)):
        late = number >= 18
        said, language = ("budget meeting", "en") if late else ("预算 开会", "zh")
        notes.note(date, "甲队" if number % 2 else "乙队", said, language=language)
    assert rows_of(notes.found().novel_terms) == []


def test_in_mixed_notes_english_words_count_like_chinese_ones(rows_of: Rows) -> None:
    made = two_teams(*["开会 Canteen 活动"] * 6, language="mixed").found()
    assert terms(rows_of(made.novel_terms)) == [("canteen", "new")]


def test_stop_words_numbers_single_characters_speakers_and_aliases_are_no_words(rows_of: Rows) -> None:
    said = "王阿姨：然后 三百个 2024 锅 阿姨 [人物07] 和 [Person 12] to go 食堂"
    made = two_teams(*[said] * 6).found("然后")
    assert terms(rows_of(made.novel_terms)) == [("食堂", "new")]


def test_headings_of_forms_are_no_words(rows_of: Rows) -> None:
    made = two_teams(*["督导内容"] * 6).found()
    assert rows_of(made.novel_terms) == []


def test_the_segment_that_shows_a_word_holds_it_most_often_and_is_long(rows_of: Rows) -> None:
    notes = two_teams(*["食堂 开会"] * 6)
    notes.note(
        "2022-02-01",
        "甲队",
        "食堂",
        "食堂 开会 活动 食堂",
        "食堂 活动 开会 排班 食堂 场地",
        "食堂 排班 场地 场地 活动 开会 值班",
    )
    notes.note("2022-03-01", "乙队", "食堂 开会")
    row = rows_of(notes.found().novel_terms)[0]
    assert (row["term"], row["segment_id"], row["first_date"]) == ("食堂", "n24-3", "2021-07-01")


def test_documents_that_failed_or_are_undated_do_not_count(rows_of: Rows) -> None:
    notes = two_teams(*["开会 食堂"] * 6)
    notes.note(None, "甲队", "食堂").note("2019-01-01", "甲队", "食堂", status="duplicate").note("2019-02-01", "甲队")
    (row,) = rows_of(notes.found().novel_terms)
    assert (row["documents"], row["total"], row["documents_before"], row["total_before"]) == (6, 6, 0, 18)


@pytest.mark.parametrize("count", [0, 1, 5])
def test_with_fewer_than_six_dated_documents_there_are_no_two_parts(count: int, rows_of: Rows) -> None:
    notes = Notes()
    for date in months(count):
        notes.note(date, "甲队", "食堂")
    assert rows_of(notes.note(None, "甲队", "开会").found().novel_terms) == []


def test_a_stricter_level_finds_fewer(rows_of: Rows) -> None:
    notes = two_teams("开会 食堂", "开会 食堂", "开会 食堂", "开会 食堂")
    assert terms(rows_of(notes.found().novel_terms)) == [("食堂", "new")]
    strict = notes.found(settings=Themes(significance=0.001)).novel_terms
    assert rows_of(strict) == []


def random_notes(seed: int) -> Notes:
    random = np.random.default_rng(seed)
    words = [f"词{chr(0x4E00 + number)}" for number in range(30)]
    chances = random.random(30) * 0.6
    notes = Notes()
    for date in months(40):
        said = [word for word, chance in zip(words, chances, strict=True) if random.random() < chance]
        notes.note(date, f"队{random.integers(3)}", " ".join(said) or "开会")
    return notes


@pytest.mark.parametrize("seed", range(5))
def test_counts_of_all_words_at_once_agree_with_word_by_word(seed: int) -> None:
    from scipy.stats import hypergeom, power_divergence

    corpus = read(random_notes(seed).inputs(), frozenset())
    counts = compare(corpus, 10)
    teams = [row["organisation"] for row in corpus.documents]
    for word in range(len(counts.terms)):
        places = set(counts.holding(word).tolist())
        recent = sum(place >= 30 for place in places)
        mean, variance, extreme = 0.0, 0.0, 0.0
        for team in sorted(set(teams)):
            mine = [place for place in range(40) if teams[place] == team]
            spread = hypergeom(len(mine), sum(place >= 30 for place in mine), len(places & set(mine)))
            sums = np.arange(len(mine) + 1)
            middle = float(sums @ spread.pmf(sums))
            mean, variance = mean + middle, variance + float((sums - middle) ** 2 @ spread.pmf(sums))
            extreme += float(spread.logpmf(spread.support()[1]))
        assert (counts.recent[word], counts.before[word]) == (recent, len(places) - recent)
        assert counts.expected[word] == pytest.approx(mean)
        assert counts.variance[word] == pytest.approx(variance, abs=1e-12)
        assert counts.attainable[word] == pytest.approx(exp(extreme))
        seen = np.asarray([recent, len(places) - recent, 10 - recent, 30 - len(places) + recent])
        share = len(places) / 40
        wanted = [10 * share, 30 * share, 10 * (1 - share), 30 * (1 - share)]
        expected = power_divergence(seen, wanted, lambda_="log-likelihood").statistic if recent > 10 * share else 0.0
        assert counts.keyness[word] == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("seed", range(3))
def test_p_and_q_are_those_of_testing_every_word_that_could_reach_the_level(seed: int, rows_of: Rows) -> None:
    notes = random_notes(seed)
    for place, name in ((31, "队0"), (33, "队1"), (35, "队2"), (36, "队0"), (38, "队1"), (39, "队2")):
        notes.documents[place]["organisation"] = name
        notes._segment(f"n{place:02}-9", f"n{place:02}", 9, "食堂", None, 200)
    corpus = read(notes.inputs(), frozenset())
    counts = compare(corpus, 10)
    judge = conditional.associate(
        [int(place >= 30) for place in range(40)], [row["organisation"] for row in corpus.documents], 0.95
    )
    p_values = {}
    for word in range(len(counts.terms)):
        held = set(counts.holding(word).tolist())
        told = judge([place in held for place in range(40)])
        if told and counts.attainable[word] <= 0.05:
            news = counts.wide[word] and counts.recent[word] > counts.expected[word] and counts.keyness[word] > 0
            p_values[counts.terms[word]] = told.p_value if news else 1.0
    expected = dict(zip(p_values, statistics.adjust(list(p_values.values())), strict=True))
    rows = rows_of(notes.found().novel_terms)
    assert rows[0]["term"] == "食堂"
    for row in rows:
        assert row["p_value"] == pytest.approx(p_values[row["term"]])
        assert row["q_value"] == pytest.approx(expected[row["term"]])


def test_at_most_twenty_words_are_listed_the_surest_first(rows_of: Rows) -> None:
    words = [f"新{chr(0x4E00 + number)}" for number in range(30)]
    said = [" ".join(words), " ".join(words), " ".join(words), " ".join(words), " ".join(words[5:]), "开会"]
    rows = rows_of(two_teams(*said).found().novel_terms)
    assert len(rows) == 20
    assert [row["rank"] for row in rows] == list(range(1, 21))
    assert [row["term"] for row in rows] == sorted(words[5:])[:20]


def test_the_level_of_the_intervals_is_the_one_of_the_settings() -> None:
    asked = []

    def associate(scores: list[int], strata: list[str], confidence: float) -> object:
        asked.append(confidence)
        return conditional.associate(scores, strata, confidence)

    judged: Associate = associate  # type: ignore[assignment]
    notes = two_teams(*["食堂"] * 6)
    novelty(notes.inputs(), Themes(confidence=0.8), Statistics(judged, statistics.adjust), frozenset())
    assert set(asked) == {0.8}
