"""zhuli pseudonymise and zhuli reveal: a copy of a corpus to pass on, and who is behind its aliases."""

import os
import shutil
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

import click

from flows import masking
from flows.sources import read_documents
from flows.speech import pick, say
from pipeline.files import register as registers
from pipeline.files.run_folder import PARTIAL, write_text
from pipeline.model.aliases import ALIASES, NUMBERED
from pipeline.model.errors import OutputError
from pipeline.model.frames import values
from pipeline.model.settings import Pseudonymise, Settings
from pipeline.stages.pseudonymise import Pseudonymised, in_order
from pipeline.stages.pseudonymise import pseudonymise as masked_tables


def pseudonymise(corpus: Path, out: Path, options: Pseudonymise, aliases: Path | None) -> None:
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
    _refuse(corpus, out)
    if options.key:
        masking.check_key(Path(options.key), [corpus, out])
    if aliases:
        masking.check_place(aliases, [corpus, out])
    register = masking.register_at(aliases) if aliases else None
    wired = masking.tools(options, numbers=register or in_order)
    documents, texts = masking.masking_errors(read_documents)(corpus, Settings())
    made = masked_tables(documents, texts, wired)
    if options.key:
        masking.write_key(Path(options.key), made, corpus.resolve().name)
    if aliases and register:  # before the copy: a number that was lost would be given to somebody else
        registers.write(aliases, register)
    paths = masking.paths_of(made.documents)
    files = _files([paths[document] for document in values(made.texts, "document_id")])
    _write(out, dict(zip(files, values(made.texts, "text"), strict=True)))
    _tell(made, len(documents) - len(texts), out)


def reveal(key: Path, wanted: Sequence[str], *, as_roster: bool) -> None:
    """Print who is behind aliases.

    Raises
    ------
    OutputError
        When the key cannot be opened, or holds no such alias.
    """
    places = masking.open_key(key)["places"]
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    homes: dict[str, dict[str, None]] = defaultdict(dict)
    for alias, kind, written, path, *_ in places:
        name = _by_number(alias) if kind in NUMBERED else alias
        if not as_roster or kind == "person":
            forms[name][written] += 1
            homes[name][path] = None
    asked = [_by_number(alias if alias.startswith("[") else f"[{alias}]") for alias in wanted]
    for alias in asked:
        if alias not in forms:
            raise OutputError(
                f"The key {str(key)!r} holds no alias {alias!r}; without names all are listed.",
                f"密钥 {str(key)!r} 里没有化名 {alias!r}；不写化名则全部列出。",
            )
    for alias in asked or sorted(forms, key=_place):
        counted = sorted(forms[alias].items(), key=lambda each: (-each[1], each[0]))
        if as_roster:
            longest = sorted((form for form, _ in counted), key=lambda form: (-len(form), form))
            click.echo(" = ".join(longest) + f"  # {alias}")
            continue
        listed = say("、", ", ").join(f"{form} ×{count}" for form, count in counted)
        click.echo(f"{alias}  {listed}  " + say("见于 ", "in ") + say("、", ", ").join(homes[alias]))


def _by_number(alias: str) -> str:
    """Return the alias of a person in the language of the terminal: [人物07] and [Person 07] are one."""
    for kind in NUMBERED:
        for side in (ALIASES[kind].zh, f"{ALIASES[kind].en} "):
            number = alias.removeprefix(f"[{side}").removesuffix("]")
            if number.isdecimal():
                return f"[{ALIASES[kind].zh}{number}]" if say("zh", "en") == "zh" else f"[{ALIASES[kind].en} {number}]"
    return alias


def _place(alias: str) -> tuple[str, int]:
    """Put aliases into the order of their kinds and numbers: [人物9] before [人物10]."""
    number = "".join(filter(str.isdecimal, alias))
    return alias.rstrip("0123456789]"), int(number or 0)


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


def _tell(made: Pseudonymised, aside: int, out: Path) -> None:
    masked = made.masked
    kinds = say("、", ", ").join(
        f"{pick(ALIASES[kind])} {count}" for kind, count in sorted(masked.counts.items(), key=lambda each: -each[1])
    )
    written = len(masked.texts)
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
