"""Codebooks in YAML: what is read, and what each message says."""

import pytest

from pipeline.exchange.codebook_yaml import read
from pipeline.model.both import Both
from pipeline.model.codebook import Codebook
from pipeline.model.errors import CodebookError
from pipeline.model.expressions import read as read_pattern

GOOD = """\
# made for a test
name: {zh: 赋权编码本, en: Empowerment}
version: "1.0"
sets:
  worker: [社工, social worker]
  unclear: [不清楚, "{vague}"]
  vague: [模糊]
cues:
  negation: {scope: clause, within: 5, before: [不再, not], cancelled_by: [not only]}
  wish:
    scope: sentence
    within: 15
    after: [就好了]
codes:
  - id: role_vagueness
    level: risk
    name: {zh: 角色模糊, en: vague role}
    definition: {zh: 说不清, en: unclear}
    include: {zh: 含, en: with}
    exclude: {zh: 不含, en: without}
    examples: {zh: [社工不清楚。], en: [The worker is vague.]}
    patterns: ['{worker} ... {unclear}', 角色不清]
    unless: [角色扮演]
    reacts_to: [negation, wish]
  - id: trust
    level: interpersonal
    name: {zh: 信任, en: trust}
    definition: {zh: 信, en: trust}
    patterns:
      - trust
"""


def refused(text: str) -> CodebookError:
    with pytest.raises(CodebookError) as caught:
        read(text, "book.yaml")
    return caught.value


def changed(old: str, new: str) -> str:
    assert GOOD.count(old) == 1, old
    return GOOD.replace(old, new)


def test_a_good_codebook_is_read_whole() -> None:
    book = read(GOOD, "book.yaml")
    assert (book.name, book.version) == (Both("赋权编码本", "Empowerment"), "1.0")
    assert {name: [item.source for item in items] for name, items in book.sets.items()} == {
        "worker": ["社工", "social worker"],
        "unclear": ["不清楚", "{vague}"],
        "vague": ["模糊"],
    }
    role, trust = book.codes
    assert (role.id, role.level, role.name, role.definition) == (
        "role_vagueness",
        "risk",
        Both("角色模糊", "vague role"),
        Both("说不清", "unclear"),
    )
    assert (role.include, role.exclude) == (Both("含", "with"), Both("不含", "without"))
    assert role.examples == {"zh": ("社工不清楚。",), "en": ("The worker is vague.",)}
    assert [(item.source, item.expression) for item in role.patterns] == [
        ("{worker} ... {unclear}", read_pattern("{worker} ... {unclear}")),
        ("角色不清", read_pattern("角色不清")),
    ]
    assert [item.source for item in role.unless] == ["角色扮演"]
    assert role.reacts_to == ("negation", "wish")
    assert (trust.include, trust.examples, trust.unless, trust.reacts_to) == (Both("", ""), {}, (), ())


def test_cues_are_read_with_their_scope_and_reach() -> None:
    cues = read(GOOD, "book.yaml").cues
    negation, wish = cues["negation"], cues["wish"]
    assert (negation.scope, negation.within, wish.scope, wish.within) == ("clause", 5, "sentence", 15)
    assert [item.source for item in (*negation.before, *negation.after, *negation.cancelled_by)] == [
        "不再",
        "not",
        "not only",
    ]
    assert [item.source for item in wish.after] == ["就好了"]


