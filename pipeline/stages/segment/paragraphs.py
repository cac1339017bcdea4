"""Paragraphs of a text whose line ends are an editor's."""

import re
import statistics

from pipeline.model.lines import MARK, Lines

_STOP_AT_END = re.compile(r"[。！？!?；;.…:：”\"'）)]$")


def is_hard_wrapped(text: str, lines: Lines) -> bool:
    """Tell whether line ends are an editor's, not the writer's: even lengths, and hardly a stop at their ends."""
    follows = zip(lines.begins, lines.texts, lines.begins[1:], strict=False)
    inner = [line for begin, line, after in follows if text.count("\n", begin + len(line), after) == 1]
    lengths = list(map(len, inner))
    if len(inner) < 5 or max(lengths) > 120 or statistics.median(lengths) < 25:
        return False
    even = sum(length >= 0.75 * max(lengths) for length in lengths) / len(lengths)
    stopped = sum(bool(_STOP_AT_END.search(line)) for line in inner) / len(inner)
    return even >= 0.7 and stopped <= 0.35 and not any(map(MARK.match, inner))


def paragraphs(text: str, lines: Lines) -> Lines:
    """Join the lines between blank lines."""
    begins: list[int] = []
    ends: list[int] = []
    for begin, line in zip(lines.begins, lines.texts, strict=True):
        if ends and text.count("\n", ends[-1], begin) == 1:
            ends[-1] = begin + len(line)
        else:
            begins.append(begin)
            ends.append(begin + len(line))
    return Lines(begins, [text[begin:end] for begin, end in zip(begins, ends, strict=True)])
