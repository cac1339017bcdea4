"""Exact conditional regression, against enumeration of all ways, scipy and statsmodels."""

from itertools import combinations, product
from math import exp, inf, isinf

import numpy as np
import pytest
from scipy.stats import chi2, hypergeom
from scipy.stats.contingency import odds_ratio

from pipeline.backends import conditional
from pipeline.backends.conditional import associate

Case = tuple[list[int], list[str], list[bool]]


def case(seed: int, size: int = 11, organisations: int = 3, most: int = 5) -> Case:
    random = np.random.default_rng(seed)
    scores = random.integers(0, most, size=size).tolist()
    strata = [f"组织{number}" for number in random.integers(0, organisations, size=size)]
    return scores, strata, (random.random(size) < random.uniform(0.2, 0.7)).tolist()


def sums(scores: list[int], strata: list[str], carried: list[bool]) -> list[int]:
    """All sums of scores that the carriers could have, each as often as there are ways."""
    ways = []
    for stratum in sorted(set(strata)):
        held = [place for place, name in enumerate(strata) if name == stratum]
        count = sum(carried[place] for place in held)
        ways.append([sum(scores[place] for place in chosen) for chosen in combinations(held, count)])
    return [sum(way) for way in product(*ways)]


def tails(ways: list[int], total: int, slope: float) -> tuple[float, float]:
    """Mid-p of as little or less, and of as much or more, where the log odds rise by `slope` per unit."""
    weights = np.exp(slope * (np.asarray(ways, dtype=float) - total))
    below = weights[np.asarray(ways) < total].sum()
    at = weights[np.asarray(ways) == total].sum()
    return float((below + at / 2) / weights.sum()), float(1 - (below + at / 2) / weights.sum())


@pytest.mark.parametrize("seed", range(40))
def test_all_ways_counted_one_by_one_give_the_same(seed: int) -> None:
    scores, strata, carried = case(seed)
    ways = sums(scores, strata, carried)
    total = sum(score for score, held in zip(scores, carried, strict=True) if held)
    found = associate(scores, strata, 0.9)(carried)
    if len(set(ways)) == 1:
        assert found is None
        return
    assert found is not None
    assert found.p_value == pytest.approx(min(1.0, 2 * min(tails(ways, total, 0.0))))
    assert found.attainable == pytest.approx(min(ways.count(end) / len(ways) for end in (min(ways), max(ways))))
    if found.low > 0:
        assert tails(ways, total, float(np.log(found.low)))[1] == pytest.approx(0.05, rel=1e-6)
    if not isinf(found.high):
        assert tails(ways, total, float(np.log(found.high)))[0] == pytest.approx(0.05, rel=1e-6)
    if 0 < found.odds_ratio < inf:
        weights = np.exp(np.log(found.odds_ratio) * (np.asarray(ways, dtype=float) - total))
        assert (weights * ways).sum() / weights.sum() == pytest.approx(total, rel=1e-6)


def test_one_table_gives_the_conditional_odds_ratio_and_mid_p_of_fishers_test() -> None:
    score = [1] * 12 + [0] * 18
    carried = [True] * 9 + [False] * 3 + [True] * 5 + [False] * 13
    found = associate(score, [""] * 30, 0.95)(carried)
    assert found is not None
    assert found.odds_ratio == pytest.approx(odds_ratio([[9, 3], [5, 13]]).statistic, rel=1e-5)
    spread = hypergeom(30, 14, 12)
    assert found.p_value == pytest.approx(2 * (spread.sf(9) + spread.pmf(9) / 2))


def test_differences_between_strata_do_not_matter() -> None:
    """Every note of one organisation carries it, none of the other does; the first wrote later."""
    judge = associate([5, 6, 7, 0, 1, 2], ["a", "a", "a", "b", "b", "b"], 0.95)
    assert judge([True, True, True, False, False, False]) is None
    found = judge([False, False, True, False, False, True])
    assert found is not None
    assert found.p_value == pytest.approx(1 / 9)


def test_carriers_that_are_all_the_latest_have_no_upper_end() -> None:
    found = associate([0, 1, 2, 3, 4, 5, 6, 7], [""] * 8, 0.95)([False] * 4 + [True] * 4)
    assert found is not None
    assert (found.odds_ratio, found.high) == (inf, inf)
    assert 1 < found.low < 10
    assert found.p_value == found.attainable == pytest.approx(1 / 70)
    turned = associate([7, 6, 5, 4, 3, 2, 1, 0], [""] * 8, 0.95)([False] * 4 + [True] * 4)
    assert turned is not None
    assert (turned.odds_ratio, turned.low) == (0.0, 0.0)
    assert turned.high == pytest.approx(1 / found.low)


