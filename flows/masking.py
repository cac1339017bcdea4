"""What pseudonymising works with, wired together: recognisers, the lists of the researcher, the register of aliases, the key."""

import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click
import pandas as pd

from flows.sources import read_text
from flows.speech import say
from pipeline.backends import chinese, opencc, sealing, spacy_people
from pipeline.files import register as registers
from pipeline.files.tables import replace
from pipeline.model.errors import CorpusError, OutputError, SettingsError
from pipeline.model.frames import values
from pipeline.model.mentions import Mention, apart
from pipeline.model.settings import Pseudonymise
from pipeline.stages.pseudonymise import Numbers, Pseudonymised, Tools, in_order, mask, roster
from pipeline.stages.pseudonymise.institutions import institutions
from pipeline.stages.pseudonymise.people import Known, people

PASSPHRASE = "ZHULI_PASSPHRASE"  # for runs that nobody sits before
HOME = "ZHULI_HOME"


def tools(options: Pseudonymise, *, numbers: Numbers = in_order) -> Tools:
    """Wire the recognisers; lists are read now, so that what is wrong with them is said before any work.

    Parameters
    ----------
    options : Pseudonymise
        As set.
    numbers : callable, optional
        What numbers persons: the register of earlier runs, or the order of the texts.

    Raises
    ------
    SettingsError
        When a list cannot be read or contradicts itself.
    """
    listed, kept = lists_of(options)
    cut, lexicon = chinese.cutter("rjieba"), chinese.lexicon()

    def find(texts: Sequence[str], names: Sequence[str], organisations: Sequence[str]) -> list[list[Mention]]:
        spans = spacy_people.spans(texts, options.spacy) if options.spacy else ()
        known = Known(roster=(*listed.names, *names), keep=kept, spans=spans)
        found = people(
            texts, cut=cut, lexicon=lexicon, known=known, threshold=options.threshold, simplify=opencc.simplify
        )
        found = roster.with_titled(texts, found, listed.titled)
        if not options.institutions:
            return found
        placed = institutions(texts, cut=cut, lexicon=lexicon, known=organisations)
        return [apart([*ones, *others]) for ones, others in zip(placed, found, strict=True)]

    return Tools(find, lexicon, listed.same, numbers)


def register_at(path: Path) -> registers.Register:
    """Read the register of aliases at a place; raises OutputError when it or the user's secret cannot be read."""
    return registers.read(path, registers.secret_of(home()))


def lists_of(options: Pseudonymise) -> tuple[roster.Roster, Sequence[str]]:
    """Read the roster and the words to keep.

    Raises
    ------
    SettingsError
        When one cannot be read, or the roster contradicts itself.
    """
    named, kept = (read_text(Path(name), SettingsError) if name else "" for name in (options.roster, options.keep))
    words = tuple(filter(None, map(str.strip, kept.splitlines())))
    return roster.read(named, options.roster), words


def home() -> Path:
    """Return the folder of what Zhuli keeps for its user: the secret of the register."""
    return Path(os.environ.get(HOME) or click.get_app_dir("zhuli"))


def masked_error(error: CorpusError) -> CorpusError:
    """Return an error about a corpus without names of people in it: a file may be called after one."""
    found = tools(Pseudonymise())
    en, zh = mask([error.en, error.zh], lambda texts: found.find(texts, (), ())).texts
    return CorpusError(en, zh)


def masking_errors(function: Callable[..., Any]) -> Callable[..., Any]:
    """Let a function's errors about a corpus say nobody's name."""

    def guarded(*arguments: Any, **named: Any) -> Any:
        try:
            return function(*arguments, **named)
        except CorpusError as error:
            raise masked_error(error) from None

    return guarded


_said: dict[str, str] = {}  # the passphrase, once somebody typed it; it is no parameter, for Prefect keeps those


def ask_passphrase(*, new: bool) -> None:
    """Ask for the passphrase, or take it from the environment; it is kept in memory only.

    Raises
    ------
    SettingsError
        When there is neither an environment variable nor a terminal.
    """
    if "passphrase" in _said:
        return
    given = os.environ.get(PASSPHRASE)
    if not given:
        if not sys.stdin.isatty():
            raise SettingsError(
                f"The key is encrypted with a passphrase; set {PASSPHRASE}, or run in a terminal.",
                f"密钥文件要用口令加密，请设置环境变量 {PASSPHRASE}，或在终端里运行。",
            )
        given = click.prompt(say("口令", "Passphrase"), hide_input=True, confirmation_prompt=new, err=True)
    _said["passphrase"] = given


