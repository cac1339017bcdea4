"""Who is named: all texts of a corpus at once, for a name that is sure in one place is likely in the next."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.model.mentions import Mention
from pipeline.stages.pseudonymise.people.candidates import Candidate, candidates
from pipeline.stages.pseudonymise.people.evidence import TITLED, features
from pipeline.stages.pseudonymise.people.latin import latin_names, lower_words
from pipeline.stages.pseudonymise.people.reading import PERSON_TAGS, Cut, Lexicon, Page, pages
from pipeline.stages.pseudonymise.people.repeats import bounded, everywhere, given_alone, mostly
from pipeline.stages.pseudonymise.people.weighing import (
    Weighed,
    certainty,
    listed,
    odds_at,
    odds_of,
    recur,
    scarcity,
)
from pipeline.stages.pseudonymise.people.words import KINSHIP

THRESHOLD = 0.06  # a name left standing costs more than a word masked in vain
HOPELESS = -3.5  # log odds below which nothing can still raise a candidate over the threshold
LABELLED = 3.0  # log odds of a name that labels a turn of speech
ON_ITS_LINE = 1.0  # of one that stands alone on its line, or is a word
A_WORD = 20  # frequency above which a label is more likely a role than a name
PARTS = frozenset({"dotted", "dashed"})
LONGER = 0.8  # and what one with a dot inside gains per character, for a part left standing tells as much as the whole
JOINED = 1.5  # what a name of several parts gains over the parts when they compete
OF_A_CHILD = 2.5  # of a doubled name with kin behind it
CLOSE_KIN = ("妈", "爸")
PROPOSED = 2.0  # log odds for a candidate that another recogniser found too
ONLY_PROPOSED = 0.5  # log odds of what only the other recogniser sees
LABEL = re.compile(
    r"^[ \t]*(?:[\[(]?\d{1,2}:\d\d(?::\d\d)?[\])]?[ \t]*)?[【\[]?(?P<name>[一-鿿·]{2,6})[】\]]?[ \t]*(?P<sign>[：:]|[ \t(（]\d{1,2}:\d\d|$)",
    re.MULTILINE,
)


@dataclass(frozen=True)
class Known:
    """What is known beforehand.

    Parameters
    ----------
    roster : sequence of str
        Names that are masked wherever they stand.
    keep : sequence of str
        Words that are never masked. A name of the roster is masked even so.
    spans : sequence of sequence of (int, int)
        Per text, where another recogniser (spaCy) sees a person: evidence, no decision. May be empty.
    """

    roster: Sequence[str] = ()
    keep: Sequence[str] = ()
    spans: Sequence[Sequence[tuple[int, int]]] = ()


def people(
    texts: Sequence[str],
    *,
    cut: Cut,
    lexicon: Lexicon,
    known: Known | None = None,
    threshold: float = THRESHOLD,
    simplify: Callable[[str], str] | None = None,
) -> list[list[Mention]]:
    """Find where people are named.

    Parameters
    ----------
    texts : sequence of str
        All texts of a corpus.
    cut : callable
        Chinese text to its words, which joined give the text.
    lexicon : mapping
        A word to its frequency and part of speech in a general dictionary (`pipeline.backends.chinese.lexicon`).
    known : Known, optional
        Roster, words to keep, spans of another recogniser.
    threshold : float
        The certainty from which a candidate is a mention: lower finds more names and more words that are none.
    simplify : callable, optional
        A character to its simplified form (`pipeline.backends.opencc.simplify`). With it names in traditional characters are found as well.

    Returns
    -------
    list of list of Mention
        Per text its mentions in order, which do not overlap. Of 王阿姨 and Mr Brown only 王 and Brown; of 老李, 阿明 and 王某 all of it. A title or a
        kinship term without a name (主任, 三叔) is no mention.
    """
    known = known or Known()
    folded = _folded(texts, simplify) if simplify else texts
    found = _weigh(folded, cut, lexicon, known)
    found += _only_proposed(folded, found, known)
    recur(found)
    listed(folded, found)
    found += given_alone(folded, found, lexicon)
    found += everywhere(folded, found)
    shift = scarcity(found, sum(map(len, texts)))
    least = odds_at(threshold)
    by_text: list[list[Weighed]] = [[] for _ in texts]
    for one in found:
        one.odds += shift
        if one.odds >= least:
            by_text[one.text].append(one)
    keep = _pattern(known.keep)
    roster = _pattern(known.roster)
    decided = [_decide(text, ones, roster, keep) for text, ones in zip(texts, by_text, strict=True)]
    return mostly(texts, decided, lexicon, keep)


class _Simplified(dict[int, str]):
    """Each distinct character is looked at once; places stay what they are, since one character becomes one."""

    def __init__(self, simplify: Callable[[str], str]) -> None:
        super().__init__()
        self.simplify = simplify

    def __missing__(self, code: int) -> str:
        simple = self.simplify(chr(code))
        self[code] = simple = simple if len(simple) == 1 else chr(code)
        return simple


def _folded(texts: Sequence[str], simplify: Callable[[str], str]) -> list[str]:
    table = _Simplified(simplify)
    return [text if text.isascii() else text.translate(table) for text in texts]


def _weigh(texts: Sequence[str], cut: Cut, lexicon: Lexicon, known: Known) -> list[Weighed]:
    """Weigh every candidate by itself."""
    found: list[Weighed] = []
    for page in pages(texts, cut, lexicon):
        labels = {
            match.span("name"): ON_ITS_LINE if match["sign"] == "" else LABELLED for match in LABEL.finditer(page.text)
        }
        for candidate in dict.fromkeys(candidates(page)):
            found += _one(page, candidate, labels, known)
    common = lower_words(texts)
    for number, text in enumerate(texts):
        for start, end, odds, reason in latin_names(text, common):
            found.append(Weighed(number, Candidate(start, end, "latin"), text[start:end], odds, ("latin", reason)))
    return found


def _one(page: Page, candidate: Candidate, labels: dict[tuple[int, int], float], known: Known) -> Iterator[Weighed]:
    odds = odds_of(features(page, candidate))
    reasons: tuple[str, ...] = (candidate.form,)
    number = page.text_at(candidate.start)
    begin = page.begins[number]
    number += page.first
    start, end = candidate.start - begin, candidate.end - begin
    if candidate[:2] in labels and candidate.form not in TITLED:
        frequency, tag = page.lexicon.get(page.text[candidate.start : candidate.end], (0, ""))
        is_word = frequency > A_WORD and tag not in PERSON_TAGS  # 灯光：
        odds, reasons = odds + (ON_ITS_LINE if is_word else labels[candidate[:2]]), (*reasons, "label")
    if candidate.form == "double" and _is_childs(page, candidate):
        odds, reasons = odds + OF_A_CHILD, (*reasons, "kin behind")
    if known.spans and (start, end) in known.spans[number]:
        odds, reasons = odds + PROPOSED, (*reasons, "proposed")
    if odds > HOPELESS:
        name = page.text[candidate.start : candidate.end]
        yield Weighed(number, Candidate(start, end, candidate.form), name, odds, reasons)


def _only_proposed(texts: Sequence[str], found: Sequence[Weighed], known: Known) -> Iterator[Weighed]:
    """Yield what another recogniser sees where no rule looks."""
    looked_at = {(one.text, *one.candidate[:2]) for one in found}
    for number, spans in enumerate(known.spans):
        for start, end in spans:
            if (number, start, end) not in looked_at:
                name = texts[number][start:end]
                yield Weighed(number, Candidate(start, end, "proposed"), name, ONLY_PROPOSED, ("proposed",))


def _is_childs(page: Page, candidate: Candidate) -> bool:
    """Say whether kin stand behind a doubled name, as people call parents by their child: 葵葵外婆, 果果爸; 刚刚妈妈 is an adverb."""
    behind = page.text[candidate.end : candidate.end + 2]
    if behind[:1] not in CLOSE_KIN and behind not in KINSHIP:
        return False
    known = page.lexicon.get(page.text[candidate.start : candidate.end])
    return known is None or known[1] in PERSON_TAGS


def _pattern(names: Sequence[str]) -> re.Pattern[str] | None:
    ordered = sorted({name for name in names if name.strip()}, key=lambda name: (-len(name), name))
    return re.compile("|".join(map(bounded, ordered))) if ordered else None


def _precedence(one: Weighed) -> tuple[float, int, Candidate]:
    start, end, form = one.candidate
    gain = JOINED if form in ("dotted", "dashed") or (form == "japanese" and end - start > 3) else 0.0
    gain += LONGER * (end - start) if form in PARTS else 0.0
    return -one.odds - gain, start - end, one.candidate


def _decide(
    text: str, ones: list[Weighed], roster: re.Pattern[str] | None, keep: re.Pattern[str] | None
) -> list[Mention]:
    """Choose among candidates that overlap: the roster first, then words to keep, then the surest, then the longest."""
    taken = bytearray(len(text))
    mentions = []
    for match in roster.finditer(text) if roster else ():
        mentions.append(Mention(*match.span(), "person", 1.0, ("roster",)))
        taken[match.start() : match.end()] = b"\1" * len(match[0])
    kept = [match.span() for match in keep.finditer(text)] if keep else []
    for one in sorted(ones, key=_precedence):
        start, end, _ = one.candidate
        if any(taken[start:end]) or any(low <= start and end <= high for low, high in kept):
            continue
        taken[start:end] = b"\1" * (end - start)
        mentions.append(Mention(start, end, "person", certainty(one.odds), one.reasons))
    return sorted(mentions)
