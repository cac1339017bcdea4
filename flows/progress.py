"""How far a run is: stages tell, whoever drives the run listens."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from pipeline.model.both import Both

STAGES = {
    "ingest": Both("读取", "ingest"),
    "segment": Both("分段", "segment"),
    "tokenise": Both("分词", "tokenise"),
    "coding": Both("编码", "coding"),
    "topics": Both("主题模型", "topics"),
    "themes": Both("主题汇总", "themes"),
    "novelty": Both("新出现的", "novelty"),
    "links": Both("关联", "links"),
    "lens": Both("督导视角", "lens"),
    "report": Both("报告", "report"),
}
"""The stages of a run, in order, with the names that people see."""

Listener = Callable[[str, float], None]
_listeners: list[Listener] = []


def tell(stage: str, share: float) -> None:
    """Say that a share (0 to 1) of a stage is done."""
    for listener in _listeners:
        listener(stage, share)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Call the listener for everything that is told meanwhile."""
    _listeners.append(listener)
    try:
        yield
    finally:
        _listeners.remove(listener)
