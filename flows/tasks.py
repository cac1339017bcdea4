"""One Prefect task per stage: reads tables from the run folder, calls the stage, writes tables. Tasks pass folders, never text."""

import functools
import traceback
from collections.abc import Callable
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from prefect import task
from prefect.cache_policies import NO_CACHE

from flows import history, manifest, masking, modelling, practice
from flows.masking import masking_errors
from flows.progress import tell
from flows.sources import coding_tools, read_codebook, read_settings
from pipeline.backends import chinese, conditional, draws, english, minhash, orders, rotations, simplemma, statistics
from pipeline.files import corpus as corpus_files
from pipeline.files import register as registers
from pipeline.files import run_folder
from pipeline.files import tables as table_files
from pipeline.model.both import Both
from pipeline.model.errors import CorpusError, OutputError, StageError, ZhuliError
from pipeline.model.frames import build
from pipeline.model.settings import SECTIONS, Settings
from pipeline.model.tables import SCHEMAS
from pipeline.render.figures import figure_tables
from pipeline.render.page import page
from pipeline.stages import (
    coding,
    ingest,
    lens,
    links,
    novelty,
    pseudonymise,
    report,
    segment,
    themes,
    tokenise,
    topics,
)

WARNING = "REAL-NAMES.txt"
REAL_NAMES = Both(
    "这个文件夹里是真实姓名：运行设置写了 pseudonymise = false。请勿外传。",
    "This folder holds real names: the settings of the run say pseudonymise = false. Do not pass it on.",
)


def _stage(function: Callable[..., Any]) -> Any:
    """Make a task of a stage: run again when the disk failed, and nothing in its errors that came out of a document."""

    @functools.wraps(function)
    def guarded(*folders: str) -> Any:
        try:
            return masking_errors(function)(*folders)
        except ZhuliError:
            raise
        except OSError as error:
            raise OutputError(
                f"The disk failed: {error.strerror} ({error.filename}); check its space and permissions.",
                f"磁盘读写失败：{error.strerror}（{error.filename}），请检查空间和权限。",
            ) from error
        except Exception as error:  # noqa: BLE001  the message of a stranger's error may quote a document; Prefect would store it
            place = traceback.extract_tb(error.__traceback__)[-1]
            where = f"{Path(place.filename).name}:{place.lineno}"
            said = StageError(
                f"The stage {function.__name__!r} failed with {type(error).__name__} at {where}; please report this line.",
                f"“{function.__name__}”一步出错：{type(error).__name__}，位于 {where}，请反馈本行。",
            )
            raise said from None

    def again(_task: Any, _run: Any, state: Any) -> bool:
        return isinstance(getattr(state.data, "__cause__", None), OSError)

    return task(
        name=function.__name__,
        retries=2,
        retry_delay_seconds=1,
        retry_condition_fn=again,
        cache_policy=NO_CACHE,
        persist_result=False,
    )(guarded)


def prepare(corpus: str, codebook: str, out: str, settings_file: str, key: str, *, fresh: bool = False) -> str:
    """Check everything that a run starts from, then make its folder; returns the folder.

    Raises
    ------
    ZhuliError
        When settings, codebook, corpus or output folder are not as they must be; nothing has been written then.
    """
    settings = read_settings(Path(settings_file)) if settings_file else Settings()
    book = read_codebook(Path(codebook))
    masking.check(settings.pseudonymise, key, [corpus, out])
    modelling.check(settings.topics)
    practice.check(settings.lens, book)
    folder = Path(corpus)
    made_of = manifest.content(folder, masking_errors(corpus_files.find)(folder), settings, book)
    beside = run_folder.place(Path(out), made_of["corpus"])
    made_of |= history.origin(beside, made_of | {"decisions": history.decided(beside)}, fresh=fresh)
    fingerprint = manifest.fingerprint(made_of)
    now = datetime.now(UTC)
    run_id = f"{now:%Y%m%dT%H%M%S%f}"[:-3] + f"Z-{fingerprint}"
    made = run_folder.begin(Path(out), made_of["corpus"], run_id)
    run_folder.write_text(made / "codebook.yaml", Path(codebook).read_text(encoding="utf-8"))
    started = {
        "run_id": run_id,
        "fingerprint": fingerprint,
        "started": now.isoformat(timespec="seconds"),
        "seconds": {},
    }
    run_folder.write_manifest(made, made_of | started)
    return str(made)


