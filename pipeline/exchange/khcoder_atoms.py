"""One part of a KH Coder condition in Zhuli's pattern language."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.model.both import Both

NEAR = 10  # words on, where near() and seq() name no number (a_code/atom/near.pm)
MOST_WORDS = 1000  # that Zhuli's near() may skip; KH Coder's [0] means any number

_LATIN_WORD = re.compile("[A-Za-zÀ-ɏ]+(?:['’][A-Za-z]+)*")
_RESERVED = ("and", "or", "not", "near", "seq", "after", "before", "within")  # words of Zhuli's language
_CHARACTERS = re.compile(r"""[^\s{}()（）|｜"“”*?…,，~@A-Za-zÀ-ɏ]+""")  # what may follow Zhuli's ~
_NEAR = re.compile(r"(near|seq)\((.+)\)(?:\[([bd]?)(\d*)\])?", re.IGNORECASE)

VARIABLE = Both(
    "标题和外部变量的条件没有导入，请用 where 改写",
    "conditions on headings and variables are not carried over; write a 'where'",
)
LENGTH = Both("助力的模式不看编号和长度", "Zhuli's patterns do not look at numbers and lengths")
SPEECH = Both("助力的模式不分词性和活用形", "Zhuli's patterns do not tell parts of speech or inflections apart")
OPTION = Both("near 或 seq 的写法不明", "this form of near or seq is not known")
NO_CODE = Both("在它上面没有这个编码", "there is no such code above it")
SIGNS = Both("含有助力的模式无法表示的符号", "it holds signs that Zhuli's patterns cannot express")
BRACKETS = Both("括号两边要有空格，KH Coder 才认", "KH Coder reads brackets only with blanks around them")


@dataclass(frozen=True)
class Lost:
    """What Zhuli cannot express."""

    line: int
    said: str
    reason: Both


def atom(said: str, line: int, known: Mapping[str, str]) -> str | Lost:
    """Turn one part of a condition into a pattern.

    Parameters
    ----------
    said : str
        The part as written, with its quotes.
    line : int
        Where it stands.
    known : mapping
        Names of the codes above and their ids.

    Returns
    -------
    str or Lost
        The order in which the kinds are tried is KH Coder's (a_code/atom.pm).
    """
    bare = said[1:-1].replace('""', '"') if re.fullmatch('".+"', said) else said
    found: str | Both
    if bare.startswith("<>"):
        found = VARIABLE
    elif re.fullmatch(r"lw|lc|no\.|\d+", said, re.IGNORECASE):
        found = LENGTH
    elif re.fullmatch("'.+'", said):
        found = _string(said[1:-1].replace("''", "'"))
    else:
        found = _word_like(said, bare, known)
    return found if isinstance(found, str) else Lost(line, said, found)


def _word_like(said: str, bare: str, known: Mapping[str, str]) -> str | Both:
    """Read what is made of words: other forms, references, near, seq, phrases, single words."""
    if re.search("->", said):
        return SPEECH
    if re.search(".=>.", said):
        return _exact(said.partition("=>")[2])  # this form of the word only
    if re.fullmatch("<.+>", said):
        name = said[1:-1].lstrip("*＊").strip()
        return f"@{known[name]}" if name in known else NO_CODE
    if re.search(r"(?:near|seq)\(.+-.+\)", said, re.IGNORECASE):
        return _near(said)
    if re.search(r"[()（）]", bare) and bare is said:
        return BRACKETS
    words = said.split("+") if re.search(r".\+.", said) else bare.split()
    return _phrase(words)


def _near(said: str) -> str | Both:
    match = _NEAR.fullmatch(said)
    if match is None:
        return OPTION
    words = [_phrase([word]) for word in match[2].split("-")]
    on = int(match[4]) if match[4] else NEAR
    within = on - 1 if on else MOST_WORDS  # n words on is n - 1 words between
    found = [word for word in words if isinstance(word, str)]
    if len(found) < len(words):
        return SIGNS
    return f"{match[1].lower()}({', '.join(found)}, within={min(within, MOST_WORDS)})"


def _phrase(words: list[str]) -> str | Both:
    terms = [_word(word) for word in words]
    found = [term for term in terms if isinstance(term, str)]
    return " ".join(found) if len(found) == len(terms) and found else SIGNS


def _word(word: str) -> str | Both:
    """Return a base form: an English word by its lemma, a Chinese one exactly as it is."""
    if _LATIN_WORD.fullmatch(word) and word.lower() not in _RESERVED:
        return word
    return _exact(word)


def _exact(word: str) -> str | Both:
    return SIGNS if '"' in word or not word.strip() else f'"{word}"'


def _string(text: str) -> str | Both:
    """Return characters that may begin and end inside of words."""
    words = text.split()
    if len(words) == 1 and _CHARACTERS.fullmatch(words[0]):
        return f"~{words[0]}"
    if not words or not all(map(_LATIN_WORD.fullmatch, words)):
        return _exact(text)  # mixed: the engine compares such characters as they stand
    if not words[-1].isalpha():
        return SIGNS  # no * can follow an apostrophe
    terms = [f"*{words[0]}", *(f'"{word}"' for word in words[1:-1]), *words[1:][-1:]]
    return " ".join(terms) + "*"
