"""Addresses down to the house or the door; place names without a number are none."""

import re
from collections.abc import Iterator

from pipeline.model.mentions import Mention
from pipeline.stages.pseudonymise.places import PLACES
from pipeline.stages.pseudonymise.signs import HANZI, HANZI_NUMBERS

_NUMBER = rf"(?:[0-9]{{1,5}}[A-Za-z]?(?:-[0-9]{{1,4}})?|[{HANZI_NUMBERS}]{{1,5}}|(?<![A-Za-z0-9])[A-Z](?![A-Za-z])[0-9]{{0,2}}|[甲乙丙丁](?=[号座栋幢]))"
_LEVEL = r"(?:号院|号楼|号门|号(?![线码口文件称站台桌诊窗教厅机车位选])|弄|支弄|栋|幢|座|单元|门栋|层(?![楼高])|楼(?![长组道上下梯栋层])|期|组(?![长员织])|队(?![长员伍])|室|房(?!间|价|东|屋)|(?<=[0-9]{3})户(?![主籍口])|门(?![口诊外前卫牌店]))"
_STEP = rf" ?{_NUMBER} ?{_LEVEL}(?:之[0-9一二三四五六七八九])?"
_DOOR = rf"(?: ?-?[0-9]{{3,4}}(?![0-9年月元人岁万%])(?!\.[0-9])|(?<![楼层])[一二三四五六七八九]?[一二三四五六七八九十][零〇][一二三四五六七八九]|[{HANZI_NUMBERS}]{{3,4}}(?=室))(?: ?[室号房])?"
_COMPOUND_DOOR = r"[0-9]{1,3}-(?:[0-9]{1,2}-)?[0-9]{3,4}(?![0-9\-])室?"
_NAME = rf"[{HANZI}]{{2,8}}?(?:小区|社区|花园|公寓|新村|家园|宿舍|大厦|广场|山庄|[里苑城园府庭邸村湾])"
_PLAIN = f"(?![的了和在有到来是与及])[{HANZI}]"
_TAIL = re.compile(
    rf"(?:{_STEP}(?:附{_NUMBER}号)?(?:(?:{_STEP})|(?:,? ?{_NAME}(?={_STEP})|(?<=号)(?:{_PLAIN}){{2,6}}(?={_NUMBER}(?:号楼|[座栋幢])))){{0,7}}(?:{_DOOR})?|{_COMPOUND_DOOR})"
)
_STEPS = re.compile(rf"{_NUMBER} ?({_LEVEL})")
_RUN = re.compile(rf"[{HANZI}]*(?:[0-9]{{1,3}}(?=大街|街|路|村)[{HANZI}]+)? ?\Z")
_STOP = re.compile(
    "住在|家住|现住|居住在?|地址|住址|位于|坐落|搬到|搬去|送到|送至|户籍|籍贯|走访|探访|家访|看望|上门|来到|前往|抵达|回到|邮寄|寄到|反映|关于|来自|发生在|负责|就在|租在|租住|"
    "今天|昨天|明天|上午|下午|早上|晚上|今早|上周|本周|每天|周[一二三四五六日]|我们|他们|她们|告诉|[在到去从住是至往了访由给向为赴说们地址家老叫]"
)
_KEEP = re.compile(
    "从化|到家|老街|老城|地安门|家园|家属|家村|家庄|家巷|家湾|家胡同|家桥|家屯|家路|家街|家港|向阳|为民|去病|老年|老工|家嘴|家汇|家弄|家浜|家堡|家坪|家沟|地铁"
)
_DETERMINER = re.compile(
    "^(?:[本该各每某全这那同另](?:个|一|几|条)?|我|你|他|她|和|与|及|跟|的|第|有|又|再|对面|附近|隔壁|前面|后面|靠近)+"
)
_NO_DETERMINER = re.compile(
    "和[平睦谐顺美兴乐县田政]|同[心德福仁安济]|全[福兴]|第[一二三四五六七八九十]|附近?[小城]|有[为余]"
)
_LIVES = re.compile(r"(?:住|住址|地址)(?:[ :]|是|为|在)*\Z")
_ROAD = r"(?:路|街|大道|大街|巷|胡同|里弄|弄堂|道|条|段|公路)"
_ROAD_END = re.compile(rf"[{HANZI}]{{1,}}{_ROAD}(?:[东西南北中][段])?\Z")
_SETTLEMENT_END = re.compile(rf"[{HANZI}]{{1,}}(?:村|屯|庄|寨|堡|坳|沟|圩|湾|坪|社区|嘎查|大队|(?<!小)组|镇|乡|街道)\Z")
_COMPOUND_END = re.compile(
    rf"[{HANZI}]{{1,}}(?:小区|花园|花苑|公寓|新村|家园|宿舍|大厦|广场|山庄|别墅|雅居|大院|家属院|社区|家属楼|里|苑|城|园|湾|府|庭|邸|居|村|院|阁|轩|墅|坊|郡|都|寓|厦|庄|屯|街|路|(?<![社小])区)\Z"
)
_UNIT = re.compile(
    rf"[{HANZI}0-9]{{1,6}}?(?:特别行政区|自治区|自治州|自治县|街道|社区|小区|新村|花园|花苑|公寓|家园|宿舍|大厦|广场|山庄|大道|大街|胡同|家属院|[省市区县旗州盟镇乡村屯庄路街巷道里苑城园湾府庭邸居院段])"
)
_LONGEST_NAME = 6
_BUILDING = frozenset(["号楼", "栋", "幢", "座", "号院", "弄"])
_INNER = frozenset(["单元", "门栋", "门"])
_DOORS = frozenset(["室", "房", "户", "号", "号门"])
_FLOORS = frozenset(["层", "楼"])
_FLAT = (
    r"(?:Flat|Apt\.?|Apartment|Unit|Room|Suite|Block|Floor|Building|flat|apartment|unit|room) ?#?[0-9]{1,4}[A-Za-z]?"
)
_ROADS = r"(?:Street|St|Road|Rd|Lane|Ln|Avenue|Ave|Drive|Dr|Close|Court|Ct|Place|Pl|Way|Crescent|Terrace|Gardens|Square|Boulevard|Blvd|Hill|Row|Grove|Mews|Parkway|Highway|Walk|Rise|Park)"
_ENGLISH = re.compile(
    rf"(?<![0-9A-Za-z\-.])(?:{_FLAT},? )*(?<![0-9])[0-9]{{1,5}}[A-Z]?(?:-[0-9]{{1,4}})? (?:(?:[NSEW]\.?|[A-Z][a-z']+) ){{1,3}}{_ROADS}(?![A-Za-z0-9])(?:\.(?=,| [A-Z0-9]))?"
    rf"(?:,? (?:{_FLAT}|#[0-9]{{1,4}}[A-Z]?))*(?:,? [A-Z]{{1,2}}[0-9][0-9A-Z]? [0-9][A-Z]{{2}}(?![A-Za-z0-9]))?"
)