@_stage
def ingest_files(folder: str, corpus: str, key: str) -> None:
    """Read the corpus and mask it: tables documents, texts and maskings. One task, so that no real name is ever written."""
    settings, source = _settings(folder), Path(corpus)
    options = settings.pseudonymise
    register = masking.register_at(run_folder.corpus_folder(Path(folder)) / registers.NAME) if options.on else None
    wired = masking.tools(options, numbers=register) if register else None
    names = corpus_files.find(source)
    raws = list(corpus_files.read(source, names, settings.ingest, lambda done: tell("ingest", 0.7 * done / len(names))))
    documents, texts = ingest.ingest(raws, corpus_files.overrides(source))
    documents = ingest.mark_twins(documents, texts, minhash.twins)
    if wired is None or register is None:
        _refuse_too_few(documents, corpus)
        _write(folder, documents=documents, texts=texts, maskings=build("maskings", {}))
        return
    tell("ingest", 0.75)
    made = pseudonymise.pseudonymise(documents, texts, wired, names)
    _refuse_too_few(made.documents, corpus)
    _write(folder, documents=made.documents, texts=made.texts, maskings=made.maskings)
    held = run_folder.read_manifest(Path(folder))
    run_folder.write_manifest(Path(folder), manifest.with_names(held, made.files))
    registers.write(Path(folder) / registers.NAME, register)
    if key or options.key:
        masking.write_key(Path(key or options.key), made, source.resolve().name)


@_stage
def cut_segments(folder: str) -> None:
    """Cut the texts: table segments."""
    _write(folder, segments=segment.segment(**_read(folder, "texts", "documents"), language_of=ingest.language_of))


@_stage
def cut_tokens(folder: str) -> None:
    """Cut the segments into words: table tokens."""
    segments = _read(folder, "segments")["segments"]
    cutters = {"cut_chinese": chinese.cutter(_settings(folder).tokenise.chinese), "cut_english": english.cutter()}
    _write(
        folder,
        tokens=tokenise.tokenise(
            segments, **cutters, lemma=simplemma.lemma, progress=lambda done: tell("tokenise", done / len(segments))
        ),
    )


@_stage
def code_segments(folder: str) -> None:
    """Apply the codebook: table codings."""
    inputs = coding.Inputs(**_read(folder, "documents", "segments", "tokens"))
    book = read_codebook(Path(folder) / "codebook.yaml")
    total = max(1, len(inputs.segments))
    _write(
        folder,
        codings=coding.code(inputs, book, coding_tools(), progress=lambda done: tell("coding", done / total)),
    )


@_stage
def find_topics(folder: str) -> None:
    """Fit the topic model: the tables of topics (see `pipeline.model.topic_tables`)."""
    options, book = _settings(folder).topics, read_codebook(Path(folder) / "codebook.yaml")
    found = topics.topics(
        topics.Inputs(**_read(folder, "tokens", "segments", "documents", "codings")),
        tools=modelling.tools(options, book),
        settings=options,
        context=modelling.context(Path(folder), book),
        progress=lambda share: tell("topics", share),
    )
    _write(folder, **vars(found))


@_stage
def find_themes(folder: str) -> None:
    """Count and judge: the tables of themes (see `pipeline.model.theme_tables`)."""
    names = ("documents", "segments", "codings", "topics", "segment_topics", "topic_passages")
    codes = read_codebook(Path(folder) / "codebook.yaml").codes
    inputs = themes.Inputs(
        **_read(folder, *names),
        code_names={code.id: code.name for code in codes},
        code_levels={code.id: code.level for code in codes},
    )
    judged_by = themes.Statistics(statistics.wilson, conditional.associate, statistics.adjust, statistics.tempered)
    found = themes.themes(inputs, _settings(folder).themes, judged_by)
    _write(folder, **vars(found))


