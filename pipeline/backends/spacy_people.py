"""Persons that a trained spaCy pipeline sees, where one is installed."""

from collections.abc import Sequence

from pipeline.model.errors import SettingsError

PERSONS = frozenset({"PERSON", "PER"})


def spans(texts: Sequence[str], name: str) -> list[list[tuple[int, int]]]:
    """Return where a pipeline sees persons.

    Parameters
    ----------
    texts : sequence of str
        All texts.
    name : str
        An installed pipeline, or the folder of one.

    Returns
    -------
    list of list of (int, int)
        Per text, in code points, end exclusive.

    Raises
    ------
    SettingsError
        When there is no such pipeline, or it knows no entities.
    """
    import spacy

    try:
        pipeline = spacy.load(name)
    except OSError as error:
        raise SettingsError(
            f"[pseudonymise] spacy: no spaCy pipeline {name!r} is installed here; install it, or leave the option empty.",
            f"[pseudonymise] spacy：没有安装名为 {name!r} 的 spaCy 模型，请先安装，或把此项留空。",
        ) from error
    if not {"ner", "entity_ruler"} & set(pipeline.pipe_names):
        raise SettingsError(
            f"[pseudonymise] spacy: the pipeline {name!r} recognises no entities; name another.",
            f"[pseudonymise] spacy：模型 {name!r} 不识别实体，请换一个。",
        )
    return [
        [(found.start_char, found.end_char) for found in document.ents if found.label_ in PERSONS]
        for document in pipeline.pipe(texts)
    ]
