"""The terms of the pattern language: words as people write them, read into a small tree. Operators: see `expressions`.

``不知道 * 该做什么``, ``role* unclear``, ``{worker} ... {unclear}``, ``(搞|弄)不清``, ``"roles"``. See codebooks/README.md.
"""

import re
from dataclasses import dataclass

SMALL_GAP = 5  # words that a * may skip: enough for a Chinese modifier phrase, too few for another statement
WIDE_GAP = 12  # words that ... may skip
MAX_VARIANTS = 200  # sequences that one pattern may be written out to
MAX_LENGTH = 2000  # characters of one pattern; longer ones are mistakes and could be made to cost time
MAX_GAPS = 8  # gaps in one sequence
FREE, WHOLE, PART = "free", "whole", "part"  # how a term of Chinese characters stands to the words of the text


class PatternError(ValueError):
    """A pattern that cannot be read; `position` is the code point in the pattern where reading stopped."""

    def __init__(self, en: str, zh: str, position: int) -> None:
        super().__init__(en)
        self.en = en
        self.zh = zh
        self.position = position


@dataclass(frozen=True)
class Literal:
    """Characters matched as they stand (folded): Chinese, digits, signs.

    `edges` is FREE (a short one that stands alone must not cut a word), WHOLE (quoted: begins and ends where a word does)
    or PART (after ~: may be part of a longer word).
    """

    text: str
    edges: str = FREE


@dataclass(frozen=True)
class Word:
    """An English word: matched by lemma, or exactly when quoted; * and ? stand for endings and letters."""

    text: str
    exact: bool = False


@dataclass(frozen=True)
class Gap:
    """Up to `units` words, Chinese or English, inside one sentence."""

    units: int


@dataclass(frozen=True)
class SetName:
    """Any item of a named word set."""

    name: str


@dataclass(frozen=True)
class Choice:
    """One of several sequences; one of them may be empty."""

    options: tuple["Sequence", ...]


Piece = Literal | Word | Gap | SetName | Choice


@dataclass(frozen=True)
class Sequence:
    """Pieces in the order in which they stand in the text."""

    pieces: tuple[Piece, ...]


Token = tuple[str, str, int]
"""Its kind, its text and where it begins in the pattern."""

_TOKENS = re.compile(
    r"""(?P<space>\s+|(?<=[A-Za-z0-9])[-‐–](?=[A-Za-z]))  # a hyphen parts English words as a space does
      | (?P<wide>\.\.\.|…+)
      | (?P<set>\{[^{}]*\})
      | (?P<quoted>"[^"]*"|“[^”]*”)
      | (?P<call>(?:near|seq)(?=[(（]))
      | (?P<option>within\s*=[^,，)）]*)
      | (?P<reach>[Ww](?:ithin|ITHIN)\s+\d+(?![A-Za-z0-9]))
      | (?P<reference>@[A-Za-z_]\w*)
      | (?P<open>[(（]) | (?P<bar>[|｜]) | (?P<close>[)）]) | (?P<comma>[,，])
      | (?P<word>[A-Za-zÀ-ɏ0-9?*]*[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ0-9?*]*(?:['’][A-Za-z]+)*)
      | (?P<star>\*)
      | (?P<one>\?)
      | (?P<part>~[^\s{}()（）|｜"“”*?…A-Za-zÀ-ɏ,，~]+)
      | (?P<literal>(?:(?!\.\.\.|@[A-Za-z_])[^\s{}()（）|｜"“”*?…A-Za-zÀ-ɏ,，~])+|~|@)""",
    re.VERBOSE,
)


def parse(pattern: str) -> tuple[Sequence, ...]:
    """Read a pattern.

    Parameters
    ----------
    pattern : str
        As written in a codebook.

    Returns
    -------
    tuple of Sequence
        The pattern as it stands; several when alternatives begin or end with a gap: (a *|b) c is a * c and b c. None of them
        is empty, or begins or ends with a gap.

    Raises
    ------
    PatternError
        With the position and the cure.
    """
    return read_terms(split(pattern))


def read_terms(tokens: list[Token]) -> tuple[Sequence, ...]:
    """Read the tokens of a pattern without operators; see `parse`."""
    sequence, rest = _sequence(tokens, 0, depth=0)
    if rest < len(tokens):
        raise PatternError(
            "')' closes nothing; remove it or open it with '('", "多了一个“)”，请删去或补上“(”", tokens[rest][2]
        )
    if may_be_empty(sequence):
        raise PatternError(
            "the pattern can match nothing at all; write at least one word that must stand there",
            "这条模式可以什么都不匹配，至少要有一个必须出现的词",
            0,
        )
    found = _variants(sequence)
    if any(isinstance(end, Gap) for variant in found for end in (variant.pieces[0], variant.pieces[-1])):
        raise PatternError(
            "a gap at the beginning or end says nothing; remove it", "开头或结尾的间隔没有意义，请删去", 0
        )
    if any(sum(isinstance(piece, Gap) for piece in variant.pieces) > MAX_GAPS for variant in found):
        raise PatternError(
            f"more than {MAX_GAPS} gaps in one pattern; write fewer", f"一条模式里间隔超过 {MAX_GAPS} 个，请减少", 0
        )
    return tuple(found)