def addresses(text: str) -> Iterator[Mention]:
    """Yield addresses that reach a house or a door.

    A road, lane or settlement with a number; a housing estate with a building; a building with its unit, floor or door. A building, a
    floor or a room alone ('3号楼', '301室') is none.
    """
    for hit in _TAIL.finditer(text):
        yield from _chinese(text, hit)
    for hit in _ENGLISH.finditer(text):
        year = re.search(r"(?<![A-Za-z])(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil) \Z", text[: hit.start()]) and re.match(
            "(?:19|20)[0-9]{2} ", hit[0]
        )
        if not year:
            yield Mention(hit.start(), hit.end(), "address", 0.85, ("english_street",))


def _chinese(text: str, hit: re.Match[str]) -> Iterator[Mention]:
    start = _name_start(text, hit.start())
    name = text[start : hit.start()].strip()
    levels = _STEPS.findall(hit[0])
    bare_door = bool(re.search(_DOOR + r"\Z", hit[0])) and not re.search("[室号房户门]\\Z", hit[0]) and bool(levels)
    lives = not levels and _LIVES.search(text, max(0, hit.start() - 8), hit.start())
    reason = "building" if lives and not name else _reason(name, levels, bare_door)
    if not reason:
        return
    begin = start if reason != "building" else hit.end() - len(hit[0].lstrip())
    yield Mention(begin, hit.end(), "address", 0.8 if reason == "building" else 0.9, (reason,))


def _reason(name: str, levels: list[str], bare_door: bool) -> str:
    """Return why a name and the levels behind it reach a house, or nothing."""
    if _ROAD_END.search(name) and (not levels or levels[0] in ("号", "号院", "弄", "号楼", "号门", "栋", "幢", "座")):
        return "road" if levels else ""
    if _COMPOUND_END.search(name) and (not levels or set(levels) & (_BUILDING | _INNER)):
        return "estate"
    if _SETTLEMENT_END.search(name) and ("号" in levels or "户" in levels or len(levels) > 1):
        return "settlement"
    return "building" if _reaches_door(levels, bare_door) else ""


def _reaches_door(levels: list[str], bare_door: bool) -> bool:
    """Whether a building or its unit is followed by something finer."""
    for place, level in enumerate(levels):
        finer = set(levels[place + 1 :])
        if level in _BUILDING and (finer & (_INNER | _FLOORS | _DOORS) or bare_door):
            return True
        if level in _INNER and (finer & (_DOORS | _FLOORS) or bare_door):
            return True
    return False


def _name_start(text: str, end: int) -> int:
    """Return where the name before a house number begins."""
    run = _RUN.search(text, max(0, end - 45), end)
    if run is None or not run[0].strip():
        return end
    start, words = run.start(), run[0]
    known = PLACES.search(words)
    cut = 0
    for stop in _STOP.finditer(words):
        if not any(keep.start() <= stop.start() < keep.end() for keep in _KEEP.finditer(words)):
            cut = stop.end()
    if known and known.start() >= cut - 1:
        return start + known.start()
    kept = words[cut:]
    if not _NO_DETERMINER.match(kept) and (determiner := _DETERMINER.match(kept)):
        cut += determiner.end()
        kept = words[cut:]
    return start + cut + _shortened(kept)


def _shortened(words: str) -> int:
    """Return how much to leave out in front, so that the first name is not longer than names are."""
    first = _UNIT.match(words)
    if first or len(words) <= _LONGEST_NAME + 2:
        return 0
    for place in range(1, len(words)):
        if _UNIT.match(words, place):
            return place
    return 0
