"""Names in Latin letters: English names, pinyin, in English and in mixed sentences."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from pipeline.stages.pseudonymise.people.latin_words import (
    AMBIGUOUS,
    GIVEN_NAMES,
    NOT_NAMES,
    ORGANISATION_WORDS,
    PINYIN_SURNAMES,
    SPEECH,
    TITLES,
)

SYLLABLE = "(?:zh|ch|sh|ts|kw|gw|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ueng|ang|eng|ing|ong|ian|iao|uai|uan|üan|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|üe|a|e|i|o|u|ü|v|oi|eung|ung|eui|oon|[aeiou]{1,2}[kptm]|sz)"
PINYIN = re.compile(rf"{SYLLABLE}(?:[-']?{SYLLABLE})?", re.IGNORECASE)
WORD = r"[A-Z](?:'[A-Z])?[a-zà-ÿ]+(?:-[A-Z]?[a-zà-ÿ]+)?|[A-Z]{2,12}(?![a-z])"
RUN = re.compile(rf"(?<![A-Za-z0-9_./\\])(?:{WORD})(?: (?:[A-Z]\. )?(?:{WORD}))*(?![A-Za-z0-9_])")
LOWER = re.compile(r"(?<![A-Za-z'])[a-z]{2,}(?![A-Za-z])")
BEFORE = re.compile(r"(\w+)\.? ?$")
SPEAKS = 3.0  # log odds of a name that labels more turns than one
NICKNAMED = 3.5  # of one behind 阿 (阿Ken)
AFTER = re.compile(r"^(?:'s|’s)?[ ,]{0,2}(\w+)")
LINE_START = re.compile(r"(?:^|[\n\]】])[ \t]*(?:[\[(]?\d{1,2}:\d\d(?::\d\d)?[\])]?[ \t]*)?$")
LABEL = re.compile(r"^\s*(?:[:：]|\(?\d{1,2}:\d\d)")
SPEAKER = re.compile(
    r"^[ \t]*(?:\[?\(?\d{1,2}:\d\d(?::\d\d)?[\])]?[ \t]*)?([A-Z][A-Za-z.'-]*(?: [A-Z][A-Za-z.'-]*){0,2})[ \t]*[:：]",
    re.MULTILINE,
)
AUTHOR = re.compile(r"(?<![A-Za-z])[A-Z][a-zà-ÿ]+, (?:[A-Z]\.[ -]?){1,3}")  # Li, X.
MIXED = re.compile(r"(?<![东太])阿[A-Z][a-z]+(?![A-Za-z])")  # 阿May, whatever May is elsewhere
MIXED_ODDS = 3.0
GLUED = re.compile(r"[阿小老](?=[A-Za-z])")
Found = tuple[int, int, float, str]


def lower_words(texts: Iterable[str]) -> Counter[str]:
    """Count the words that stand in small letters, for a name hardly ever does."""
    counts: Counter[str] = Counter()
    for text in texts:
        if not text.isascii() or any("a" <= character <= "z" for character in text):
            counts.update(LOWER.findall(text))
    return counts


def latin_names(text: str, common: Counter[str]) -> Iterator[Found]:
    """Yield names in Latin letters.

    Parameters
    ----------
    text : str
        Any text.
    common : Counter
        How often each word stands in small letters in the corpus.

    Yields
    ------
    start, end : int
        The name without its title.
    odds : float
        How sure: log odds.
    reason : str
        The rule that found it.
    """
    often = Counter(SPEAKER.findall(text)) if ":" in text or "：" in text else {}
    speakers = {label for label, times in often.items() if times > 1}
    for match in AUTHOR.finditer(text):
        yield match.start(), len(match[0].rstrip(" -")) + match.start(), 2.5, "author"
    for match in MIXED.finditer(text):
        yield match.start(), match.end(), MIXED_ODDS, "nickname"
    for match in RUN.finditer(text):
        words = [(word.start() + match.start(), word[0]) for word in re.finditer(r"\S+", match[0])]
        for start, end, odds, reason in _names_of_run(text, words, common):
            if text[start:end] in speakers:
                yield start, end, odds + SPEAKS, "speaker"
            elif GLUED.match(text[start - 1 : start + 1] if start else ""):
                yield start - 1, end, odds + NICKNAMED, "nickname"
            else:
                yield start, end, odds, reason


def _names_of_run(text: str, words: list[tuple[int, str]], common: Counter[str]) -> Iterator[Found]:
    """Look at words with capitals that follow each other."""
    title = False
    while words and (words[0][1] in TITLES or _plain(words[0][1])):
        title = words[0][1] in TITLES
        words = words[1:]
    while words and _plain(words[-1][1]) and words[-1][1] not in ORGANISATION_WORDS:
        words = words[:-1]
    if not words or any(word in ORGANISATION_WORDS for _, word in words):
        return
    start, end = words[0][0], words[-1][0] + len(words[-1][1])
    odds, reason = _odds([word for _, word in words], common)
    if title or _title_before(text, start):
        odds, reason = max(odds, 0.0) + 3.0, "title"
    odds += _context(text, start, end)
    yield start, end, odds, reason


def _plain(word: str) -> bool:
    return word in NOT_NAMES


def _odds(words: list[str], common: Counter[str]) -> tuple[float, str]:
    """Judge the words of a name by themselves."""
    first, last = words[0], words[-1]
    ambiguous = len(words) == 1 and (first in AMBIGUOUS or common[first.lower()] > 0)
    if first.title() in GIVEN_NAMES and len(words) <= 4:
        return (-3.5 if ambiguous else 2.0 + 0.5 * (len(words) > 1)), "given name"
    if 2 <= len(words) <= 3 and (first.title() in PINYIN_SURNAMES or last.title() in PINYIN_SURNAMES):
        others = words[1:] if first.title() in PINYIN_SURNAMES else words[:-1]
        if all(PINYIN.fullmatch(word) for word in others) and not any(common[word.lower()] for word in others):
            return 2.0, "pinyin"
    if ambiguous or (len(words) == 1 and first.isupper()):
        return -4.0, "capital"
    return (-3.0 if len(words) == 1 or len(words) > 3 else -2.6), "capital"


def _title_before(text: str, start: int) -> bool:
    match = BEFORE.search(text[max(0, start - 12) : start])
    return bool(match) and match[1] in TITLES if match else False


def _context(text: str, start: int, end: int) -> float:
    """Judge what stands around a name."""
    odds = 0.0
    behind = text[end : end + 24]
    after = AFTER.match(behind)
    if after and after[1] in SPEECH:
        odds += 2.0
    elif behind.startswith(("'s ", "’s ")):
        odds += 0.5
    if LABEL.match(behind) and LINE_START.search(text[max(0, start - 16) : start]):
        odds += 2.5
    if behind[:1] == "说" or behind[:2] in ("老师", "先生", "小姐", "女士", "同学"):
        odds += 2.5
    if text[:start].rstrip().endswith(("in", "at", "on", "from", "of the", "在", "去", "到")):
        odds -= 1.0
    if text[max(0, start - 3) : start] in ("Hi ", "ear "):
        odds += 2.0
    return odds
