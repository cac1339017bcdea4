"""A comparison in the terminal."""

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from flows.speech import pick, say
from flows.two_runs import Run
from pipeline.model.both import Both
from pipeline.model.settings import Themes
from pipeline.render.names import name
from pipeline.stages.compare import Books, Change, Comparison, Mover, Part, Share

MOST = 10  # documents listed of a theme
FEW = 3  # of one whose change may be chance
SIGNS = {"gained": ("+", "green"), "lost": ("-", "red")}
SOURCE_NAMES = {
    "added": Both("新增", "added"),
    "removed": Both("删去", "removed"),
    "changed": Both("改过", "edited"),
    "unchanged": Both("未改", "same file"),
}
READING = Both(
    "读法：写到的文档/全部文档（占比，{level:.0%} 区间）；“来自”是差别的来源，单位百分点。",
    "Read: documents that carry it/all (share, {level:.0%} interval); “from” says where the difference comes from, in points.",
)
GROUPS = {
    "new": Both("新出现：A 里没有一份写到，B 里有", "New: no document of A carries it, at least one of B does"),
    "rose": Both(
        "增多：新增文档比 A 的更常写到（q < {level:g}）",
        "Rose: the added documents carry it more often than those of A (q < {level:g})",
    ),
    "fell": Both(
        "减少：新增文档比 A 的更少写到（q < {level:g}）",
        "Fell: the added documents carry it less often than those of A (q < {level:g})",
    ),
    "gone": Both("不再出现：A 里有，B 里没有一份写到", "Gone: a document of A carries it, none of B does"),
    "other": Both("多了或少了，但看不出不是碰巧", "More or fewer, but not beyond chance"),
    "fact": Both(
        "多了或少了（没有新增文档，不作检验）", "More or fewer (no documents were added, so nothing is tested)"
    ),
    "little": Both("变化不大", "Little changed"),
}
UNTESTED = {
    "other meaning": Both("编码本里改过，不检验", "not tested: the codebook says something else"),
    "one run": Both("只在一次运行里有这个主题，不检验", "not tested: a topic of one run only"),
    "too few": Both("材料太少，无从检验", "too few documents to test"),
    "nothing added": Both("", ""),
}
RELATIONS = {
    "split": Both("由 {other} 分出", "split from {other}"),
    "merged": Both("并入 {other}", "merged into {other}"),
}
AGAINST = (
    Both(
        "新增文档更常写到（{said}），其余文档的变化与此相反",
        "the added documents carry it more often ({said}), but the others changed the other way",
    ),
    Both(
        "新增文档更少写到（{said}），其余文档的变化与此相反",
        "the added documents carry it less often ({said}), but the others changed the other way",
    ),
)


def show(
    before: Run, after: Run, found: Comparison, remarks: Sequence[Both], *, everything: bool, settings: Themes
) -> None:
    """Print a comparison in the language of the command line.

    Parameters
    ----------
    before, after : Run
        A and B.
    found : Comparison
        What became of the themes.
    remarks : sequence of Both
        What has to be known first.
    everything : bool
        Whether themes that changed little are listed too.
    settings : Themes
        Significance and level of the intervals.
    """
    console = Console(highlight=False)
    _head(console, before, after, found)
    console.print(Text(pick(READING).format(level=settings.confidence), style="dim"))
    for remark in remarks:
        console.print(Text(say("请留意：", "Note: ") + pick(remark), style="yellow"))
    levels = {f"code:{code.id}": code.level for run in (before, after) for code in run.side.book.codes}
    shown = ""
    little = 0
    for change in found.themes:
        if change.status == "little" and not everything:
            little += 1
            continue
        group = _group(change, found)
        if group != shown:
            console.print()
            console.rule(
                Text(pick(GROUPS[group]).format(level=settings.significance), style="bold"),
                align="left",
                characters="─",
            )
            shown = group
        most = MOST if everything or change.status in ("new", "rose", "fell", "gone") else FEW
        _theme(console, change, levels.get(change.theme_id, ""), _judged(change, settings.significance), most)
    console.print()
    if not shown:
        console.print(say("没有哪个主题有明显变化。", "No theme has changed to speak of."))
    if little:
        console.print(
            Text(
                say(
                    f"另有 {little} 个主题变化不大（不到一份文档的份量），加 --all 列出。",
                    f"Themes that changed little (by less than one document makes): {little}; --all lists them.",
                ),
                style="dim",
            )
        )


def of_codebooks(books: Books) -> Iterable[Both]:
    """Say in which codes two codebooks differ, and what therefore is not compared."""
    if books.only_before or books.only_after or books.levels_left_out:
        said = [
            Both(
                f"两次运行用的编码本不同：只比较共有的 {len(books.common)} 个编码",
                f"The runs have different codebooks: only codes of both are compared ({len(books.common)})",
            )
        ]
        for names, only in (
            (books.only_before, Both("只在 A 里有的：{}", "only in A: {}")),
            (books.only_after, Both("只在 B 里有的：{}", "only in B: {}")),
        ):
            if names:
                said.append(_listed(only, list(names.values())))
        if books.levels_left_out:
            levels = [name("level", level) for level in books.levels_left_out]
            said.append(
                _listed(Both("编码有变、合计不能比的层面：{}", "levels whose codes differ, not compared: {}"), levels)
            )
        yield Both("；".join(one.zh for one in said) + "。", "; ".join(one.en for one in said) + ".")
    if books.changed:
        one = Both(
            "这些编码在两本编码本里抓的内容不同，差别可能只是改了编码本：{}。",
            "These codes catch other things in B's codebook, so that their differences may come from that alone: {}.",
        )
        yield _listed(one, list(books.changed.values()))


