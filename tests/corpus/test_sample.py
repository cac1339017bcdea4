"""The sample corpus is what its README says, and says of itself that it is made up."""

from flows.sources import SAMPLE
from pipeline.files import corpus
from pipeline.model.settings import Settings

MARKS = ("虚构示例", "made-up example")


def test_every_document_is_marked_as_made_up_in_its_metadata() -> None:
    raws = list(corpus.read(SAMPLE, corpus.find(SAMPLE), Settings().ingest))
    assert len(raws) == 41
    for raw in raws:
        head = "\n".join(raw.fields.values()) if raw.fields else raw.text[:400]
        assert any(mark in head for mark in MARKS), raw.path


def test_formats_are_those_that_people_have() -> None:
    suffixes = [name.rpartition(".")[2] for name in corpus.find(SAMPLE)]
    assert {suffix: suffixes.count(suffix) > 0 for suffix in ("docx", "xlsx", "txt", "md")} == dict.fromkeys(
        ("docx", "xlsx", "txt", "md"), True
    )
    assert (
        sum(
            not _is_utf8((SAMPLE / name).read_bytes()) for name in corpus.find(SAMPLE) if name.endswith((".txt", ".md"))
        )
        == 1
    )


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
