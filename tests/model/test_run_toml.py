"""The settings of a run."""

import dataclasses
import tomllib

import pytest

from pipeline.model.errors import SettingsError
from pipeline.model.run_toml import as_dict, parse, template
from pipeline.model.settings import SECTIONS, Settings


def refused(text: str) -> SettingsError:
    with pytest.raises(SettingsError) as caught:
        parse(text, "run.toml")
    return caught.value


def test_an_empty_file_gives_the_defaults() -> None:
    assert parse("", "run.toml") == Settings()


def test_what_a_file_says_replaces_the_default_and_nothing_else() -> None:
    made = parse('[topics]\ncount = 8\n[themes]\nconfidence = 0.9\n[report]\ntitle = "三月"\n', "run.toml")
    assert (made.topics.count, made.themes.confidence, made.report.title) == (8, 0.9, "三月")
    assert made.topics == dataclasses.replace(Settings().topics, count=8)
    assert made.paths == Settings().paths


def test_columns_are_a_list_of_texts() -> None:
    made = parse('[ingest]\ntext_columns = ["您的角色是什么？", "反思"]\n', "run.toml")
    assert made.ingest.text_columns == ("您的角色是什么？", "反思")
    assert "text_columns = []\n" in template()


def test_a_whole_number_will_do_where_a_fraction_is_wanted() -> None:
    error = refused("[themes]\nconfidence = 1\n")
    assert error.en == "run.toml [themes] confidence: 1.0 is outside 0.5 to 0.999."


def test_a_misspelt_section_is_refused_with_the_nearest_and_all_known_ones() -> None:
    error = refused("[topic]\ncount = 3\n")
    assert error.en == "run.toml: unknown section 'topic'. Did you mean 'topics'? Known: " + ", ".join(SECTIONS) + "."
    assert error.zh == "run.toml：没有名为 'topic' 的小节。是不是想写 'topics'？可用的有：" + ", ".join(SECTIONS) + "。"


def test_a_misspelt_key_is_refused_with_the_nearest_and_all_known_ones() -> None:
    error = refused("[ingest]\nmax_megabyte = 3\n")
    assert error.en.startswith(
        "run.toml [ingest]: unknown key 'max_megabyte'. Did you mean 'max_megabytes'? Known: max_megabytes, max_rows"
    )


def test_a_key_like_none_is_refused_without_a_guess() -> None:
    assert "Did you mean" not in refused("[ingest]\nzzz = 3\n").en


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('[topics]\ncount = "8"', "run.toml [topics] count: '8' must be of type int, such as 0."),
        ("[topics]\ncount = 8.0", "run.toml [topics] count: 8.0 must be of type int, such as 0."),
        ("[topics]\ncount = true", "run.toml [topics] count: True must be of type int, such as 0."),
        ("[topics]\nmodel = 3", "run.toml [topics] model: 3 must be of type str, such as 'clusters'."),
        ("[themes]\nconfidence = [0.9]", "run.toml [themes] confidence: [0.9] must be of type float, such as 0.95."),
        (
            '[ingest]\ntext_columns = "a"',
            """run.toml [ingest] text_columns: 'a' must be a list of texts, such as ["a", "b"].""",
        ),
        (
            "[ingest]\ntext_columns = [3]",
            'run.toml [ingest] text_columns: [3] must be a list of texts, such as ["a", "b"].',
        ),
        ("topics = 3", "run.toml: 'topics' must be a section: write [topics]."),
    ],
)
def test_a_value_of_the_wrong_type_is_refused_with_an_example(line: str, message: str) -> None:
    assert refused(line).en == message


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("[topics]\nterms = 2", "run.toml [topics] terms: 2 is outside 3 to 50."),
        ("[topics]\nterms = 51", "run.toml [topics] terms: 51 is outside 3 to 50."),
        ("[themes]\nconfidence = nan", "run.toml [themes] confidence: nan is outside 0.5 to 0.999."),
        (
            '[topics]\nmodel = "umap"',
            "run.toml [topics] model: 'umap' is none of: clusters, keynmf, nmf, lda, bertopic, bertopic-light.",
        ),
        ('[report]\nlanguage = "fr"', "run.toml [report] language: 'fr' is none of: zh, en."),
    ],
)
def test_a_value_out_of_range_is_refused_with_the_range(line: str, message: str) -> None:
    assert refused(line).en == message


@pytest.mark.parametrize("line", ["[topics]\nterms = 3", "[topics]\nterms = 50", "[topics]\nseed = 4294967295"])
def test_the_ends_of_a_range_belong_to_it(line: str) -> None:
    parse(line, "run.toml")


def test_broken_toml_is_refused_with_its_line_and_column() -> None:
    error = refused("[topics]\ncount = \n")
    assert error.en.startswith("run.toml: not valid TOML: ")
    assert "line 2, column 9" in error.en


def test_the_template_says_the_defaults_and_holds_every_option_with_both_meanings() -> None:
    assert parse(template(), "run.toml") == Settings()
    held = tomllib.loads(template())
    assert {section: list(options) for section, options in held.items()} == {
        section: [option.name for option in dataclasses.fields(kind)] for section, kind in SECTIONS.items()
    }
    for kind in SECTIONS.values():
        for option in dataclasses.fields(kind):
            assert f"# {option.metadata['zh']}\n# {option.metadata['en']}\n{option.name} = " in template()


def test_settings_as_plain_values_hold_every_section_and_option() -> None:
    plain = as_dict(parse("[topics]\ncount = 8\n", "run.toml"))
    assert list(plain) == list(SECTIONS)
    assert plain["topics"]["count"] == 8
    assert Settings(**{section: kind(**plain[section]) for section, kind in SECTIONS.items()}).topics.count == 8


def test_settings_are_frozen() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Settings().topics.count = 3  # type: ignore[misc]


def test_a_single_false_switches_pseudonymising_off() -> None:
    assert Settings().pseudonymise.on
    assert not parse("pseudonymise = false", "run.toml").pseudonymise.on
    assert not parse("[pseudonymise]\non = false", "run.toml").pseudonymise.on
    with pytest.raises(SettingsError, match="must be a section"):
        parse('pseudonymise = "no"', "run.toml")
