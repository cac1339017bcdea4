"""A trained spaCy pipeline as a witness; the one here knows two names by rule."""

from pathlib import Path

import pytest
import spacy

from pipeline.backends.spacy_people import spans
from pipeline.model.errors import SettingsError


def test_persons_of_a_pipeline_are_spans(tmp_path: Path) -> None:
    pipeline = spacy.blank("en")
    ruler = pipeline.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "PERSON", "pattern": "Soo Min"}, {"label": "ORG", "pattern": "Zoom"}])  # type: ignore[attr-defined]
    pipeline.to_disk(tmp_path / "tiny")
    assert spans(["We asked Soo Min on Zoom.", "Nobody."], str(tmp_path / "tiny")) == [[(9, 16)], []]


def test_what_is_not_installed_or_sees_no_names_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no spaCy pipeline 'zh_nothing_sm' is installed"):
        spans(["x"], "zh_nothing_sm")
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(SettingsError, match="recognises no entities"):
        spans(["x"], str(tmp_path / "blank"))
