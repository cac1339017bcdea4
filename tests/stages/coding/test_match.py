"""What a pattern matches: words, literals, gaps, alternatives and sets, each in a sentence made for it."""

from collections.abc import Callable

import pytest

Quotes = Callable[..., list[str]]
FIVE = "一二三四五"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He runs and ran, running on.", ["runs", "ran", "running"]),
        ("A runner reruns it.", []),
        ("RUN! Runs.", ["RUN", "Runs"]),
        ("run2 and 2run are other words", []),
    ],
)
def test_an_english_word_is_matched_whole_and_by_lemma(quotes: Quotes, text: str, found: list[str]) -> None:
    assert quotes(text, "run") == found


def test_a_form_in_the_pattern_finds_the_other_forms(quotes: Quotes) -> None:
    assert quotes("her role, their roles", "roles") == ["role", "roles"]


@pytest.mark.parametrize("pattern", ['"roles"', "“roles”"])
def test_a_quoted_word_is_matched_as_it_stands_but_for_case(quotes: Quotes, pattern: str) -> None:
    assert quotes("role, roles, Roles, role's", pattern) == ["roles", "Roles"]


def test_a_quoted_phrase_is_matched_as_it_stands(quotes: Quotes) -> None:
    assert quotes("the social worker, a social workers' meeting", '"social worker"') == ["social worker"]


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("role*", ["role", "Roles", "rolex"]),
        ("rol?", ["role"]),
        ("rol??", ["Roles", "rolex"]),
        ("*ole", ["role", "pole"]),
        ("r*x", ["rolex"]),
    ],
)
def test_a_star_is_any_ending_and_a_question_mark_one_character(quotes: Quotes, pattern: str, found: list[str]) -> None:
    assert quotes("role Roles rolex parole2 pole", pattern) == found


def test_a_glob_stops_at_the_end_of_the_word(quotes: Quotes) -> None:
    assert quotes("role-play 角色role清", "role*") == ["role", "role"]


@pytest.mark.parametrize("text", ["角色不清", "角 色不清。", "角色　不清", "角色  不清"])
def test_chinese_pieces_with_a_space_between_allow_white_space_there_only(quotes: Quotes, text: str) -> None:
    assert quotes(text, "角色 不清") == ([] if text.startswith("角 ") else [text])


def test_chinese_literal_is_matched_without_white_space_inside(quotes: Quotes) -> None:
    assert quotes("角色 不清，角色不清", "角色不清") == ["角色不清"]


def test_pieces_next_to_each_other_let_no_comma_through(quotes: Quotes) -> None:
    assert quotes("角色，不清", "角色 不清") == []


def test_english_and_chinese_pieces_stand_next_to_each_other_with_or_without_a_space(quotes: Quotes) -> None:
    assert quotes("用Zoom开会，用 zoom 开会", "用 zoom 开会") == ["用Zoom开会", "用 zoom 开会"]


@pytest.mark.parametrize("text", ["social worker", "social-worker", "Social  Workers"])
def test_english_words_are_parted_by_white_space_or_a_hyphen(quotes: Quotes, text: str) -> None:
    assert quotes(text, "social worker") == [text]


@pytest.mark.parametrize(("text", "pattern"), [("social\nworker", "social worker"), ("the\nroles", "role")])
def test_a_word_at_the_beginning_of_a_wrapped_line_is_found(quotes: Quotes, text: str, pattern: str) -> None:
    assert [len(quote) for quote in quotes(text, pattern)] == [len(text) if " " in pattern else len("roles")]


def test_a_hyphen_in_the_pattern_stands_for_a_hyphen_or_a_space(quotes: Quotes) -> None:
    assert quotes("self-care, self care, selfcare", "self-care") == ["self-care", "self care"]


@pytest.mark.parametrize("mark", ["'", "’"])
def test_possessive_s_leaves_the_word_whole_and_is_no_part_of_the_passage(quotes: Quotes, mark: str) -> None:
    assert quotes(f"the worker{mark}s role", "worker") == ["worker"]


