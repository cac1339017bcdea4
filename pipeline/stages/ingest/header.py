"""The header block of a text: the lines of metadata above its body."""

from pipeline.model import metadata, speakers
from pipeline.stages.ingest.above import LABEL, REACH, above_speech, title_line


def header_block(text: str) -> tuple[dict[str, str], int]:
    """Read the header block of a text.

    Parameters
    ----------
    text : str
        A document's text.

    Returns
    -------
    fields : dict of str to str
        Labels as written to values; empty when the text opens without a header.
    body_start : int
        Code point where the body begins.

    Notes
    -----
    A header is lines between two `---`, or `label: value` lines ended by a blank line. Without a blank line it goes as far as the labels are
    known: a transcript's first turn is no metadata. A label that can be a speaker (督导, host) is metadata only beside another one, and only when it
    does not come back further down.

    Above a transcript lines without a label are read as well: its title, date, length, key words.
    """
    lines = text.split("\n")
    start = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if lines[start].strip() == "---":
        return _fence(lines, start + 1)
    fields, number = above_speech(lines)
    if fields:
        return fields, _offset(lines, number)
    fields, end = _labelled(lines, start)
    return (fields, end) if fields else _titled(lines, start)


def _titled(lines: list[str], start: int) -> tuple[dict[str, str], int]:
    """Read a header that opens with a title without a label, where turns of speech follow it."""
    title = lines[start].strip()
    below = next((number for number in range(start + 1, len(lines)) if lines[number].strip()), 0)
    if not below or not title_line(title):
        return {}, 0
    fields, end = _labelled(lines, below)
    if not fields or not _is_spoken("\n".join(lines)[end:].split("\n")):
        return {}, 0
    return {"title": title, **fields}, end


def _is_spoken(lines: list[str]) -> bool:
    """Tell whether lines open with a turn of speech, by the decision that cuts them into segments."""
    held = [line.strip() for line in lines if line.strip()][:REACH]
    names = [speakers.turn(line).name for line in held]
    return bool(names) and names[0] in speakers.chosen(names, speakers.is_name, spoken=False)


def _labelled(lines: list[str], start: int) -> tuple[dict[str, str], int]:
    """Read `label: value` lines."""
    fields: dict[str, str] = {}
    known = start
    for number in range(start, len(lines) + 1):
        match = LABEL.fullmatch(lines[number].strip()) if number < len(lines) else None
        label = match["label"].strip() if match else ""
        is_known = (
            bool(match) and metadata.is_metadata(label) and not (metadata.is_role(label) and _is_speaker(label, lines))
        )
        if match is None or not (is_known or fields):
            ended = number < len(lines) and not lines[number].strip()
            return _header(lines, fields, (start, number + 1 if ended else known), whole=ended)
        fields.setdefault(label, match["value"].strip())
        known = number + 1 if is_known and known == number else known
    return {}, 0


def _header(
    lines: list[str], fields: dict[str, str], place: tuple[int, int], *, whole: bool
) -> tuple[dict[str, str], int]:
    """Return the fields of the lines from the first to the second number, unless only speakers' labels stand there."""
    start, end = place
    kept = fields if whole else dict(list(fields.items())[: sum(bool(line.strip()) for line in lines[start:end])])
    if not any(metadata.is_metadata(label) and not metadata.is_role(label) for label in kept):
        return {}, 0
    return kept, _offset(lines, end)


def _fence(lines: list[str], start: int) -> tuple[dict[str, str], int]:
    fields: dict[str, str] = {}
    for number in range(start, len(lines)):
        line = lines[number].rstrip()
        if line == "---":
            return (fields, _offset(lines, number + 1)) if fields else ({}, 0)
        match = LABEL.fullmatch(line)
        if match and not line.startswith((" ", "\t", "-", "#")):
            fields.setdefault(match["label"].strip(), match["value"].strip().strip("\"'"))
    return {}, 0


def _is_speaker(label: str, lines: list[str]) -> bool:
    """Tell whether a label opens more than one line."""
    return [_label(line) for line in lines if line.lstrip().startswith(label)].count(label) > 1


def _label(line: str) -> str:
    match = LABEL.fullmatch(line.strip())
    return match["label"].strip() if match else ""


def _offset(lines: list[str], number: int) -> int:
    return min(sum(len(line) + 1 for line in lines[:number]), sum(len(line) + 1 for line in lines) - 1)
