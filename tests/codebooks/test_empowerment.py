"""The codebook that comes with Zhuli is whole, valid, and catches its own examples."""

import json
from functools import cache

import jsonschema
import pytest
from ruamel.yaml import YAML

from flows.sources import CODEBOOK, ROOT, code_texts, read_codebook
from pipeline.model.codebook import Code, Codebook
from pipeline.model.frames import values

LEVELS = {
    "individual": ("capacity_gap", "supervision", "training", "workshop"),
    "interpersonal": ("weak_network", "joint_meeting", "visit", "salon"),
    "social participation": ("few_opportunities", "resource_platform"),
    "outcome": ("wider_services", "resource_linking", "resident_participation", "professionalisation"),
    "risk": ("sustainability_risk", "role_vagueness", "rigid_method", "cooperation_gap"),
}
IDS = [name for names in LEVELS.values() for name in names]


@cache
def book() -> Codebook:
    return read_codebook(CODEBOOK)


def by_id(name: str) -> Code:
    return {entry.id: entry for entry in book().codes}[name]


def asserted(*texts: str) -> list[set[str]]:
    table = code_texts(book(), texts)
    found: dict[str, set[str]] = {str(number): set() for number in range(len(texts))}
    for segment, name, status in zip(
        *(values(table, column) for column in ("segment_id", "code_id", "status")), strict=True
    ):
        if status == "asserted":
            found[segment].add(name)
    return list(found.values())


def test_codes_and_levels_are_those_of_the_annotation_guide() -> None:
    assert {level: sorted(entry.id for entry in book().codes if entry.level == level) for level in LEVELS} == {
        level: sorted(names) for level, names in LEVELS.items()
    }


@pytest.mark.parametrize("name", IDS)
def test_code_has_definition_notes_and_two_examples_in_each_language(name: str) -> None:
    entry = by_id(name)
    for both in (entry.name, entry.definition, entry.include, entry.exclude):
        assert both.zh
        assert both.en
    assert {language: len(texts) >= 2 for language, texts in entry.examples.items()} == {"zh": True, "en": True}


@pytest.mark.parametrize("name", IDS)
def test_code_catches_its_own_examples(name: str) -> None:
    examples = [text for texts in by_id(name).examples.values() for text in texts]
    assert [text for text, codes in zip(examples, asserted(*examples), strict=True) if name not in codes] == []


def test_codebook_fits_its_json_schema_and_the_schema_bites() -> None:
    schema = json.loads((ROOT / "codebooks" / "codebook.schema.json").read_text(encoding="utf-8"))
    data = YAML(typ="safe").load(CODEBOOK.read_text(encoding="utf-8"))
    jsonschema.validate(data, schema)
    with pytest.raises(jsonschema.ValidationError, match="'colour' was unexpected"):
        jsonschema.validate(data | {"colour": "red"}, schema)
    with pytest.raises(jsonschema.ValidationError, match="'patterns' is a required property"):
        jsonschema.validate(
            data | {"codes": [{key: value for key, value in data["codes"][0].items() if key != "patterns"}]}, schema
        )


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("我们的角色现在很清楚了。", "role_vagueness"),
        ("It is no longer unclear what the social worker does.", "role_vagueness"),
        ("工作坊里做了角色扮演，角色分得不清楚也没关系。", "role_vagueness"),
        ("楼下开了一家理发沙龙。", "salon"),
        ("希望以后能找到企业赞助。", "resource_linking"),
    ],
)
def test_what_is_settled_played_or_wished_for_is_not_asserted(text: str, name: str) -> None:
    assert name not in asserted(text)[0]