def check(options: Pseudonymise, key: str, forbidden: Sequence[str]) -> None:
    """Say at once what is wrong with how a run is to be pseudonymised; asks for the passphrase when a key is to be written.

    Raises
    ------
    SettingsError, OutputError
        As `lists_of`, `check_key`; or when a key is wanted of a run that is not pseudonymised.
    """
    key = key or options.key
    if key and not options.on:
        raise SettingsError(
            f"There is nothing for the key {key!r} to hold: the settings say pseudonymise = false.",
            f"设置里写了 pseudonymise = false，没有化名可存，不需要密钥 {key!r}。",
        )
    lists_of(options)
    if key:
        check_key(Path(key), list(map(Path, forbidden)))
        ask_passphrase(new=not Path(key).exists())


def check_key(key: Path, forbidden: Sequence[Path]) -> None:
    """Refuse a place for the key that will not do, before anything is read.

    Raises
    ------
    OutputError
        When it lies in one of some folders, its folder is missing, or something else is there under its name.
    """
    check_place(key, forbidden)
    if key.exists():
        open_key(key)


def check_place(file: Path, forbidden: Sequence[Path]) -> None:
    """Refuse a place for a file that is to be kept apart: the key, the register.

    Raises
    ------
    OutputError
        When it lies in one of some folders, or its folder is missing.
    """
    for folder in forbidden:
        if folder.resolve() in file.resolve().parents:
            raise OutputError(
                f"{str(file)!r} would lie in {str(folder)!r}, from which it must be kept apart; name a place elsewhere.",
                f"{str(file)!r} 不能放在 {str(folder)!r} 里，要和它分开保存，请换一个位置。",
            )
    if not file.parent.is_dir():
        raise OutputError(
            f"The folder of {str(file)!r} does not exist; make it first.",
            f"{str(file)!r} 所在的文件夹不存在，请先建好。",
        )


def open_key(key: Path) -> dict[str, Any]:
    """Read a key with the passphrase.

    Raises
    ------
    OutputError
        When it cannot be read, is no key, or the passphrase is another one.
    """
    try:
        sealed = key.read_bytes()
    except OSError as error:
        raise OutputError(
            f"The key {str(key)!r} cannot be read ({error.strerror}); check the name.",
            f"密钥 {str(key)!r} 读不出来（{error.strerror}），请检查文件名。",
        ) from error
    if not sealing.is_sealed(sealed):
        raise OutputError(
            f"{str(key)!r} is no key of Zhuli; name another file.", f"{str(key)!r} 不是助力的密钥文件，请换一个。"
        )
    ask_passphrase(new=False)
    try:
        return json.loads(sealing.unseal(sealed, _said["passphrase"]))  # type: ignore[no-any-return]
    except sealing.WrongPassphrase:
        raise OutputError(
            f"The passphrase does not open {str(key)!r}, or the file was changed.",
            f"口令打不开 {str(key)!r}，或文件已被改动。",
        ) from None


def write_key(key: Path, made: Pseudonymised, corpus: str) -> None:
    """Write who is behind the aliases, encrypted, readable by the owner only; the file is whole or as it was.

    Raises
    ------
    OutputError
        When it cannot be written.
    """
    ask_passphrase(new=not key.exists())
    content = json.dumps({"corpus": corpus, "places": places_of(made)}, ensure_ascii=False).encode()
    try:
        replace(key, sealing.seal(content, _said["passphrase"]))
    except OSError as error:
        raise OutputError(
            f"The key {str(key)!r} cannot be written ({error.strerror}); name another place.",
            f"密钥 {str(key)!r} 无法写入（{error.strerror}），请换一个位置。",
        ) from error


def places_of(made: Pseudonymised) -> list[list[Any]]:
    """Return every place that was masked: alias, kind, what stood there, document, begin and end in the masked text."""
    paths = paths_of(made.documents)
    rows = zip(values(made.texts, "document_id"), made.masked.places, strict=True)
    return [
        [place.alias, place.mention.kind, place.form, paths[document], place.start, place.end]
        for document, places in rows
        for place in places
    ]


def paths_of(documents: pd.DataFrame) -> dict[str, str]:
    """Return the path of every document."""
    return dict(zip(values(documents, "document_id"), values(documents, "path"), strict=True))