@pytest.mark.parametrize("mark", ["'", "’"])
def test_dont_is_not_the_word_don(quotes: Quotes, mark: str) -> None:
    assert quotes(f"I don{mark}t know Don", "don") == ["Don"]


@pytest.mark.parametrize(("in_pattern", "in_text"), [("'", "’"), ("’", "'"), ("’", "’")])
def test_straight_and_curly_apostrophes_are_the_same(quotes: Quotes, in_pattern: str, in_text: str) -> None:
    assert quotes(f"we don{in_text}t know", f"don{in_pattern}t know") == [f"don{in_text}t know"]


@pytest.mark.parametrize("pattern", ["let's talk", "let’s talk"])
def test_a_word_with_an_apostrophe_s_in_the_pattern_is_found(quotes: Quotes, pattern: str) -> None:
    assert quotes("Let’s talk about the team's role", pattern) == ["Let’s talk"]


def test_quotation_marks_around_a_word_do_not_hide_it(quotes: Quotes) -> None:
    assert quotes("the 'role' and ‘role’", "role") == ["role", "role"]


@pytest.mark.parametrize(("pattern", "text"), [("t", "I don't"), ("re", "we're here"), ("clock", "five o'clock")])
def test_what_follows_an_apostrophe_is_no_word_of_its_own(quotes: Quotes, pattern: str, text: str) -> None:
    assert quotes(text, pattern) == []


@pytest.mark.parametrize(
    ("between", "fits"), [(FIVE, True), (FIVE + "九", False), ("", True), ("one two 三，四 5", True)]
)
def test_a_star_between_pieces_is_a_gap_of_at_most_five_words(quotes: Quotes, between: str, fits: bool) -> None:
    text = f"角色{between}不清"
    assert quotes(text, "角色 * 不清") == ([text] if fits else [])


def test_a_star_right_between_chinese_characters_is_the_same_gap(quotes: Quotes) -> None:
    assert quotes(f"角色{FIVE}不清", "角色*不清") == [f"角色{FIVE}不清"]


@pytest.mark.parametrize("dots", ["...", "…", "……"])
@pytest.mark.parametrize(("units", "fits"), [(12, True), (13, False)])
def test_three_dots_are_a_gap_of_at_most_twelve_words(quotes: Quotes, dots: str, units: int, fits: bool) -> None:
    text = f"角色{'的' * units}不清"
    assert quotes(text, f"角色 {dots} 不清") == ([text] if fits else [])


def test_an_english_gap_counts_words_and_numbers(quotes: Quotes) -> None:
    text = "worker one two three 7 don't unclear"
    assert quotes(text, "worker * unclear") == [text]
    assert quotes(text.replace("one", "one more"), "worker * unclear") == []


@pytest.mark.parametrize("stop", ["。", "！", "？", "!", "?", "；", ";", ". "])
@pytest.mark.parametrize("gap", ["*", "..."])
def test_a_gap_does_not_cross_the_end_of_a_sentence(quotes: Quotes, stop: str, gap: str) -> None:
    assert quotes(f"角色{stop}不清", f"角色 {gap} 不清") == []


@pytest.mark.parametrize("sign", ["，", ",", "、", "：", "（", "“"])
@pytest.mark.parametrize("gap", ["*", "..."])
def test_a_gap_crosses_a_comma_and_other_signs(quotes: Quotes, sign: str, gap: str) -> None:
    assert quotes(f"角色{sign}不清", f"角色 {gap} 不清") == [f"角色{sign}不清"]


@pytest.mark.parametrize("number", ["3.5", "v2.0"])
def test_a_point_inside_a_number_ends_no_sentence(quotes: Quotes, number: str) -> None:
    assert quotes(f"角色{number}不清", "角色 * 不清") == [f"角色{number}不清"]


