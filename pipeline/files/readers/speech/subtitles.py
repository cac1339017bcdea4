"""Subtitles and the transcripts that Zoom and Teams write in their form: .srt .vtt .ass .ssa."""

import html
import re
from collections.abc import Iterator, Sequence

from pipeline.files.readers.plain.mojibake import doubts_of
from pipeline.files.readers.plain.text import decode
from pipeline.files.readers.speech.cues import Cue, turns_of
from pipeline.model.both import Both
from pipeline.model.errors import DocumentError
from pipeline.model.raw import RawDocument
from pipeline.model.settings import Ingest

_AT = r"(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})(?:[.,:](\d{1,3}))?"
_TIMING = re.compile(rf"\s*{_AT}\s*-{{1,2}}>\s*{_AT}(?!\d)")
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?[ \t]([^<>\n]*)>|</v\s*>")
_TAG = re.compile(
    r"</?(?:b|i|u|s|c|v|font|lang|ruby|rt|span|em|strong|br)(?:[\s./][^<>]*)?>|<\d[\d:.]*>", re.IGNORECASE
)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_OVERRIDE = re.compile(r"\{[^{}]*\}")
_DRAWING = re.compile(r"\\p(\d+)")
_BLOCK = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s|$)")
_ORDER = ("layer", "start", "end", "style", "name", "marginl", "marginr", "marginv", "effect", "text")
_COMMENTS = Both("字幕文件里的注释没有读入", "comments in the subtitle file were left out")


def read(data: bytes, name: str, limits: Ingest) -> Iterator[RawDocument]:
    """Yield the one document of a subtitle file: its cues joined into turns, with speaker and time.

    Tags, drawings, styles and positions are left out; comments too, which is said.

    Raises
    ------
    DocumentError
        When it is no text, holds no cue, or too many.
    """
    text, encoding = decode(data)
    is_substation = re.search(r"^\[Events\]", text, re.MULTILINE | re.IGNORECASE)
    cues, comments = _events(text) if is_substation else _cues(text)
    if not cues and "-->" not in text and "Dialogue:" not in text:
        raise DocumentError(
            "no subtitle with a time in it; export it again as .srt or .vtt, or save the text as .txt",
            "没有找到带时间的字幕，请重新导出为 .srt 或 .vtt，或将文字另存为 .txt",
        )
    if len(cues) > limits.max_rows:
        raise DocumentError(
            f"{len(cues)} subtitles are over the limit of {limits.max_rows}; raise [ingest] max_rows or split it",
            f"共 {len(cues)} 条字幕，超过上限 {limits.max_rows}；可调大 [ingest] max_rows 或拆分",
        )
    doubts = (*((_COMMENTS,) if comments else ()), *doubts_of(text, encoding))
    yield RawDocument(file=name, turns=turns_of(cues), encoding=encoding, doubts=doubts)


def _cues(text: str) -> tuple[list[Cue], bool]:
    """Return the cues of SubRip or WebVTT text, and whether it holds comments."""
    lines = text.split("\n")
    numbers = [number for number, line in enumerate(lines) if "->" in line and _TIMING.match(line)]
    web = lines[0].startswith("WEBVTT")
    cues: list[Cue] = []
    comments = False
    for number, following in zip(numbers, [*numbers[1:], len(lines)], strict=False):
        last = following - 1 if following < len(lines) and _is_identifier(lines, following - 1) else following
        body, noted = _without_blocks(lines[number + 1 : last]) if web else (lines[number + 1 : last], False)
        comments |= noted
        timing = _TIMING.match(lines[number])
        start, end = (_milliseconds(timing.groups()[at : at + 4]) if timing else 0 for at in (0, 4))
        cues += [Cue(start, end, said, voice) for voice, said in _voices("\n".join(body)) if said]
    above = lines[: numbers[0]] if web and numbers else []
    return cues, comments or any(line.startswith("NOTE") and _BLOCK.match(line) is not None for line in above)


def _is_identifier(lines: list[str], number: int) -> bool:
    """Tell whether the line above a timing is a cue's number or identifier and not speech."""
    line = lines[number].strip()
    return line.isdecimal() or (bool(line) and not lines[number - 1].strip())


