"""What speaks for and against a candidate: its characters, its words, its neighbours. Numbers only; the weights are elsewhere."""

from math import log

from pipeline.stages.pseudonymise.people.candidates import Candidate
from pipeline.stages.pseudonymise.people.characters import FIRST, LAST, ONLY, SURNAME
from pipeline.stages.pseudonymise.people.foreign import sound
from pipeline.stages.pseudonymise.people.lexical import lexical
from pipeline.stages.pseudonymise.people.reading import PERSON_TAGS, Lexicon, Page
from pipeline.stages.pseudonymise.people.surroundings import after, alone, before
from pipeline.stages.pseudonymise.people.words import (
    NOT_NAMES,
    PLACES,
    WORDS_TOO,
)

Features = dict[str, float]
LONGEST_WORD = 4
COMMON = 300
TITLED = frozenset({"long_title", "short_title", "family"})
JOINED = frozenset({"dotted", "dashed"})
SURNAMED = TITLED | {"two", "three", "some", "spaced", "surname"}


def features(page: Page, candidate: Candidate) -> Features:
    """Measure a candidate.

    Parameters
    ----------
    page : Page
        Where it stands.
    candidate : Candidate
        The place and the form.

    Returns
    -------
    dict of str to float
        Features that are not there count 0. 'form=' is always there.
    """
    start, end, form = candidate
    name = page.text[start:end]
    found: Features = {f"form={form}": 1.0}
    _characters(found, name, form)
    _dictionary(found, name, form, page.lexicon)
    _cut(found, page, candidate)
    if form in TITLED:
        _title(found, page, candidate)
    else:
        behind = after(page.text, end)
        found[f"after={behind}"] = found[f"{form} after={behind} "] = 1.0
    if form in JOINED:
        found["goes on"] = max(0.0, sound(page.text[end])) / 4
    front = before(page.text, start)
    found[f"before={front}"] = found[f"{form} before={front} "] = 1.0
    if alone(page.text, start, end):
        found["alone " + form] = 1.0
        if front in ("role", "label"):
            found["alone introduced"] = 1.0
    for key in lexical(page.text, candidate):
        found[key] = found.get(key, 0.0) + 1.0
    return found


def _characters(found: Features, name: str, form: str) -> None:
    """How typical the characters are of what they would be."""
    if form in SURNAMED:
        found[f"surname {form[-5:]}"] = SURNAME.get(name[0], -3.0) / 4
        if name[0] in WORDS_TOO:
            found[f"surname is a word {form}"] = 1.0
    if form == "two":
        found["only"] = ONLY.get(name[1], -3.0) / 4
    elif form in ("three", "given", "double", "compound") and len(name) > 1:
        given = name[-2:]
        group = "three" if form == "three" else "given"
        found[f"first {group}"] = FIRST.get(given[0], -3.0) / 4
        found[f"last {group}"] = LAST.get(given[1], -3.0) / 4
    elif form == "nickname":
        found[f"nickname {name[0] if name[0] in '老小阿大' else '?'}"] = 1.0
        found["surname nickname"] = SURNAME.get(name[1], -2.0) / 4
        found["given nickname"] = LAST.get(name[1], -3.0) / 4
    elif form in ("foreign", "dotted", "dashed"):
        signs = "".join(character for character in name if "一" <= character <= "鿿")
        found["foreign"] = sum(map(sound, signs)) / len(signs) / 4
        found["foreign length"] = min(len(name), 6) - 3.0
        found["foreign least"] = min(map(sound, signs)) / 4


def _dictionary(found: Features, name: str, form: str, lexicon: Lexicon) -> None:
    """What the dictionary knows of the name and of its parts."""
    if form in TITLED or form in ("some", "surname"):
        return
    frequency, tag = lexicon.get(name, (0, ""))
    if tag:
        kind = "person" if tag in PERSON_TAGS else "place" if tag in ("ns", "nt", "nz") else "word"
        found[f"is {kind} {len(name) if len(name) < 3 else 3}"] = 1.0
        found[f"is {kind} often"] = log(frequency + 1) / 4
    if name in NOT_NAMES or name in PLACES:
        found["is listed"] = 1.0
    if form in ("three", "compound"):
        for part, text in (("head", name[:2]), ("given", name[-2:]))[form == "compound" :]:
            frequency, tag = lexicon.get(text, (0, ""))
            if tag and tag not in PERSON_TAGS:
                found[f"word {part}"] = log(frequency + 1) / 4
                found[f"common {part}"] = float(frequency > COMMON)
            if text in NOT_NAMES:
                found[f"listed {part}"] = 1.0


def _cut(found: Features, page: Page, candidate: Candidate) -> None:
    """How the name lies to the words the segmenter found, and which words could reach across its ends."""
    start, end, form = candidate
    text, lexicon, is_start = page.text, page.lexicon, page.is_start
    form = form[-5:]
    if not is_start[start]:
        found["begins inside" + (" known" if page.words[page.word_at(start)] in lexicon else " unknown")] = 1.0
        found["across begin"] = _longest_across(text, start, lexicon, is_start)
    if is_start[end]:
        found["ends with word " + form] = 1.0
        inside = sum(is_start[start + 1 : end])
        found[f"words {form} {inside}{'u' if not inside and text[start:end] not in lexicon else ''}"] = 1.0
    else:
        covering = page.words[page.word_at(end)]
        found["ends inside" + (" known" if covering in lexicon else " unknown")] = 1.0
    pair = lexicon.get(text[end - 1 : end + 1])
    if pair and pair[1] not in PERSON_TAGS:
        found["across end" if not is_start[end] else "across end cut"] = log(pair[0] + 1) / 4
    pair = lexicon.get(text[start - 1 : start + 1]) if start else None
    if pair and pair[1] not in PERSON_TAGS:
        found["across begin cut"] = log(pair[0] + 1) / 4


def _longest_across(text: str, place: int, lexicon: Lexicon, is_start: bytes) -> float:
    """Return how frequent the known word is that reaches across a place, 0 for none."""
    begin = place
    while begin > 0 and not is_start[begin] and place - begin < LONGEST_WORD:
        begin -= 1
    return max(
        (log(lexicon.get(text[begin:end], (0, ""))[0] + 1) / 4 for end in range(place + 1, place + 3)), default=0.0
    )


def _title(found: Features, page: Page, candidate: Candidate) -> None:
    """A surname with a title: does the title stand as a word of its own, and what if the surname belonged to the word before."""
    _, end, form = candidate
    size = 2 if form == "long_title" else 1
    whole = page.text[candidate.start : end + size]
    found[f"title ends {form} {page.is_start[min(end + size, len(page.is_start) - 1)]}"] = 1.0
    known = page.lexicon.get(whole)
    if known and known[1] not in PERSON_TAGS:
        found[f"title is word {form}"] = log(known[0] + 1) / 4
    elif known:
        found["title is person"] = 1.0
    if whole in NOT_NAMES:
        found["is listed"] = 1.0
    if whole[0] in WORDS_TOO:
        found["surname is a word"] = 1.0
    pair = page.lexicon.get(page.text[end : end + size + 1]) if form == "short_title" else None
    if pair and size == 1:
        found["title goes on"] = log(pair[0] + 1) / 4