def test_a_line_end_inside_a_segment_is_an_editors_and_ends_no_sentence(quotes: Quotes) -> None:
    assert quotes("角色\n不清", "角色 * 不清") == ["角色\n不清"]


def test_a_hyphen_parts_chinese_pieces(quotes: Quotes) -> None:
    assert quotes("角色-不清", "角色 不清") == []


def test_alternatives_may_hold_several_words_and_stand_inside_a_literal(quotes: Quotes) -> None:
    assert quotes("搞不清，弄不清，说不清", "(搞|弄)不清") == ["搞不清", "弄不清"]
    assert quotes("no longer clear, not so clear, not clear", "(no longer|not so) clear") == [
        "no longer clear",
        "not so clear",
    ]


def test_an_empty_alternative_may_be_left_out_anywhere(quotes: Quotes) -> None:
    assert quotes("清楚了角色，清楚角色", "清楚 (了|) 角色") == ["清楚了角色", "清楚角色"]
    assert quotes("过角色，角色过", "(过|) 角色 (过|)") == ["过角色", "角色过"]


def test_alternatives_nest(quotes: Quotes) -> None:
    assert quotes("说得清楚，说清楚，讲清楚", "(说(得|)|讲)清楚") == ["说得清楚", "说清楚", "讲清楚"]


def test_an_alternative_may_hold_a_gap(quotes: Quotes) -> None:
    assert quotes("社工的角色不清", "(社工 * 角色|分工) 不清") == ["社工的角色不清"]


def test_a_gap_at_the_edge_of_an_alternative_is_a_gap(quotes: Quotes) -> None:
    assert quotes("角色有点不清", "角色 (* 不清|模糊)") == ["角色有点不清"]


def test_an_alternative_of_which_all_parts_are_optional_may_be_left_out(quotes: Quotes) -> None:
    assert quotes("角色不清", "((了|)|过) 角色不清") == ["角色不清"]


def test_a_gap_beside_an_optional_piece_that_is_left_out_skips_nothing(quotes: Quotes) -> None:
    assert quotes("了很多角色。又一角色", "(了|) * 角色") == ["了很多角色", "角色"]
    assert quotes("角色了。角色又一", "角色 * (了|)") == ["角色了", "角色"]


def test_a_set_is_any_of_its_items_and_sets_hold_sets(quotes: Quotes) -> None:
    sets = {"worker": ["社工", "social worker", "{helper}"], "helper": ["督导", "helper*"]}
    text = "社工不清，督导不清，helpers不清，Social Workers 不清，组长不清"
    assert quotes(text, "{worker} 不清", **sets) == ["社工不清", "督导不清", "helpers不清", "Social Workers 不清"]


def test_a_set_item_may_hold_alternatives_and_gaps(quotes: Quotes) -> None:
    sets = {"unclear": ["(搞|弄)不清", "不 * 清楚"]}
    assert quotes("角色搞不清，角色不太清楚", "角色 {unclear}", **sets) == ["角色搞不清", "角色不太清楚"]


def test_the_same_set_may_stand_twice_in_a_pattern(quotes: Quotes) -> None:
    assert quotes("甲和乙", "{x} 和 {x}", x=["甲", "乙"]) == ["甲和乙"]


def test_digits_are_matched_as_a_whole_number(quotes: Quotes) -> None:
    assert quotes("第3次，第13次，第35次", "3 次") == ["3次"]


def test_a_gap_at_the_limit_is_measured_from_each_occurrence(quotes: Quotes) -> None:
    assert quotes(f"角色角色{FIVE}不清", "角色 * 不清") == [f"角色{FIVE}不清"]


def test_two_gaps_are_measured_each_for_itself(quotes: Quotes) -> None:
    text = f"角色{FIVE}不清{FIVE}模糊"
    assert quotes(text, "角色 * 不清 * 模糊") == [text]
