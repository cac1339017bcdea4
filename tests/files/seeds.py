"""A small sound file of every format that is read, made up, in both languages."""

import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

import docx
import odfdo
import openpyxl
import pysubs2

from tests.files.readers.paper.pdfs import column, pdf
from tests.files.readers.tables.old_excel import xls

LINES = (
    "今天和三位志愿者谈了一个小时，大家都说不清楚活动室的钥匙到底归谁管。",
    "Mei said that nobody had asked her, 所以她先把事情列成一张清单。",
    "下次督导之前，每个人写下自己手上的三件事，再看哪些可以交出去。",
)
TEXT = "\n".join(LINES)
FORM = {"督导时间": "2024年5月3日", "督导者": "王老师", "被督导者": "李社工", "地点": "活动室"}
ROWS = [["日期", "机构", "您现在的角色是什么？"], ["2024-05-03", "甲队", LINES[0]], ["2024-05-04", "乙队", LINES[1]]]
TURNS = [{"speaker": "王老师", "text": LINES[0]}, {"speaker": "Mei", "text": LINES[1]}]
CUES = ((0, "王老师：" + LINES[0]), (4000, "Mei: " + LINES[1]), (9000, "王老师：" + LINES[2]))


def _saved(save: Callable[[Any], object]) -> bytes:
    sink = io.BytesIO()
    save(sink)
    return sink.getvalue()


def _word() -> bytes:
    document = docx.Document()
    document.add_heading("督导记录表", 1)
    table = document.add_table(rows=4, cols=4)
    for place, text in enumerate(part for pair in FORM.items() for part in pair):
        table.cell(place // 4, place % 4).text = text
    table.cell(2, 0).merge(table.cell(2, 3)).text = "督导内容"
    prose = table.cell(3, 0).merge(table.cell(3, 3))
    for line in LINES:
        prose.add_paragraph(line)
    return _saved(document.save)


def _opendocument() -> bytes:
    document = odfdo.Document("text")
    document.body.clear()
    table = odfdo.Table("督导记录")
    for pair in FORM.items():
        table.append_row(odfdo.Row())
        table.set_row_values(table.height - 1, list(pair))
    document.body.append(table)
    for line in LINES:
        document.body.append(odfdo.Paragraph(line))
    return _saved(document.save)


def _flat() -> bytes:
    space = "urn:oasis:names:tc:opendocument:xmlns"
    body = "".join(f"<text:p>{line}</text:p>" for line in LINES)
    return (
        f'<office:document xmlns:office="{space}:office:1.0" xmlns:text="{space}:text:1.0" office:mimetype="application/vnd.oasis.opendocument.text">'
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    ).encode()


def _rich() -> bytes:
    body = "\\par ".join("".join(f"\\u{ord(sign)}?" if sign > "~" else sign for sign in line) for line in LINES)
    return ("{\\rtf1\\ansi\\ansicpg936\\deff0{\\fonttbl{\\f0 SimSun;}}{\\info{\\title x}}" + body + "\\par}").encode()


def _page() -> bytes:
    cells = "".join(f"<tr><th>{label}</th><td>{value}</td></tr>" for label, value in FORM.items())
    prose = "".join(f"<p>{line}<br>&nbsp;</p>" for line in LINES)
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>督导</title></head><body><table>{cells}</table>{prose}</body></html>".encode()


def _web_archive() -> bytes:
    head = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    return head + _page() + b"\r\n--x--\r\n"


def _workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in ROWS:
        sheet.append(row)
    return _saved(book.save)


def _sheets() -> bytes:
    document = odfdo.Document("ods")
    document.body.clear()
    table = odfdo.Table("记录")
    for place, row in enumerate(ROWS):
        table.set_row_values(place, row)
    document.body.append(table)
    return _saved(document.save)


def _subtitles(form: str) -> bytes:
    held = pysubs2.SSAFile()
    held.events = [pysubs2.SSAEvent(start, start + 3500, text) for start, text in CUES]
    return held.to_string(form).encode()


def _archive(files: dict[str, bytes]) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return sink.getvalue()


def _seeds() -> dict[str, bytes]:
    plain = f"日期：2024-05-03\n机构：甲队\n\n{TEXT}".encode()
    talk = "\n".join(f"说话人{number % 2 + 1} 00:00:{number:02}\n{line}\n" for number, line in enumerate(LINES * 2))
    table = "\n".join(",".join(row) for row in ROWS)
    word, page, old = _word(), _page(), xls({"记录": ROWS})
    single = {
        ".txt": plain,
        ".text": plain.decode().encode("gb18030"),
        ".log": talk.encode("utf-16"),
        ".rst": f"督导\n====\n\n{TEXT}".encode(),
        ".md": f"---\ndate: 2024-05-03\n---\n# 督导\n\n- {LINES[0]}\n- {LINES[1]}\n".encode(),
        ".markdown": TEXT.encode(),
        ".csv": table.encode("gb18030"),
        ".tsv": table.replace(",", "\t").encode("utf-16"),
        ".odt": _opendocument(),
        ".fodt": _flat(),
        ".rtf": _rich(),
        ".mht": _web_archive(),
        ".mhtml": _web_archive(),
        ".xlsx": _workbook(),
        ".ods": _sheets(),
        ".pdf": pdf(column(LINES), column(LINES[::-1])),
        ".json": json.dumps({"date": "2024-05-03", "segments": TURNS}, ensure_ascii=False).encode(),
        ".jsonl": "\n".join(json.dumps({"id": at, "turns": TURNS}, ensure_ascii=False) for at in range(3)).encode(),
        ".srt": _subtitles("srt"),
        ".vtt": _subtitles("vtt"),
        ".ass": _subtitles("ass"),
        ".ssa": _subtitles("ssa"),
    }
    alike = {
        **dict.fromkeys((".docx", ".docm", ".dotx", ".dotm"), word),
        **dict.fromkeys((".doc", ".dot", ".wps", ".wpt"), _rich()),  # as many such files really are
        **dict.fromkeys((".html", ".htm", ".xhtml"), page),
        ".ott": single[".odt"],
        ".xlsm": single[".xlsx"],
        **dict.fromkeys((".xls", ".et"), old),
        ".zip": _archive({"督导/一.docx": word, "a.txt": plain, "b.csv": single[".csv"], "c.html": page}),
    }
    return single | alike


SEEDS = _seeds()
