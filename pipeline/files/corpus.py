"""Find and read the files of a corpus folder; the folder is only ever read."""

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from pipeline.files.readers.package import HIDDEN, METADATA, SYSTEM
from pipeline.files.readers.plain.text import decode
from pipeline.files.readers.tables.table import rows_of
from pipeline.files.workers import Readers
from pipeline.model.errors import CorpusError, DocumentError
from pipeline.model.metadata import FILE_LABELS, clean_label
from pipeline.model.raw import RawDocument
from pipeline.model.settings import Ingest


def find(folder: Path) -> list[str]:
    """List the files of a corpus.

    Parameters
    ----------
    folder : Path
        The corpus folder.

    Returns
    -------
    list of str
        Paths inside the folder with /, sorted; hidden files, lock files of Office (~$...), what Windows puts into folders,
        and metadata.csv are left out. A folder that is a link stands there like a file.

    Raises
    ------
    CorpusError
        When the folder is missing, is no folder, cannot be listed, or holds no file.
    """
    if not folder.is_dir():
        what = ("is not a folder", "不是文件夹") if folder.exists() else ("does not exist", "不存在")
        raise CorpusError(
            f"The corpus {str(folder)!r} {what[0]}; name a folder of notes.",
            f"语料 {str(folder)!r} {what[1]}，请指定存放记录的文件夹。",
        )

    def refuse(error: OSError) -> None:
        raise CorpusError(
            f"The folder {error.filename!r} cannot be read ({error.strerror}); check its permissions.",
            f"文件夹 {error.filename!r} 无法读取（{error.strerror}），请检查权限。",
        )

    found = []
    for base, folders, files in os.walk(folder, onerror=refuse, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        inside = Path(base).relative_to(folder)
        linked = [
            name for name in folders if Path(base, name).is_symlink()
        ]  # not gone into, but not passed over in silence
        found += [(inside / name).as_posix() for name in files + linked if not _is_aside(inside, name)]
    if not found:
        raise CorpusError(
            f"The corpus {str(folder)!r} is empty; put notes (.docx, .pdf, .txt, .xlsx, .srt ...) into it.",
            f"语料文件夹 {str(folder)!r} 是空的，请放入记录（.docx、.pdf、.txt、.xlsx、.srt 等）。",
        )
    return sorted(found)


def _is_aside(inside: Path, name: str) -> bool:
    return name.startswith(HIDDEN) or name.lower() in SYSTEM or (name.lower() == METADATA and inside == Path())


def read(
    folder: Path, names: list[str], limits: Ingest, progress: Callable[[int], None] = lambda done: None
) -> Iterator[RawDocument]:
    """Read the files of a corpus, each in a process that may die without taking the run with it.

    Parameters
    ----------
    folder, names
        The corpus folder and the paths inside it, as `find` gives them.
    limits : Ingest
        What a file may be and cost.
    progress : callable, optional
        Told after each file how many are done.

    Yields
    ------
    RawDocument
        At least one per file; a file that cannot be read yields one with its problem.
    """
    with Readers(limits) as readers:
        for done, documents in enumerate(readers.read(folder, names), 1):
            yield from documents
            progress(done)


def overrides(folder: Path) -> Mapping[str, Mapping[str, str]]:
    """Read metadata.csv beside the files, if there is one.

    Returns
    -------
    mapping
        Path or file name to label and value.

    Raises
    ------
    CorpusError
        When it has no column that names the file, or cannot be decoded.
    """
    path = next((path for path in sorted(folder.iterdir()) if path.name.lower() == METADATA), None)
    if path is None:
        return {}
    try:
        table = rows_of(decode(path.read_bytes())[0])
    except DocumentError as error:
        raise CorpusError(f"{path}: {error.en}.", f"{path}：{error.zh}。") from error
    columns = table[0] if table else []
    rows = [dict(zip(columns, row, strict=False)) for row in table[1:]]
    key = next((column for column in columns if column and clean_label(column) in FILE_LABELS), None)
    if rows and key is None:
        raise CorpusError(
            f"{path}: no column names the file; call one 'file'. Found: {', '.join(filter(None, columns))}.",
            f"{path}：没有一列写明文件名，请把那一列命名为“文件”。现有列：{'、'.join(filter(None, columns))}。",
        )
    return {
        row[key].strip().replace("\\", "/"): {
            label: value for label, value in row.items() if label and isinstance(value, str) and label != key
        }
        for row in rows
        if key and (row[key] or "").strip()
    }
