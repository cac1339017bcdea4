"""Errors in both languages."""

import pickle

import pytest

from pipeline.model import errors


@pytest.mark.parametrize(
    "kind",
    [
        errors.SettingsError,
        errors.CodebookError,
        errors.CorpusError,
        errors.DocumentError,
        errors.OutputError,
        errors.TableError,
        errors.StageError,
    ],
)
def test_every_error_is_one_of_zhuli_and_survives_pickling(kind: type[errors.ZhuliError]) -> None:
    error = pickle.loads(pickle.dumps(kind("mend it", "请修改")))
    assert type(error) is kind
    assert (error.en, error.zh, str(error)) == ("mend it", "请修改", "mend it")
    assert isinstance(error, errors.ZhuliError)
