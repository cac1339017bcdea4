"""zhuli pseudonymise: a copy of a corpus to pass on, without names, numbers and addresses of people."""

import os
import shutil
from collections.abc import Sequence
from functools import partial
from pathlib import Path, PurePosixPath

import click

from flows.sources import read_documents, read_text
from flows.speech import pick, say
from pipeline.backends import chinese
from pipeline.files.run_folder import PARTIAL, write_text
from pipeline.model.errors import OutputError, SettingsError
from pipeline.model.frames import values
from pipeline.model.settings import Settings
from pipeline.stages.pseudonymise import Masked, mask
from pipeline.stages.pseudonymise.masks import ALIASES
from pipeline.stages.pseudonymise.people import Known, people


def pseudonymise(corpus: Path, out: Path, roster: Path | None, keep: Path | None) -> None:
    """Write every document of a corpus as a text file without what identifies people, its path masked likewise.

    Raises
    ------
    CorpusError
        As `read_documents`.
    OutputError
        When the folder is there already, lies in the corpus, or cannot be written; nothing is left half-written then.
    SettingsError
        When a list of names cannot be read.
    """
    known = Known(roster=_names(roster), keep=_names(keep))
    _refuse(corpus, out)
    documents, texts = read_documents(corpus, Settings())
    held = dict(zip(values(texts, "document_id"), values(texts, "text"), strict=True))
    paths = [
        path
        for path, document in zip(values(documents, "path"), values(documents, "document_id"), strict=True)
        if document in held
    ]
    find = partial(people, cut=chinese.cutter(Settings().tokenise.chinese), lexicon=chinese.lexicon(), known=known)
    masked = mask([*held.values(), *paths], find)
    _write(out, dict(zip(_files(masked.texts[len(held) :]), masked.texts[: len(held)], strict=True)))
    _tell(masked, len(held), len(documents) - len(held), out)


def _names(path: Path | None) -> Sequence[str]:
    if path is None:
        return ()
    return tuple(filter(None, map(str.strip, read_text(path, SettingsError).splitlines())))


def _refuse(corpus: Path, out: Path) -> None:
    if os.path.lexists(out):
        raise OutputError(
            f"{str(out)!r} is there already; name a new folder.", f"{str(out)!r} 已经存在，请换一个新的文件夹名。"
        )
    if corpus.resolve() in out.resolve().parents:
        raise OutputError(
            f"{str(out)!r} lies in the corpus, which is only read; name a folder elsewhere.",
            f"{str(out)!r} 在语料文件夹里面，语料只读不写，请换一个位置。",
        )


def _files(paths: Sequence[str]) -> list[str]:
    """Return a file for every masked path, no two the same."""
    made: dict[str, None] = {}
    for path in paths:
        place = PurePosixPath(path.replace("#", "-"))
        stem = str(place.with_suffix("")) if place.suffix else str(place)
        number, name = 1, f"{stem}.txt"
        while name in made:
            number += 1
            name = f"{stem} {number}.txt"
        made[name] = None
    return list(made)


def _write(out: Path, files: dict[str, str]) -> None:
    hidden = out.with_name(f"{PARTIAL}{out.name}")
    try:
        for name, text in files.items():
            path = hidden / name
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_text(path, text)
        hidden.rename(out)
    except OSError as error:
        raise OutputError(
            f"The folder {str(out)!r} cannot be written ({error.strerror}); name another.",
            f"文件夹 {str(out)!r} 无法写入（{error.strerror}），请换一个。",
        ) from error
    finally:  # an interrupted one, too, leaves nothing behind
        shutil.rmtree(hidden, ignore_errors=True)


def _tell(masked: Masked, written: int, aside: int, out: Path) -> None:
    kinds = say("、", ", ").join(
        f"{pick(ALIASES[kind])} {count}" for kind, count in sorted(masked.counts.items(), key=lambda each: -each[1])
    )
    click.echo(say(f"写出 {written} 份文档，{aside} 份没有采用。", f"{written} documents written, {aside} set aside."))
    click.echo(
        say(
            f"遮盖：{kinds or '无'}；共 {masked.persons} 个人物，其中 {masked.doubtful} 处把握不大。",
            f"Masked: {kinds or 'nothing'}; {masked.persons} different persons, {masked.doubtful} places doubtful.",
        )
    )
    click.echo(
        say(
            "自动识别会漏掉名字，也会误遮；对外提供之前，请逐份读一遍。",
            "Recognition misses names and masks words that are none: read every document before you pass it on.",
        )
    )
    click.echo(say(f"文件夹：{out}", f"Folder: {out}"))
