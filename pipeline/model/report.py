"""A theme report: everything that the page shows, as plain values, computed before anything is drawn."""

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.model.both import Both
from pipeline.model.report_lens import Lens
from pipeline.model.report_links import Links
from pipeline.model.report_novelty import Novelty
from pipeline.model.report_parts import Odds as Odds
from pipeline.model.report_parts import Quotation as Quotation
from pipeline.model.report_topics import ReportTopic, TopicStory


@dataclass(frozen=True)
class Share:
    """How many documents of a group carry something; share, low and high are 0 to 1 (Wilson interval).

    `odds` and `q_value` set it beside the other groups; None where that tells nothing.
    """

    value: str
    documents: int
    total: int
    share: float
    low: float
    high: float
    odds: Odds | None = None
    q_value: float | None = None


@dataclass(frozen=True)
class Course:
    """A theme over time in one organisation alone: documents of total dated ones, change of the share per month, odds three months later."""

    organisation: str
    documents: int
    total: int
    trend: float
    odds: Odds | None
    q_value: float | None
    status: str
    first_date: str
    last_date: str


@dataclass(frozen=True)
class Gathering:
    """A theme that is more frequent in one group of documents than in the others, beyond chance."""

    theme_id: str
    label: Both
    dimension: str
    share: Share


@dataclass(frozen=True)
class ReportTheme:
    """One theme of the report.

    Parameters
    ----------
    level : str
        Level of the code; empty for a topic.
    definition : Both
        Of the code; empty texts for a topic.
    odds : Odds, optional
        Three months later, within an organisation.
    courses : tuple of Course
        In the organisations that carry it, by name.
    by : mapping of str to tuple of Share
        'stage', 'kind', 'organisation', 'language' and 'month', each in its natural order; value '' where documents do not say.
    evidence, counter : tuple of Quotation
        Passages that assert it, and passages that take it back (negated, resolved, hypothetical, wished for).

    Other fields are those of table `themes`.
    """

    theme_id: str
    kind: str
    level: str
    label: Both
    definition: Both
    documents: int
    segments: int
    organisations: int
    people: int
    overall: Share
    trend: float | None
    odds: Odds | None
    p_value: float | None
    q_value: float | None
    status: str
    first_date: str
    last_date: str
    courses: tuple[Course, ...]
    by: Mapping[str, tuple[Share, ...]]
    evidence: tuple[Quotation, ...]
    counter: tuple[Quotation, ...]


@dataclass(frozen=True)
class HeatMap:
    """Codes by organisation; `cells[code][organisation]`, both in the order of the lists."""

    codes: tuple[Both, ...]
    organisations: tuple[str, ...]
    cells: tuple[tuple[Share, ...], ...]


@dataclass(frozen=True)
class SetAside:
    """A file that was not used, and why."""

    path: str
    status: str
    problem: Both


@dataclass(frozen=True)
class Line:
    """One segment in its context; `gap` says that segments were left out before it, `marked` that it is evidence; `page` from 1."""

    segment_id: str
    speaker: str
    time: str
    page: int | None
    text: str
    marked: bool
    gap: bool


@dataclass(frozen=True)
class Context:
    """The surroundings of the evidence of one document."""

    document_id: str
    title: str
    path: str
    kind: str
    organisation: str
    stage: str
    date: str
    author: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Masking:
    """One place that was masked, in its surroundings, which are masked too; `certainty` is 0 to 1, `reasons` are names of rules."""

    title: str
    alias: str
    before: str
    after: str
    certainty: float
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Telling:
    """A segment that says several rare things about somebody; `kinds` are of age, trade, place, condition, `words` what says them."""

    title: str
    segment_id: str
    kinds: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True)
class Privacy:
    """What was masked, and what may still tell who somebody is.

    Parameters
    ----------
    on : bool
        Whether the run was pseudonymised at all.
    kinds : tuple of (str, int, int)
        Kind, places masked surely, places masked on doubtful evidence; the most frequent first.
    persons : int
        Different aliases of persons.
    doubtful, once : tuple of Masking
        Doubtful places, the least sure first, and persons who are named a single time; cut after the first ones.
    doubts, onces : int
        How many of them there are.
    linked : tuple of (str, tuple of str, int)
        Aliases under which several forms of a name were put together, with the forms and the number of places.
    telling : tuple of Telling
        Segments that together say much about somebody.
    """

    on: bool
    kinds: tuple[tuple[str, int, int], ...]
    persons: int
    doubtful: tuple[Masking, ...]
    doubts: int
    once: tuple[Masking, ...]
    onces: int
    linked: tuple[tuple[str, tuple[str, ...], int], ...]
    telling: tuple[Telling, ...]


@dataclass(frozen=True)
class Report:
    """All that a theme report shows.

    Parameters
    ----------
    title : str
        Of the report.
    language : str
        'zh' or 'en': in which it opens.
    coded : float
        Share of all segments that carry any code, 0 to 1: what a topic's `covered` is to be compared with.
    counts : mapping of str to int
        documents, set_aside, segments, characters, codings (asserted), negated, codes (with an asserted coding), topics, themes, organisations, undated.
    period : tuple of str
        First and last date; empty texts when no document is dated.
    corpus : mapping of str to mapping of str to int
        'kind', 'stage', 'organisation', 'language' to documents per value; '' where documents do not say.
    themes : tuple of ReportTheme
        Those that change first, the surest before the others; then by falling share, whole levels last.
    gatherings : tuple of Gathering
        The surest first.
    not_found : tuple of Both
        Names of codes without an asserted passage.
    doubts : tuple of SetAside
        Documents that were read but whose metadata was not understood in part.
    privacy : Privacy
        What was masked.
    settings : mapping
        Section to option to value, as run.
    novelty, links, lens : Novelty, Links, Lens
        What is new, what goes with what, and practice problems.
    made : mapping of str to str
        Run id, time, versions of packages, hashes: how it was made.
    """

    title: str
    language: str
    coded: float
    counts: Mapping[str, int]
    period: tuple[str, str]
    corpus: Mapping[str, Mapping[str, int]]
    themes: tuple[ReportTheme, ...]
    gatherings: tuple[Gathering, ...]
    not_found: tuple[Both, ...]
    topics: tuple[ReportTopic, ...]
    topic_story: TopicStory
    heat_map: HeatMap
    set_aside: tuple[SetAside, ...]
    doubts: tuple[SetAside, ...]
    contexts: tuple[Context, ...]
    privacy: Privacy
    settings: Mapping[str, Mapping[str, object]]
    made: Mapping[str, str]
    novelty: Novelty = Novelty()
    links: Links = Links()
    lens: Lens = Lens()
