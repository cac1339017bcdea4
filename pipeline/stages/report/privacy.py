"""What was masked, how surely, and what may still tell who somebody is."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence

from pipeline.model.aliases import NUMBERED, PERSON
from pipeline.model.mentions import SURE
from pipeline.model.report import Masking, Privacy, Telling
from pipeline.stages.report.index import Index, Row

MOST = 60  # of each list
AROUND = 30  # characters shown before and after an alias
RARE = 2  # documents in which a trade or a place may stand and still point at somebody
KINDS_NEEDED = 3

_AGE = re.compile(
    r"\d{1,3}\s?(?:岁|周岁)|[一二三四五六七八九十]{1,3}岁|(?:19|20)\d\d年(?:出)?生|\b\d{1,3}[- ]years?[- ]old\b|\baged \d{1,3}\b"
)
_TRADE = re.compile(
    "(?:退休|退役|原|前)?(?:教师|老师|医生|护士|会计|工程师|律师|记者|编辑|司机|厨师|木匠|裁缝|电工|焊工|保安|保洁员|快递员|外卖员|理发师|画家|作家|演员|军人|警察|法官|校长|院长|厂长|经理|店主|教授|"
    r"村医|渔民|农民|牧师|道士|和尚|导游|翻译|飞行员|船员|消防员|运动员|教练)|\b(?:retired |former )?(?:teacher|doctor|nurse|accountant|engineer|lawyer|journalist|driver|cook|carpenter|tailor|electrician"
    r"|guard|cleaner|courier|hairdresser|painter|writer|actor|soldier|judge|headmaster|manager|shopkeeper|professor|farmer|priest|guide|translator|pilot|firefighter)s?\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"[一-鿿]{2,6}(?:社区|街道|小区|新村|花园|村|镇|乡|路|巷|弄)|\b[A-Z][a-z]+ (?:Road|Street|Estate|Village|Lane|Court|District)\b|\[(?:地址|address|地点\d+|Place \d+)\]"
)
_HEALTH = re.compile(
    r"癌|艾滋|乙肝|尿毒症|精神分裂|抑郁症|自闭症|残疾|失独|单亲|离异|服刑|刑满|低保|HIV|cancer|schizophreni|depression|autis|disab|divorced|on parole|in prison",
    re.IGNORECASE,
)
_QUASI: Mapping[str, re.Pattern[str]] = {"age": _AGE, "trade": _TRADE, "place": _PLACE, "condition": _HEALTH}
_RARE_ONLY = ("trade", "place")  # an age or an illness points at somebody however often it is written elsewhere


def privacy(index: Index, maskings: Sequence[Row], *, on: bool) -> Privacy:
    """Sum up what was masked.

    Parameters
    ----------
    index : Index
        The tables by their keys.
    maskings : sequence of Row
        Rows of table `maskings`.
    on : bool
        Whether the run was pseudonymised at all.

    Returns
    -------
    Privacy
        Everything in it is cut out of the masked text.
    """
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for row in maskings:
        counts[row["kind"]][row["certainty"] < SURE] += 1
    by_alias = Counter(row["alias"] for row in maskings if row["kind"] in NUMBERED)
    doubtful = sorted((row for row in maskings if row["certainty"] < SURE), key=lambda row: row["certainty"])
    once = [row for row in maskings if row["kind"] == PERSON and by_alias[row["alias"]] == 1]
    forms: dict[str, set[str]] = defaultdict(set)
    for row in maskings:
        if row["kind"] == PERSON and row["reasons"]:
            forms[row["alias"]].add(row["reasons"][0])
    show = _shower(index)
    return Privacy(
        on=on,
        kinds=tuple(
            (kind, sure, doubt) for kind, (sure, doubt) in sorted(counts.items(), key=lambda each: -sum(each[1]))
        ),
        persons=len(forms),
        doubtful=tuple(map(show, doubtful[:MOST])),
        doubts=len(doubtful),
        once=tuple(map(show, once[:MOST])),
        onces=len(once),
        linked=tuple(
            (alias, tuple(sorted(found)), by_alias[alias]) for alias, found in sorted(forms.items()) if len(found) > 1
        ),
        telling=_telling(index),
    )


def _shower(index: Index) -> Callable[[Row], Masking]:
    """Return what shows a masked place in its segment."""
    by_document: dict[str, list[Row]] = defaultdict(list)
    for segment in index.segments.values():
        by_document[segment["document_id"]].append(segment)

    def show(row: Row) -> Masking:
        document = index.documents[row["document_id"]]
        before = after = ""
        for segment in by_document[row["document_id"]]:
            if segment["start_char"] <= row["start_char"] < segment["end_char"]:
                start, end = row["start_char"] - segment["start_char"], row["end_char"] - segment["start_char"]
                before, after = segment["text"][max(0, start - AROUND) : start], segment["text"][end : end + AROUND]
        return Masking(
            document["title"] or document["path"], row["alias"], before, after, row["certainty"], tuple(row["reasons"])
        )

    return show


def _telling(index: Index) -> tuple[Telling, ...]:
    """Return segments that say several things about somebody which together are rare: age, trade, place, condition."""
    found: list[tuple[Row, dict[str, list[str]]]] = []
    homes: dict[str, set[str]] = defaultdict(set)
    for segment in index.segments.values():
        held = {kind: [one[0] for one in shape.finditer(segment["text"])] for kind, shape in _QUASI.items()}
        for kind in _RARE_ONLY:
            for word in held[kind]:
                homes[word.lower()].add(segment["document_id"])
        if sum(map(bool, held.values())) >= KINDS_NEEDED:
            found.append((segment, held))
    made = []
    for segment, held in found:
        rare = {
            kind: [word for word in words if kind not in _RARE_ONLY or len(homes[word.lower()]) <= RARE]
            for kind, words in held.items()
        }
        kinds = tuple(kind for kind, words in rare.items() if words)
        if len(kinds) >= KINDS_NEEDED:
            document = index.documents[segment["document_id"]]
            words = tuple(dict.fromkeys(word for kind in kinds for word in rare[kind]))
            made.append(Telling(document["title"] or document["path"], segment["segment_id"], kinds, words))
    return tuple(made[:MOST])
