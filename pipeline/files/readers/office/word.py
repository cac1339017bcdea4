"""Word documents (.docx, .docm, .dotx, .dotm): the archive around the text, which `wordml` reads."""

import posixpath
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import Any

from pipeline.files.readers.office.forms import compose
from pipeline.files.readers.office.markup import faults, has_words, parse
from pipeline.files.readers.office.remarks import doubts
from pipeline.files.readers.office.wordml import NOTES, Body, W, pretransitional
from pipeline.files.readers.package import archive_of
from pipeline.model.errors import DocumentError
from pipeline.model.raw import RawDocument
from pipeline.model.settings import Ingest

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OTHERS = {
    "xl/workbook.xml": ("an Excel workbook", "Excel 工作簿", ".xlsx"),
    "ppt/presentation.xml": ("a presentation", "演示文稿", ".pptx"),
}


def read(data: bytes, name: str, limits: Ingest) -> Iterator[RawDocument]:
    """Yield the one document of a Word file.

    Paragraphs and tables come in the order of the page, text boxes and notes behind the paragraph that holds their anchor. In a
    table a label of metadata and the cell behind or below it become metadata, and so does the form's name; a heading of prose stands
    as a line of its own above the prose. A merged cell counts once. What is left out on purpose is counted in the doubts.

    Raises
    ------
    DocumentError
        When it is no Word file, or holds pictures only.
    """
    try:
        with archive_of(data, limits) as archive:
            _refuse_others(archive)
            left_out: Counter[str] = Counter()
            body = _body(archive, left_out)
            page = compose(body.blocks)
    except faults() as error:
        raise DocumentError(
            f"not a readable Word file ({type(error).__name__}); open it in Word or WPS and save it as .docx",
            "Word 文件读不出来，请用 Word 或 WPS 打开后另存为 .docx",
        ) from error
    if body.pictures and not page.text.strip() and not page.fields:
        raise DocumentError(
            "it holds pictures only; type the text, or let a program recognise it", "里面只有图片，请先录入或识别成文字"
        )
    yield RawDocument(file=name, text=page.text, fields=page.fields, doubts=doubts(left_out, repeated=page.repeated))


def _refuse_others(archive: zipfile.ZipFile) -> None:
    names = set(archive.namelist())
    for part, (en, zh, ending) in _OTHERS.items():
        if part in names:
            raise DocumentError(
                f"{en}, not a Word file; rename it to {ending}", f"其实是 {zh}，请把扩展名改为 {ending}"
            )


def _body(archive: zipfile.ZipFile, left_out: Counter[str]) -> Body:
    main = next((part for kind, part in _relations(archive, "") if kind == "officeDocument"), "word/document.xml")
    parts: dict[str, list[str]] = {}
    for kind, part in _relations(archive, main):
        parts.setdefault(kind, []).append(part)
    notes = {kind: _notes(archive, parts.get(f"{kind}s", []), kind) for kind in NOTES}
    body = Body(notes=notes, hidden=_hidden_styles(archive, parts.get("styles", [])), left_out=left_out)
    root = _part(archive, main)
    body.read(root)
    margins = [_part(archive, part) for kind in ("header", "footer") for part in parts.get(kind, [])]
    words = {
        "".join(margin.itertext(f"{W}t")) for margin in margins
    }  # the same words on first, odd and even pages count once
    left_out["margins"] += sum(map(has_words, words))
    return body


def _part(archive: zipfile.ZipFile, name: str) -> Any:
    return parse(pretransitional(archive.read(name)))


def _relations(archive: zipfile.ZipFile, part: str) -> list[tuple[str, str]]:
    """Return kind and name of the parts that a part relates to, inside the archive."""
    folder, file = posixpath.split(part)
    try:
        root = parse(archive.read(posixpath.join(folder, "_rels", f"{file}.rels")))
    except KeyError:
        return []
    found = []
    for relation in root.iter(_RELATION):
        target = relation.get("Target", "")
        name = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        if relation.get("TargetMode") != "External":
            found.append((relation.get("Type", "").rpartition("/")[2], name))
    return found


def _notes(archive: zipfile.ZipFile, parts: list[str], kind: str) -> dict[str, Any]:
    return {
        note.get(f"{W}id"): note
        for part in parts
        if part in archive.namelist()
        for note in _part(archive, part).iter(f"{W}{kind}")
        if note.get(f"{W}type") in (None, "normal")
    }


def _hidden_styles(archive: zipfile.ZipFile, parts: list[str]) -> frozenset[str]:
    """Name the styles that hide their text; most files have none, and their styles are not even parsed."""
    data = [archive.read(part) for part in parts if part in archive.namelist()]
    return frozenset(
        style.get(f"{W}styleId", "")
        for each in data
        if b"vanish" in each
        for style in parse(pretransitional(each)).iter(f"{W}style")
        for mark in style.findall(f"{W}rPr/{W}vanish")
        if mark.get(f"{W}val") not in ("0", "false", "off")
    )
