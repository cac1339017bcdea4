"""How much a decoded text looks like one that a person wrote: the evidence by which an encoding is chosen."""

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache

from pipeline.model.scripts import CHINESE

SAMPLE = 4000  # characters outside ASCII that are looked at
ENOUGH = (
    0.15  # mean weight from which a text counts as written by a person; prose has about 0.6, a wrong reading below 0.1
)

# the commonest characters of Chinese prose, both scripts, and those that notes of social work are full of: about half of any text
_COMMON = frozenset(
    "的一是了我不人在他有这个上们来到时大地为子中你说生国年着就那和要她出也得里后自以会家可下而过天去能对小多然于心学么之都好看起发当没成只如事把还用第样道想作种开"
    "美总从无情己面最女但现前些所同日手又行意动方期它头经长儿回位分爱老因很给名法间斯知世什两次使身者被高已亲其进此话常与活正感民主本体三二四五十月点明情度定工部机理外相实加问"
    "这個們來到時為說國過後對學於當發沒樣還種開總從無現動頭經長兒愛間兩進親與話體點實問區會"
    "社督导導居志愿願服务務沙龙龍访訪谈談队隊角色分区街道邻鄰里组組织織记錄录計计划劃反思需要支持小组活动"
)
_KOREAN = frozenset("이다는가을에하고의사를은지있한로어기도자나서인그대아리해요습니까안녕")
_SIGNS = re.compile(
    "[\u2018-\u201d\u2026\u2014\u2013\u00b7\u3000-\u3002\u3008-\u3011\uff01-\uff5e\u00a0-\u00b0\u20ac\u2022\ufeff]"
)
_HANZI = re.compile(f"[{CHINESE}]")
_KANA = re.compile("[\u3041-\u30ff]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_LATIN = re.compile("[\u00c0-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192]")
_BETWEEN_LETTERS = re.compile(f"(?<=[A-Za-z])[{CHINESE}](?=[A-Za-z])")
_HEAP = re.compile("[\u00a0-\u00ff\u0152-\u0192]{3,}")
_BESIDE_LETTER = re.compile("(?:(?<=[A-Za-z])[\u00c0-\u00ff]{1,2}|[\u00c0-\u00ff](?=[a-z]))")


def plausibility(text: str, encoding: str = "") -> float:
    """Say how plausible a text is as what was meant, from about -3 to 1.

    Parameters
    ----------
    text : str
        Decoded; where a byte could not be, U+FFFD stands.
    encoding : str
        How it was decoded: kana speak for a Japanese encoding, single accented letters for a Western one.

    Returns
    -------
    float
        Mean weight of the characters outside ASCII; 0 without any.
    """
    strange = [letter for letter in text if letter > "\x7f" or letter == "\x00"][:SAMPLE]
    if not strange:
        return 0.0
    last = text.rfind(strange[-1]) + 1
    held = text[:last]
    total = sum(count * _weight(letter, encoding) for letter, count in Counter(strange).items())
    if encoding == "cp1252":
        total += sum(len(found[0]) for found in _BESIDE_LETTER.finditer(held))
        total -= 2 * sum(len(found[0]) for found in _HEAP.finditer(held))
    else:
        total -= 1.5 * len(_BETWEEN_LETTERS.findall(held))
    return total / len(strange)


@cache
def _weight(letter: str, encoding: str) -> float:
    if letter in _COMMON:
        return 1.0
    for kind, weight in _KINDS.items():
        if kind.match(letter):
            return weight.get(encoding, weight[""])
    if _HANGUL.match(letter):
        return 0.8 if letter in _KOREAN else 0.1
    if letter == "\ufffd":
        return -3.0
    if not _HANZI.match(letter):
        return -1.5  # private use, unassigned, controls, frames
    return _hanzi(letter)


_KINDS: Mapping[re.Pattern[str], Mapping[str, float]] = {
    _SIGNS: {"": 0.5},
    _KANA: {"": -0.1, "utf-8": 0.5, "cp932": 0.8, "euc_jp": 0.8},
    _LATIN: {"": -0.5, "utf-8": 0.5, "cp1252": 0.0},
}


def _hanzi(letter: str) -> float:
    if letter in _ordinary():
        return 0.3
    return -0.2 if ord(letter) <= 0x9FFF else -1.0


@cache
def _ordinary() -> frozenset[str]:
    """Return the first levels of GB 2312 and of Big5: the characters that schools teach."""
    simplified = [bytes((high, low)) for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF)]
    lows = [*range(0x40, 0x7F), *range(0xA1, 0xFF)]
    traditional = [bytes((high, low)) for high in range(0xA4, 0xC7) for low in lows]
    return frozenset(
        "".join(pair.decode("gb2312", "ignore") for pair in simplified)
        + "".join(pair.decode("big5", "ignore") for pair in traditional)
    )