def test_plain_words_that_yaml_1_1_took_for_values_stay_words() -> None:
    book = read(
        changed('version: "1.0"', "version: 1.0")
        .replace("- trust", "- no\n      - yes\n      - on")
        .replace("en: Empowerment", "en: no"),
        "b",
    )
    assert (book.version, book.name.en) == ("1.0", "no")
    assert [item.source for item in book.codes[1].patterns] == ["no", "yes", "on"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "version: ",
            "verzion: ",
            "book.yaml:3:1: unknown key 'verzion'. Did you mean 'version'? Known: name, version, sets, cues, codes.",
        ),
        ('version: "1.0"\n', "", "book.yaml:2:1: 'version' is missing; add it."),
        (
            "    level: risk\n",
            "    levl: risk\n",
            "book.yaml:16:5: code 'role_vagueness': unknown key 'levl'. Did you mean 'level'? Known: id, level, name, definition, include, exclude, examples, patterns, unless, reacts_to, where.",
        ),
        ("    level: risk\n", "", "book.yaml:15:5: code 'role_vagueness': 'level' is missing; add it."),
        (
            "level: risk",
            "level: rizk",
            "book.yaml:16:12: code 'role_vagueness': 'rizk' is none of: individual, interpersonal, social participation, outcome, risk.",
        ),
        ("id: trust", "id: role_vagueness", "book.yaml:25:5: the id 'role_vagueness' is used twice; rename one."),
        (
            "{worker} ... {unclear}",
            "{worker} ... {unclaer}",
            "book.yaml:22:16: code 'role_vagueness': there is no word set 'unclaer'. Did you mean 'unclear'? Define it under 'sets'.",
        ),
        (
            "vague: [模糊]",
            "vague: [模糊, '{unclear}']",
            "book.yaml:6:18: the word sets go round in a circle: vague > unclear > vague; break it.",
        ),
        (
            "vague: [模糊]",
            "vague: ['{vague}']",
            "book.yaml:6:18: the word sets go round in a circle: vague > vague; break it.",
        ),
        (
            "within: 5,",
            "within: five,",
            "book.yaml:9:37: 'within' of cue 'negation' is 'five'; write a whole number from 1 to 100.",
        ),
        (
            "within: 5,",
            "within: 0,",
            "book.yaml:9:37: 'within' of cue 'negation' is '0'; write a whole number from 1 to 100.",
        ),
        (
            "within: 5,",
            "within: 101,",
            "book.yaml:9:37: 'within' of cue 'negation' is '101'; write a whole number from 1 to 100.",
        ),
        (
            "within: 5,",
            "within: 5.0,",
            "book.yaml:9:37: 'within' of cue 'negation' is '5.0'; write a whole number from 1 to 100.",
        ),
        ("scope: clause", "scope: line", "book.yaml:9:21: 'line' is none of: clause, sentence."),
        (
            "  wish:\n",
            "  dream:\n",
            "book.yaml:10:3: unknown key 'dream'. Known: negation, resolution, hypothesis, wish.",
        ),
        (
            "[negation, wish]",
            "[negation, resolution]",
            "book.yaml:15:5: code 'role_vagueness' reacts_to 'resolution', but 'cues' has no such entry.",
        ),
        (
            "[negation, wish]",
            "[negatio]",
            "book.yaml:24:17: code 'role_vagueness': 'negatio' is none of: negation, resolution, hypothesis, wish.",
        ),
        ("      - trust\n", "      []\n", "book.yaml:30:7: code 'trust': 'patterns' is empty; write at least one."),
        (
            "patterns:\n      - trust",
            "patterns: trust",
            "book.yaml:29:15: code 'trust': a list is expected here: one item a line with '- ', or [a, b].",
        ),
        (
            "- trust\n",
            "- {worker}\n",
            "book.yaml:30:9: code 'trust': a text is expected here, not a list or mapping; quote it if it begins with a special sign.",
        ),
        (
            "    level: risk\n",
            "    level: risk\n    level: risk\n",
            "book.yaml:17:5: the key 'level' stands here twice; remove one.",
        ),
    ],
)
def test_each_fault_names_file_line_column_code_and_cure(old: str, new: str, message: str) -> None:
    assert refused(changed(old, new)).en == message


@pytest.mark.parametrize(
    ("new", "message"),
    [
        ("name: {zh: 赋权编码本}", "book.yaml:2:7: 'en' is missing; add it."),
        ("name: {zh: 赋权编码本, fr: a, en: b}", "book.yaml:2:19: unknown key 'fr'. Known: zh, en."),
    ],
)
def test_a_fault_in_the_name_of_the_codebook_is_no_fault_of_a_code(new: str, message: str) -> None:
    assert refused(changed("name: {zh: 赋权编码本, en: Empowerment}", new)).en == message


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("- 'trust (a|b'", "book.yaml:30:16: code 'trust': pattern 'trust (a|b': '(' is not closed; write ')'."),
        ('- "信任 (a|b"', "book.yaml:30:13: code 'trust': pattern '信任 (a|b': '(' is not closed; write ')'."),
        ("- trust (a|b", "book.yaml:30:15: code 'trust': pattern 'trust (a|b': '(' is not closed; write ')'."),
        (
            "- trust )",
            "book.yaml:30:15: code 'trust': pattern 'trust )': ')' closes nothing; remove it or open it with '('.",
        ),
    ],
)
def test_a_fault_inside_a_pattern_is_named_at_its_own_column(pattern: str, message: str) -> None:
    assert refused(changed("- trust\n", f"{pattern}\n")).en == message


@pytest.mark.parametrize(("pattern", "column"), [("- 'don''t (a|b'", 17), ("- '  trust (a|b'", 18)])
def test_the_column_is_right_behind_doubled_quotes_and_leading_blanks(pattern: str, column: int) -> None:
    assert refused(changed("- trust\n", f"{pattern}\n")).en.startswith(f"book.yaml:30:{column}:")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("name: {zh: a\n", "book.yaml:2:1"),
        ("name: a\n\tb: c\n", "book.yaml:2:1"),
        (GOOD.replace("[不再, not]", "[不再, not"), "book.yaml:9:82"),
        ("a: 'x\n", "book.yaml:2:1"),
    ],
)
def test_broken_yaml_is_named_with_its_place(text: str, place: str) -> None:
    error = refused(text)
    assert error.en.startswith(f"{place}: not valid YAML: ")
    assert error.en.endswith(" Mend this line; patterns with special signs need quotes.")
    assert error.zh.startswith(f"{place}：YAML 语法有误（")


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n"])
def test_an_empty_file_is_refused_with_a_place_to_start(text: str) -> None:
    assert refused(text).en == "book.yaml: the file is empty. Start from codebooks/empowerment.yaml."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- a\n", "book.yaml:1:1: 'key: value' lines are expected here."),
        ("just words", "book.yaml:1:1: 'key: value' lines are expected here."),
        ("name: {zh: a, en: b}\nversion: 1\ncodes: []\n", "book.yaml:3:8: 'codes' holds no code; write at least one."),
        ("a\x07b: c", "book.yaml: not valid YAML: ReaderError. Save it as UTF-8 text."),
    ],
)
def test_what_is_no_codebook_is_refused(text: str, message: str) -> None:
    assert refused(text).en == message