def may_be_empty(sequence: Sequence) -> bool:
    """Tell whether a sequence can match without a single character."""
    return all(
        isinstance(piece, Gap) or (isinstance(piece, Choice) and any(map(may_be_empty, piece.options)))
        for piece in sequence.pieces
    )


def _variants(sequence: Sequence) -> list[Sequence]:
    """Write out the alternatives that begin or end with a gap; all others stay in their brackets."""
    if not any(isinstance(piece, Choice) for piece in sequence.pieces):
        return [sequence]
    found: list[tuple[Piece, ...]] = [()]
    for piece in sequence.pieces:
        heads: list[tuple[Piece, ...]] = [(piece,)]
        if isinstance(piece, Choice):
            options = [variant for option in piece.options for variant in _variants(option)]
            if any(isinstance(end, Gap) for option in options for end in (*option.pieces[:1], *option.pieces[-1:])):
                heads = [option.pieces for option in options]
            elif len(options) > len(piece.options):
                heads = [(Choice(tuple(options)),)]
        found = [(*head, *tail) for head in found for tail in heads]
        if len(found) > MAX_VARIANTS:
            raise PatternError(
                f"too many alternatives begin or end with a gap (over {MAX_VARIANTS} combinations); write several patterns",
                f"以间隔开头或结尾的选项太多（组合超过 {MAX_VARIANTS} 种），请拆成几条模式",
                0,
            )
    return [Sequence(pieces) for pieces in found]


def set_names(sequence: Sequence) -> list[str]:
    """Return the names of the word sets that a pattern uses, brackets included."""
    names: list[str] = []
    for piece in sequence.pieces:
        if isinstance(piece, SetName):
            names.append(piece.name)
        elif isinstance(piece, Choice):
            names += [name for option in piece.options for name in set_names(option)]
    return names


def split(pattern: str) -> list[Token]:
    """Cut a pattern into its tokens; raises PatternError where a bracket or quote is left open, or the pattern is too long."""
    if len(pattern) > MAX_LENGTH:
        raise PatternError(
            f"the pattern has {len(pattern)} characters; write it in at most {MAX_LENGTH}",
            f"这条模式有 {len(pattern)} 个字符，请控制在 {MAX_LENGTH} 以内",
            0,
        )
    found, position = [], 0
    while position < len(pattern):
        match = _TOKENS.match(pattern, position)
        if match is None or match.lastgroup is None:
            raise PatternError(f"{pattern[position]!r} is not closed", f"{pattern[position]!r} 没有配对", position)
        if match.lastgroup != "space":
            found.append((match.lastgroup, match.group(), position))
        position = match.end()
    return found


def _sequence(tokens: list[Token], at: int, *, depth: int) -> tuple[Sequence, int]:
    pieces: list[Piece] = []
    while at < len(tokens) and not (depth and tokens[at][0] in ("bar", "close")):
        kind, text, position = tokens[at]
        if kind == "close":
            break
        if kind == "open":
            choice, at = _choice(tokens, at + 1, position, depth=depth + 1)
            pieces.append(choice)
            continue
        pieces += _pieces(kind, text, position)
        at += 1
    return Sequence(tuple(pieces)), at


def _choice(tokens: list[Token], at: int, opened: int, *, depth: int) -> tuple[Choice, int]:
    if depth > 10:
        raise PatternError(
            "brackets are nested more than ten deep; use a word set", "括号嵌套超过十层，请改用词组", opened
        )
    options = []
    while at < len(tokens):
        option, at = _sequence(tokens, at, depth=depth)
        options.append(option)
        if at < len(tokens) and tokens[at][0] == "close":
            return Choice(tuple(options)), at + 1
        at += 1
    raise PatternError("'(' is not closed; write ')'", "“(”没有配对的“)”", opened)


def _pieces(kind: str, text: str, position: int) -> list[Piece]:
    if kind == "word" or kind == "one":
        return [Word(text)]
    if kind == "literal" or kind == "comma":
        return [Literal(text)]
    if kind == "part":
        return [Literal(text[1:], PART)]
    if kind == "star" or kind == "wide":
        return [Gap(SMALL_GAP if kind == "star" else WIDE_GAP)]
    return _special(kind, text, position)


def _special(kind: str, text: str, position: int) -> list[Piece]:
    if kind == "reach":  # not behind AFTER or BEFORE: words like any others
        return [Word(text.split()[0]), Literal(text.split()[1])]
    if kind in ("call", "reference", "option"):
        raise PatternError(
            f"{text!r} cannot stand beside other words; connect them by AND, OR or near(a, b)",
            f"{text!r} 不能和别的词直接相连，请用 AND、OR 或 near(甲, 乙) 连接",
            position,
        )
    if kind == "bar":
        raise PatternError(
            f"{text!r} stands alone; alternatives need brackets: (a|b)",
            f"{text!r} 单独出现，多选要加括号：(甲|乙)",
            position,
        )
    inner = text[1:-1].strip()
    if not inner:
        raise PatternError(f"{text!r} is empty", f"{text!r} 里是空的", position)
    if kind == "set":
        return [SetName(inner)]
    return [Word(inner, exact=True) if re.search("[A-Za-z]", inner) else Literal(inner, WHOLE)]