def _without_blocks(lines: list[str]) -> tuple[list[str], bool]:
    """Take the blocks out that no player shows; tell whether a comment was among them."""
    kept: list[str] = []
    inside = noted = False
    for number, line in enumerate(lines):
        opens = number > 0 and not lines[number - 1] and _BLOCK.match(line) is not None
        inside = bool(line) and (inside or opens)
        noted |= opens and line.startswith("NOTE")
        if not inside:
            kept.append(line)
    return kept, noted


def _voices(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield who speaks in a cue and the lines that are said."""
    parts = _VOICE.split(text)
    yield "", _shown(parts[0])
    for voice, said in zip(parts[1::2], parts[2::2], strict=True):
        yield " ".join(html.unescape(voice or "").split()), _shown(said)


def _shown(text: str) -> tuple[str, ...]:
    """Return the lines that are seen: without tags, entities decoded."""
    plain = html.unescape(_TAG.sub("", _BREAK.sub("\n", _OVERRIDE.sub(_emptied, text))))
    return tuple(filter(None, (line.strip() for line in plain.split("\n"))))


def _emptied(override: re.Match[str]) -> str:
    """Keep braces that people wrote: only those with a backslash, or {comments} of Aegisub in its own format, are no text."""
    return "" if override[0].startswith("{\\") else override[0]


def _milliseconds(parts: Sequence[str | None]) -> int:
    hours, minutes, seconds, fraction = parts
    whole = int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0)
    return whole * 1000 + int((fraction or "0").ljust(3, "0"))


def _events(text: str) -> tuple[list[Cue], bool]:
    """Return the cues of SubStation text in the order of time, those of one time as one, and whether it holds comments."""
    order: tuple[str, ...] = _ORDER
    found: list[Cue] = []
    comments = False
    for line in text.split("\n"):
        kind, _, rest = line.partition(":")
        if kind == "Format" and "text" in rest.lower():
            order = tuple(part.strip().lower() for part in rest.split(","))
        elif kind == "Comment":
            comments = True
        elif kind == "Dialogue":
            found += _event(dict(zip(order, rest.split(",", len(order) - 1), strict=False)))
    return _of_one_time(sorted(found, key=lambda cue: cue.start)), comments


def _event(values: dict[str, str]) -> list[Cue]:
    start, end = (re.fullmatch(_AT, values.get(name, "").strip()) for name in ("start", "end"))
    lines = tuple(filter(None, (line.strip() for line in _undrawn(values.get("text", "")).split("\n"))))
    if not start or not end or not lines:
        return []
    speaker = " ".join(values.get("name", values.get("actor", "")).split())
    return [Cue(_milliseconds(start.groups()), _milliseconds(end.groups()), lines, speaker)]


def _undrawn(text: str) -> str:
    r"""Take override tags out, and the shapes between {\p1} and {\p0}."""
    parts: list[str] = []
    drawing, at = False, 0
    for override in _OVERRIDE.finditer(text):
        if not drawing:
            parts.append(text[at : override.start()])
        scales = _DRAWING.findall(override[0])
        drawing = int(scales[-1]) > 0 if scales else drawing
        at = override.end()
    if not drawing:
        parts.append(text[at:])
    return "".join(parts).replace("\\N", "\n").replace("\\n", "\n").replace("\\h", " ")


def _of_one_time(cues: list[Cue]) -> list[Cue]:
    """Join what is shown at the same time by the same speaker; what is only drawn twice, or goes on unchanged, counts once."""
    joined: list[Cue] = []
    until: dict[tuple[str, tuple[str, ...]], int] = {}
    for cue in cues:
        shown = until.get((cue.speaker, cue.lines), -1)
        until[(cue.speaker, cue.lines)] = max(shown, cue.end)
        last = joined[-1] if joined else None
        if shown >= cue.start:
            continue
        if last and (last.start, last.end, last.speaker) == (cue.start, cue.end, cue.speaker):
            joined[-1] = Cue(cue.start, cue.end, last.lines + cue.lines, cue.speaker)
        else:
            joined.append(cue)
    return joined