@pytest.mark.parametrize(
    ("scores", "carried"),
    [([3, 3, 3], [True, False, False]), ([1, 2, 3], [True] * 3), ([1, 2, 3], [False] * 3), ([], [])],
)
def test_where_nothing_can_be_compared_there_is_nothing(scores: list[int], carried: list[bool]) -> None:
    assert associate(scores, ["x"] * len(scores), 0.95)(carried) is None


def test_neither_the_order_of_units_nor_where_scores_begin_matters() -> None:
    scores, strata, carried = case(3, size=20)
    first = associate(scores, strata, 0.95)(carried)
    order = np.random.default_rng(1).permutation(20).tolist()
    moved = associate([scores[place] + 100 for place in order], [strata[place] for place in order], 0.95)(
        [carried[place] for place in order]
    )
    assert first is not None and moved is not None
    assert moved.p_value == pytest.approx(first.p_value)
    assert (moved.odds_ratio, moved.low, moved.high) == pytest.approx((first.odds_ratio, first.low, first.high))


def large(seed: int, size: int = 900) -> Case:
    random = np.random.default_rng(seed)
    month, home = random.integers(0, 24, size=size), random.integers(0, 6, size=size)
    chance = 1 / (1 + np.exp(1.5 - 0.05 * month - 0.5 * (home - 3)))
    return month.tolist(), [f"o{one}" for one in home], (random.random(size) < chance).tolist()


@pytest.mark.parametrize("seed", range(3))
def test_large_samples_agree_with_statsmodels(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    import statsmodels.api as sm

    monkeypatch.setattr(conditional, "EXACT", 0)
    month, home, carried = large(seed)
    found = associate(month, home, 0.95)(carried)
    levels = np.asarray(home)[:, None] == np.unique(home)
    fitted = sm.Logit(np.asarray(carried, dtype=float), np.column_stack([month, levels.astype(float)])).fit(disp=0)
    assert found is not None
    assert found.odds_ratio == pytest.approx(exp(fitted.params[0]))
    assert (found.low, found.high) == pytest.approx(tuple(np.exp(fitted.conf_int()[0])))


def test_the_test_of_large_samples_is_mantel_and_haenszels(monkeypatch: pytest.MonkeyPatch) -> None:
    from statsmodels.stats.contingency_tables import StratifiedTable

    monkeypatch.setattr(conditional, "EXACT", 0)
    month, home, carried = large(5)
    late = [int(one > 11) for one in month]
    tables = [
        np.asarray([[sum(h == name and s == score and c == held for h, s, c in zip(home, late, carried, strict=True)) for held in (True, False)] for score in (1, 0)])
        for name in sorted(set(home))
    ]  # fmt: skip
    found = associate(late, home, 0.95)(carried)
    assert found is not None
    assert found.p_value == pytest.approx(StratifiedTable(tables).test_null_odds(correction=False).pvalue)


def test_exact_and_approximate_agree_where_there_is_much(monkeypatch: pytest.MonkeyPatch) -> None:
    month, home, carried = large(7, size=240)
    exact = associate(month, home, 0.95)(carried)
    monkeypatch.setattr(conditional, "EXACT", 0)
    near = associate(month, home, 0.95)(carried)
    assert exact is not None and near is not None
    assert (near.odds_ratio, near.low, near.high) == pytest.approx((exact.odds_ratio, exact.low, exact.high), rel=0.01)
    assert near.p_value == pytest.approx(exact.p_value, rel=0.3)


def test_large_samples_at_an_end_have_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conditional, "EXACT", 0)
    found = associate(list(range(40)), [""] * 40, 0.95)([False] * 20 + [True] * 20)
    assert found is not None
    assert (found.odds_ratio, found.high) == (inf, inf)
    assert found.p_value < 1e-6


def test_the_published_result_of_alcohol_and_malformation(monkeypatch: pytest.MonkeyPatch) -> None:
    """Agresti, Categorical Data Analysis: infants' malformation by mother's alcohol, M2 = (n - 1) r2 = 6.57; scores doubled to be whole."""
    monkeypatch.setattr(conditional, "EXACT", 0)
    present, totals = [48, 38, 5, 1, 1], [17066 + 48, 14464 + 38, 788 + 5, 126 + 1, 37 + 1]
    scores = [score for score, total in zip([0, 1, 3, 8, 14], totals, strict=True) for _ in range(total)]
    carried = [place < held for held, total in zip(present, totals, strict=True) for place in range(total)]
    found = associate(scores, [""] * len(scores), 0.95)(carried)
    assert found is not None
    assert round(float(chi2.isf(found.p_value, 1)), 2) == 6.57
