"""Marked texts for the recogniser of names: our own set and zh_ner_weibo."""

import json
import re
from pathlib import Path

from pipeline.stages.pseudonymise.people.words import LONG_TITLES, SHORT_TITLES

HERE = Path(__file__).resolve()
SHARED = HERE.parents[2] / "shared" / "data"
Marked = tuple[str, list[tuple[int, int]]]
WESTERN_TITLE = re.compile(r"(?:Dr|Mr|Mrs|Ms)\.? ")


def own(half: str) -> list[Marked]:
    """Read one half ('development', 'held_out') of people_set.jsonl."""
    rows = [json.loads(line) for line in (HERE.parent / "people_set.jsonl").read_text(encoding="utf-8").splitlines()]
    return [(row["text"], [(start, end) for start, end in row["people"]]) for row in rows if row["half"] == half]


def weibo(part: str, data: Path = SHARED) -> list[Marked]:
    """Read 'train', 'dev' or 'test' of zh_ner_weibo: posts, and where PER.NAM stands. PER.NOM is no name."""
    lines = (data / "zh_ner_weibo" / f"weiboNER_2nd_conll.{part}").read_text(encoding="utf-8").split("\n\n")
    return [_post(block.split("\n")) for block in lines if block.strip()]


def _post(rows: list[str]) -> Marked:
    text, people = "", []
    inside = False
    for row in rows:
        if "\t" not in row:
            continue
        token, label = row.rsplit("\t", 1)
        character = token[:-1] if len(token) > 1 else token
        if label == "B-PER.NAM":
            people.append((len(text), len(text) + len(character)))
        elif label == "I-PER.NAM" and inside:
            people[-1] = (people[-1][0], len(text) + len(character))
        inside = label == "B-PER.NAM" or (inside and label.startswith("I-"))
        text += character
    return text, people


def dialogues(data: Path = SHARED) -> list[str]:
    """Read the turns of zh_smile_slice."""
    file = data / "zh_smile_slice" / "smilechat_2000.jsonl"
    return [text for line in file.read_text(encoding="utf-8").splitlines() for _, text in json.loads(line)["turns"]]


def core(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the part of an annotated name that is to be masked: without the title that weibo counts (江小姐), but with 老 and 小 before it."""
    western = WESTERN_TITLE.match(text[start:end])
    start += western.end() if western else 0
    name = text[start:end]
    if len(name) >= 3 and name[-2:] in LONG_TITLES:
        return start, end - 2
    if len(name) == 2 and name[-1] in SHORT_TITLES and name[0] not in "阿小老":
        return start, end - 1
    return start, end
