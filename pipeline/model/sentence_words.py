"""Words that tell whether a sentence ends: abbreviations, words that begin sentences, and verbs of saying.

The lists are our own; what an abbreviation may stand before follows Kiss and Strunk (2006), Unsupervised multilingual sentence boundary
detection, Computational Linguistics 32(4): some are never last, others only where a word follows that often begins sentences.
"""

import re

from pipeline.model.scripts import CHINESE

NEVER_LAST = frozenset(
    "Mr Mrs Ms Mx Dr Drs Prof Rev Fr Hon Gen Col Capt Lt Sgt Sen Rep Gov Pres St Mt Ft Messrs "
    "e.g i.e eg ie cf vs viz ca approx esp incl al resp Eg Ie".split()
)
BEFORE_NUMBERS = frozenset(
    "No Nos no nos Nr nr Fig fig Figs figs Vol vol Ch ch Sec sec Art art Eq eq p pp Tel tel Ext ext "
    "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec".split()
)
LAST_BEFORE_A_CAPITAL = frozenset("etc a.m p.m A.M P.M am pm".split())
ABBREVIATIONS = (
    frozenset(
        "Inc Ltd Co Corp Bros Jr Sr Ph.D Dept dept Ave Rd Univ Assn Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec".split()
    )
    | LAST_BEFORE_A_CAPITAL
)
STARTERS = frozenset(
    "A After All Also An And Another Any Anyway Are As At Because Before But By Can Could Did Do Does Even Every For From Had Has Have He "
    "He's Her Here His How However I I'm I've If In Is It It's Its Just Maybe More Most My No Not Now Of On Once One Or Our Please She "
    "She's Since So Some Still Thank Thanks That That's The Their Then There There's These They They're This Those To Today Until Very "
    "Was We We're Well Were What When Where Which While Who Why Will With Would Yes You Your".split()
)

_SAID = "said|says|asked|asks|replied|answered|added|cried|shouted|called|explained|wrote|whispered|exclaimed"
_REPORTED = re.compile(
    rf"(?:[A-Z][\w'’-]*\s+){{1,3}}(?:{_SAID})\b"
    rf"|[{CHINESE}A-Za-z]{{0,8}}?(?:说|说道|问|问道|答道|回答|喊|喊道|叫道|嚷|叹道|回应|表示|解释|补充|强调|提醒|写道|說|問|喊道|回應|解釋|補充|強調|寫道)"
)
_BEGINS_IN_CHINESE = re.compile(
    "[我你您他她它咱这這那请請]|大家|所以|因此|于是|於是|总之|總之|另外|此外|首先|其次|最后|最後|如果|希望|谢谢|謝謝|现在|現在|后来|後來|为什么|為什麼"
)


def is_reported(text: str, place: int) -> bool:
    """Tell whether someone is said to have said what stands in quotes before a place: he said, 他说."""
    return _REPORTED.match(text, place) is not None


def begins_in_chinese(text: str, place: int) -> bool:
    """Tell whether a word stands at a place that often begins a Chinese sentence."""
    return _BEGINS_IN_CHINESE.match(text, place) is not None
