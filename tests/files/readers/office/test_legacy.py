"""Old Word and WPS files: through LibreOffice, real where it is installed, or a script in its place."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.files.readers.office import legacy
from pipeline.model.errors import DocumentError
from pipeline.model.settings import Ingest

Docx = Callable[[Callable[[Any], None]], bytes]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LIBREOFFICE = legacy.find_program()
needs_scripts = pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands in for LibreOffice")


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Put a script in LibreOffice's place; $out is the folder for its result."""

    def make(script: str) -> Path:
        path = tmp_path / "bin" / "soffice"
        path.parent.mkdir()
        path.write_text(f"#!/bin/sh\nfor each; do last2=$last; last=$each; done; out=$last2\n{script}\n")
        path.chmod(0o755)
        monkeypatch.setenv("PATH", f"{path.parent}{os.pathsep}{os.environ['PATH']}")
        return path

    return make


def refused(data: bytes = OLE, seconds: int = 60) -> DocumentError:
    with pytest.raises(DocumentError) as caught:
        list(legacy.read(data, "a.doc", Ingest(office_seconds=seconds)))
    return caught.value


def test_without_libreoffice_the_cure_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(legacy, "PLACES", ())
    error = refused()
    assert error.en == "open it in Word or WPS and save as .docx"
    assert error.zh == "请用 Word 或 WPS 打开后另存为 .docx"


@needs_scripts
def test_what_the_program_makes_is_read_and_its_folder_is_gone(
    tmp_path: Path, program: Callable[[str], Path], docx_bytes: Docx
) -> None:
    (tmp_path / "made.docx").write_bytes(docx_bytes(lambda document: document.add_paragraph("角色不清。")))
    program(
        f'mkdir "$out"; cp {tmp_path}/made.docx "$out/note.docx"; echo "$@" > {tmp_path}/told; env > {tmp_path}/env; cp "$last" {tmp_path}/given'
    )
    (raw,) = legacy.read(OLE + b"old", "督导/a.doc", Ingest())
    assert (raw.file, raw.text) == ("督导/a.doc", "角色不清。")
    assert (tmp_path / "given").read_bytes() == OLE + b"old"
    told = (tmp_path / "told").read_text().split()
    assert told[0].startswith("-env:UserInstallation=file:///")
    assert "--headless" in told
    assert not Path(told[-1]).parent.exists()
    environment = (tmp_path / "env").read_text()
    assert "http_proxy=http://127.0.0.1:9\n" in environment
    assert f"HOME={Path(told[-1]).parent}\n" in environment


@needs_scripts
@pytest.mark.parametrize(
    "script", ["exit 0", "exit 3", 'mkdir "$out"; echo x > "$out/note.docx"; exit 77', "kill -9 $$"]
)
def test_a_program_that_makes_nothing_or_fails_gives_the_cure(program: Callable[[str], Path], script: str) -> None:
    program(script)
    assert refused().en == "open it in Word or WPS and save as .docx"


@needs_scripts
def test_a_program_that_is_none_gives_the_cure(program: Callable[[str], Path]) -> None:
    program("").write_bytes(b"\x7fELF nothing")
    assert refused().en == "open it in Word or WPS and save as .docx"


@needs_scripts
def test_a_program_that_takes_too_long_is_ended_with_its_children(
    tmp_path: Path, program: Callable[[str], Path]
) -> None:
    program(f"sleep 60 & echo $! > {tmp_path}/child; wait")
    begun = time.monotonic()
    error = refused(seconds=1)
    assert error.en == (
        "LibreOffice took over 1 s to convert it; open it in Word or WPS and save as .docx, or raise [ingest] office_seconds"
    )
    assert time.monotonic() - begun < 30
    child = (tmp_path / "child").read_text().strip()
    state = Path(f"/proc/{child}/stat")
    assert not state.exists() or state.read_text().split()[2] == "Z"


def test_a_password_is_told_before_anything_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(legacy, "convert", lambda *given: pytest.fail("started"))
    new = OLE + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le")
    old = OLE + b"\x00" * 504 + b"\xec\xa5\xc1\x00" + b"\x00" * 7 + b"\x13" + b"\x00" * 100
    for data in (new, old):
        assert refused(data).en == "protected by a password; remove it in Word and save again"
        assert refused(data).zh == "有密码保护，请在 Word 中取消密码后重新保存"


@pytest.mark.skipif(LIBREOFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_an_old_form(tmp_path: Path) -> None:
    page = "<meta charset=utf-8><p>督导记录表</p><table border=1><tr><td>督导时间<td>2024年5月3日<td>督导者<td>王老师<tr><td>督导内容<td colspan=3>角色不清。</table>"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    command = [
        str(LIBREOFFICE),
        f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        "doc:MS Word 97",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "a.html"),
    ]
    subprocess.run(command, check=False, capture_output=True, timeout=120)
    if not (tmp_path / "a.doc").exists():
        pytest.skip("this LibreOffice writes no .doc")
    (raw,) = legacy.read((tmp_path / "a.doc").read_bytes(), "a.doc", Ingest())
    assert raw.fields == {"表名": "督导记录表", "督导时间": "2024年5月3日", "督导者": "王老师"}
    assert raw.text == "督导内容\n角色不清。"


@pytest.mark.skipif(LIBREOFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_gives_up_on_what_is_no_document() -> None:
    assert shutil.which("soffice") or LIBREOFFICE
    error = refused(OLE + b"\x00" * 2000)
    assert error.en == "open it in Word or WPS and save as .docx"