@_stage
def find_novelty(folder: str) -> None:
    """Find what is new: the tables of novelty."""
    inputs = novelty.Inputs(**_read(folder, *(item.name for item in fields(novelty.Inputs))))
    nothing = modelling.words_that_say_nothing(read_codebook(Path(folder) / "codebook.yaml"))
    judged_by = novelty.Statistics(conditional.associate, statistics.adjust)
    _write(folder, **vars(novelty.novelty(inputs, _settings(folder).themes, judged_by, nothing)))


@_stage
def find_links(folder: str) -> None:
    """Find what goes with what: the tables of links."""
    codes = tuple(code.id for code in read_codebook(Path(folder) / "codebook.yaml").codes)
    inputs = links.Inputs(**_read(folder, "documents", "segments", "codings"), codes=codes)
    tests = links.Statistics(rotations.meet, draws.gather, orders.follow, statistics.adjust)
    _write(folder, **vars(links.links(inputs, _settings(folder).themes, tests)))


@_stage
def look_at_practice(folder: str) -> None:
    """Look at practice problems: the tables of the lens."""
    names, settings = (item.name for item in fields(lens.Inputs)), _settings(folder)
    codes = practice.codes(settings.lens, read_codebook(Path(folder) / "codebook.yaml"))
    inputs = lens.Inputs(**_read(folder, *names))
    _write(folder, **vars(lens.lens(inputs, codes, settings.lens, settings.themes, practice.TOOLS)))


@_stage
def write_report(folder: str) -> None:
    """Draw the report, write every table as CSV, and close the manifest with the tables' hashes."""
    path, settings = Path(folder), _settings(folder)
    held = report.Tables(**_read(folder, *(item.name for item in fields(report.Tables))))
    made = manifest.summary(run_folder.read_manifest(path))
    drawn = report.report(held, read_codebook(path / "codebook.yaml"), settings, made=made, wilson=statistics.wilson)
    run_folder.write_text(path / "report.html", page(drawn))
    for name in SCHEMAS:
        if name != "texts":  # whole documents make no table that a spreadsheet could hold
            table_files.write_csv(path / "csv", name, table_files.read(path / "tables", name))
    for name, rows in figure_tables(drawn).items():
        table_files.write_rows(path / "csv", name, rows)
    if not settings.pseudonymise.on:
        for name in ("csv", "exports"):
            run_folder.write_text(path / name / WARNING, f"{REAL_NAMES.zh}\n{REAL_NAMES.en}\n")
    hashes = {name: run_folder.sha256(path / "tables" / f"{name}.parquet") for name in SCHEMAS}
    closing = {"tables": hashes, "counts": dict(drawn.counts)}
    run_folder.write_manifest(path, run_folder.read_manifest(path) | closing)


def _refuse_too_few(documents: Any, corpus: str) -> None:
    read = int((documents["status"] == "ok").sum())
    if read >= 2:
        return
    if read == 1:
        raise CorpusError(
            f"The corpus {corpus!r} holds one readable note; themes need at least two. For a single note use: zhuli check FILE",
            f"语料 {corpus!r} 里只有一份可读的记录，做主题至少要两份。单份记录请用：zhuli check 文件",
        )
    first = documents.iloc[0]
    raise CorpusError(
        f"No file of the corpus {corpus!r} could be read ({len(documents)} tried); the first, {first['path']!r}: {first['problem']}.",
        f"语料 {corpus!r} 里没有一个文件读得出来（共 {len(documents)} 个）；第一个 {first['path']!r}：{first['problem_zh']}。",
    )


def _read(folder: str, *names: str) -> dict[str, Any]:
    return {name: table_files.read(Path(folder) / "tables", name) for name in names}


def _write(folder: str, **frames: Any) -> None:
    for name, frame in frames.items():
        table_files.write(Path(folder) / "tables", name, frame)


def _settings(folder: str) -> Settings:
    said = run_folder.read_manifest(Path(folder))["settings"]
    return Settings(**{section: kind(**said[section]) for section, kind in SECTIONS.items()})