def _listed(said: Both, names: Sequence[Both]) -> Both:
    zh, en = "、".join(one.zh for one in names), ", ".join(one.en for one in names)
    return Both(said.zh.format(zh), said.en.format(en))


def _head(console: Console, before: Run, after: Run, found: Comparison) -> None:
    grid = Table.grid(padding=(0, 2))
    for letter, run, side in (("A", before, "before"), ("B", after, "after")):
        total = sum(1 for note in found.notes if getattr(note, side))
        started = str(run.manifest.get("started", ""))[:16].replace("T", " ")
        grid.add_row(
            Text(letter, style="bold"), Text(run.name), Text(started), say(f"{total} 份文档", f"{total} documents")
        )
    console.print(grid)
    counts = {source: sum(note.source == source for note in found.notes) for source in SOURCE_NAMES}
    console.print(
        say(
            f"文档：新增 {counts['added']}，删去 {counts['removed']}，改过 {counts['changed']}，未改 {counts['unchanged']}。",
            f"Documents: {counts['added']} added, {counts['removed']} removed, {counts['changed']} edited, {counts['unchanged']} the same.",
        )
    )


def _group(change: Change, found: Comparison) -> str:
    if change.status in ("more", "fewer"):
        return "other" if any(note.source == "added" for note in found.notes) else "fact"
    return change.status


def _theme(console: Console, change: Change, level: str, judged: str, most: int) -> None:
    title = Text(pick(change.label), style="bold")
    if level:
        title.append(f"  {pick(name('level', level))}", style="not bold red" if level == "risk" else "not bold dim")
    console.print(title)
    shares = f"A {_share(change.before)} → B {_share(change.after)}  {_points(change.difference)}"
    console.print(Padding(Text(shares + (f"  {judged}" if judged else "")), (0, 0, 0, 2)))
    parts = [_part(part) for part in change.parts if part.difference or part.gained or part.lost]
    if parts:
        console.print(Padding(Text(say("来自 ", "from ") + say("，", ", ").join(parts), style="dim"), (0, 0, 0, 2)))
    _movers(console, change.movers, most)


def _movers(console: Console, movers: Sequence[Mover], most: int) -> None:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=1)
    grid.add_column(width=max((len(mover.note.date) for mover in movers), default=0), no_wrap=True)
    grid.add_column(max_width=14, overflow="ellipsis", no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_column(no_wrap=True)
    grid.add_column(no_wrap=True, justify="right")
    for mover in movers[:most]:
        sign, style = SIGNS[mover.change]
        note, segments = mover.note, max(mover.segments_before, mover.segments_after)
        counted = say(f"{segments} 段", f"{segments} segment{'s' if segments > 1 else ''}")
        source = pick(SOURCE_NAMES[note.source])
        cells = (note.date, note.organisation or say("未注明", "not stated"), note.title, source, counted)
        grid.add_row(Text(sign, style=style), *(Text(cell) for cell in cells))
    if movers:
        console.print(Padding(grid, (0, 0, 0, 2)))
    if len(movers) > most:
        more = len(movers) - most
        rest = say(f"另有 {more} 份，--csv 可全部写出。", f"{more} more; --csv writes them all.")
        console.print(Padding(Text(rest, style="dim"), (0, 0, 0, 2)))


def _share(share: Share) -> str:
    if share.share is None or share.low is None or share.high is None:
        return f"{share.documents}/{share.total}"
    low, high = f"{100 * share.low:.0f}", f"{share.high:.0%}"
    return f"{share.documents}/{share.total} ({share.share:.0%}, {low}–{high})"


def _points(difference: float | None) -> str:
    if difference is None:
        return ""
    return say(f"{_signed(difference)} 个百分点", f"{_signed(difference)} points")


def _signed(difference: float | None) -> str:
    said = f"{100 * (difference or 0.0):+.1f}"
    return "0" if said in ("+0.0", "-0.0") else said.replace("-", "−")


def _judged(change: Change, significance: float) -> str:
    """Return what the test says of a theme, or why there is none."""
    if change.relation:
        return pick(RELATIONS[change.relation]).format(other=change.other)
    if change.q_value is None or change.association is None:
        return pick(UNTESTED.get(change.untested, Both("", "")))
    said = "q < 0.001" if change.q_value < 0.001 else f"q = {change.q_value:.2g}"
    if change.q_value >= significance or change.status in ("new", "rose", "fell", "gone"):
        return said
    more = change.association.odds_ratio > 1
    against = AGAINST[0] if more else AGAINST[1]
    return pick(against).format(said=said)


def _part(part: Part) -> str:
    source = pick(SOURCE_NAMES[part.source])
    if part.source == "added":
        held = say(f"{part.documents} 份中 {part.gained} 份写到", f"{part.gained} of {part.documents} carry it")
    elif part.source == "removed":
        held = say(f"{part.documents} 份中 {part.lost} 份写到过", f"{part.lost} of {part.documents} carried it")
    else:
        held = say(f"+{part.gained} −{part.lost} 份", f"+{part.gained} −{part.lost} documents")
    return f"{source} {_signed(part.difference)}" + say(f"（{held}）", f" ({held})")
