"""Old binary files of Word and WPS (.doc, .wps): LibreOffice, where it is installed, makes a .docx of them, which is then read."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from pipeline.files.readers.office import word
from pipeline.files.readers.office.markup import protected
from pipeline.model.errors import DocumentError
from pipeline.model.raw import RawDocument
from pipeline.model.settings import Ingest

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""What old files of Office and WPS begin with; LibreOffice is not asked about others."""
PROGRAMS = ("soffice", "libreoffice")
PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
"""Where LibreOffice stands when it is on no search path (macOS and Windows)."""

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_FIB = 512  # where most files begin the text's description (MS-DOC, 2.5.2): its mark, and the flag of encryption
_MARK, _FLAGS, _IS_ENCRYPTED = b"\xec\xa5", 11, 0x01
# no macros, no links followed, and a proxy that is not there, so that nothing in a file can call home
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetProxyType" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPProxyName" oor:op="fuse"><value>127.0.0.1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPProxyPort" oor:op="fuse"><value>9</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPSProxyName" oor:op="fuse"><value>127.0.0.1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPSProxyPort" oor:op="fuse"><value>9</value></prop></item>
</oor:items>
"""


def read(data: bytes, name: str, limits: Ingest) -> Iterator[RawDocument]:
    """Yield the one document of an old Word or WPS file.

    Raises
    ------
    DocumentError
        When it asks for a password, or LibreOffice is absent, fails or takes too long: with the cure.
    """
    if is_protected(data):
        raise protected()
    program = find_program()
    if program is None or not data.startswith(OLE):
        raise _cure()
    yield from word.read(convert(data, program, limits.office_seconds), name, limits)


def is_protected(data: bytes) -> bool:
    """Tell whether an old file, or the new kind in its old envelope, asks for a password."""
    old = data[_FIB : _FIB + 2] == _MARK and len(data) > _FIB + _FLAGS and bool(data[_FIB + _FLAGS] & _IS_ENCRYPTED)
    return old or _ENCRYPTED in data


def find_program() -> str | None:
    """Return the path of LibreOffice, or None."""
    found = next(filter(None, map(shutil.which, PROGRAMS)), None)
    return found or next((place for place in PLACES if Path(place).is_file()), None)


def convert(data: bytes, program: str, seconds: int) -> bytes:
    """Let LibreOffice make a .docx of a file, in a folder and with a profile of its own that are gone afterwards.

    Raises
    ------
    DocumentError
        When it takes too long or makes nothing of it.
    """
    with tempfile.TemporaryDirectory(prefix="zhuli-", ignore_cleanup_errors=True) as folder:
        base = Path(folder)
        (base / "profile" / "user").mkdir(parents=True)
        (base / "profile" / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        (base / "note.doc").write_bytes(data)
        command = [
            program,
            f"-env:UserInstallation={(base / 'profile').as_uri()}",
            *"--headless --norestore --nolockcheck --nodefault --nofirststartwizard --convert-to".split(),
            "docx:MS Word 2007 XML",
            "--outdir",
            str(base / "out"),
            str(base / "note.doc"),
        ]
        _run(command, base, seconds)
        made = base / "out" / "note.docx"
        if not made.is_file():
            raise _cure()
        return made.read_bytes()


def _run(command: list[str], base: Path, seconds: int) -> None:
    kept = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "LD_LIBRARY_PATH")
    environment = {name: os.environ[name] for name in kept if name in os.environ}
    environment |= {name: str(base) for name in ("HOME", "TMPDIR", "TEMP", "TMP")}
    environment |= {"http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9", "SAL_USE_VCLPLUGIN": "svp"}
    try:
        process = subprocess.Popen(
            command,
            cwd=base,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise _cure() from error
    try:
        code = process.wait(seconds)
    except subprocess.TimeoutExpired as error:
        raise DocumentError(
            f"LibreOffice took over {seconds} s to convert it; open it in Word or WPS and save as .docx, or raise [ingest] office_seconds",
            f"LibreOffice 转换超过 {seconds} 秒，请用 Word 或 WPS 打开后另存为 .docx，或调大 [ingest] office_seconds",
        ) from error
    finally:
        _end(process)
    if code:
        raise _cure()


def _end(process: subprocess.Popen[bytes]) -> None:
    """End LibreOffice with all that it started: the program one calls only starts the real one."""
    if sys.platform == "win32":
        if process.poll() is None:
            subprocess.run(["taskkill", "/T", "/F", "/PID", str(process.pid)], check=False, capture_output=True)
    else:
        with suppress(ProcessLookupError, PermissionError):  # all gone
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _cure() -> DocumentError:
    return DocumentError("open it in Word or WPS and save as .docx", "请用 Word 或 WPS 打开后另存为 .docx")