def test_messages_are_in_chinese_too() -> None:
    error = refused(changed("level: risk", "level: rizk"))
    assert (
        error.zh
        == "book.yaml:16:12：编码 'role_vagueness'：'rizk' 不在可选值之内：individual, interpersonal, social participation, outcome, risk。"
    )


def fingerprint(text: str) -> str:
    book: Codebook = read(text, "book.yaml")
    return book.fingerprint()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("# made for a test\n", "# another remark\n\n"),
        ("vague: [模糊]", "vague:\n    - '模糊'  # quoted"),
        ('version: "1.0"', "version: 1.0"),
        ("scope: clause, within: 5,", "within: 5, scope: clause,"),
    ],
)
def test_layout_and_comments_leave_the_fingerprint(old: str, new: str) -> None:
    assert fingerprint(changed(old, new)) == fingerprint(GOOD)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("- trust\n", "- trusts\n"),
        ("vague: [模糊]", "vague: [模棱]"),
        ("within: 5,", "within: 6,"),
        ("en: Empowerment", "en: Power"),
        ("id: trust", "id: faith"),
    ],
)
def test_another_word_anywhere_gives_another_fingerprint(old: str, new: str) -> None:
    assert fingerprint(changed(old, new)) != fingerprint(GOOD)
    assert len(fingerprint(GOOD)) == 64


def hostile(sets: str, pattern: str) -> str:
    code = (
        "codes:\n  - {id: c, level: risk, name: {zh: 甲, en: a}, definition: {zh: 甲, en: a}, patterns: ["
        + pattern
        + "]}\n"
    )
    return "name: {zh: 甲, en: a}\nversion: 1\nsets:\n" + sets + code


def nested(depth: int, item: str) -> str:
    return "".join(f"  s{at}: ['{item.format(at + 1)}']\n" for at in range(depth)) + f"  s{depth}: [角色]\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (hostile("", "'" + "*" * 10_000 + "'"), "the pattern has 10000 characters; write it in at most 2000"),
        (hostile("", "'" + "甲 * " * 9 + "乙'"), "more than 8 gaps in one pattern; write fewer"),
        (hostile(nested(60, "{{s{0}}}"), "'{s0}'"), "word sets stand inside each other more than 50 deep"),
        (
            hostile(nested(49, "{{s{0}}} {{s{0}}}"), "'{s0}'"),
            "through its word sets this pattern grows to more than 2000 sequences",
        ),
        (
            hostile(nested(15, "{{s{0}}} * {{s{0}}}"), "'{s0}'"),
            "through its word sets this pattern grows to more than 2000 sequences",
        ),
        (hostile("", ", ".join(["角色"] * 50_000)), "more than 30000 patterns and words in one codebook; split it"),
        (hostile("", "'@c'"), "the codes refer to each other in a circle: c > c; break it"),
        (
            hostile("", "'@d'"),
            "there is no code 'd' to refer to here. Name one of this codebook, in the patterns of a code",
        ),
        (hostile("  x: ['a AND b']\n", "'{x}'"), "the word set item 'a AND b' holds an operator"),
    ],
    ids=["stars", "gaps", "deep", "doubling", "doubling gaps", "many", "itself", "nobody", "operator in a set"],
)
def test_a_hostile_codebook_is_refused_with_its_reason(text: str, message: str) -> None:
    assert message in refused(text).en


def test_sets_nested_as_deep_as_allowed_are_read() -> None:
    assert len(read(hostile(nested(48, "{{s{0}}}"), "'{s0}'"), "book.yaml").sets) == 49


def test_a_pattern_with_options_is_read() -> None:
    made = read(
        hostile("", "{pattern: 'a AND b', within: 30 words, weight: 0.5, where: {kind: [salon], speaker: 小周}}"),
        "book.yaml",
    )
    (pattern,) = made.codes[0].patterns
    assert (pattern.source, pattern.within, pattern.weight) == ("a AND b", 30, 0.5)
    assert pattern.where == (("kind", ("salon",)), ("speaker", ("小周",)))
    assert pattern.place == (5, 97)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("within: line", "'within' is 'line'; write sentence, segment or a number of words, such as 30 words"),
        ("weight: heavy", "'weight' is 'heavy'; write a number above 0, such as 0.5"),
        ("weight: 0", "'weight' is '0'; write a number above 0, such as 0.5"),
        ("where: {colour: red}", "unknown key 'colour'. Known: kind, stage, organisation, language, author, speaker"),
    ],
)
def test_an_option_that_is_wrong_says_what_it_may_be(options: str, message: str) -> None:
    assert message in refused(hostile("", "{pattern: a, " + options + "}")).en
