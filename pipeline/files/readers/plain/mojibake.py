"""Signs that a text went through a wrong conversion before it came here; flagged, never mended."""

import re

from pipeline.files.readers.plain.plausible import plausibility
from pipeline.model.both import Both

FOREIGN = {
    "shift_jis": Both("日文", "Japanese"),
    "euc_jp": Both("日文", "Japanese"),
    "euc_kr": Both("韩文", "Korean"),
}
_KNOWN = ("", "utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "gb18030", "big5", "cp1252")
_BROKEN = re.compile("\ufffd+")
_UTF8_AS_GBK = re.compile("[锛銆鐨鏄浜鍦璇绋鎴绗鍜浠绀鈥涓鎯骞閮浣灞鐫鍒鍙鍚瀵鏈瑙缁][\u0080-\uffff]+")
_GBK_AS_LATIN = re.compile("[\u00a0-\u00ff\u0152-\u0192]{4,}")
_UTF8_AS_LATIN = re.compile(
    "(?:[\u00c2-\u00df][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u2122]"
    "|[\u00e0-\u00ef][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u2122]{2})+"
)
_KUN_JIN_KAO = re.compile("锟斤拷|烫烫烫|屯屯屯")
_ENOUGH = 0.5
_LOOKED_AT = 50  # suspicious places that are looked at


def doubts_of(text: str, encoding: str = "") -> tuple[Both, ...]:
    """Say what in a decoded text looks wrong.

    Parameters
    ----------
    text : str
        As `decode` gives it.
    encoding : str, optional
        As `decode` names it.

    Returns
    -------
    tuple of Both
        Nothing for a sound text; else a clause for each: characters that could not be decoded, an end that is cut off, the marks
        of an earlier wrong conversion, and an encoding that had to be guessed.
    """
    return tuple([*_guessed(encoding), *_undecoded(text), *_converted(text)])


def _guessed(encoding: str) -> list[Both]:
    if encoding in FOREIGN:
        language = FOREIGN[encoding]
        return [
            Both(
                f"看起来是{language.zh}（按 {encoding} 读取），不在可编码的语言之内",
                f"looks {language.en} (read as {encoding}), which is none of the languages that are coded",
            )
        ]
    if encoding == "utf-8+gb18030":
        return [
            Both(
                "有的行是 UTF-8，有的行是 GB18030，已逐行读取，请核对",
                "some lines are UTF-8 and some GB18030; each was read as it is, please check",
            )
        ]
    if encoding in _KNOWN:
        return []
    return [Both(f"编码是猜的（{encoding}），请核对", f"its encoding was guessed ({encoding}); please check")]


def _undecoded(text: str) -> list[Both]:
    said = []
    cut = text.endswith("\ufffd")
    count = text.count("\ufffd") - cut
    if cut:
        said.append(
            Both(
                "末尾的字不完整，文件可能被截断",
                "its last character is incomplete: the file may have been cut off",
            )
        )
    if count:
        said.append(
            Both(
                f"有 {count} 个字符在保存之前就已损坏（显示为 \ufffd）",
                f"broken before it came here, shown as \ufffd: {count} characters",
            )
        )
    return said


def _converted(text: str) -> list[Both]:
    if _KUN_JIN_KAO.search(text) or _mended(text, _UTF8_AS_GBK, ("gb18030",), "utf-8"):
        return [_wrong("UTF-8", "GBK")]
    if _mended(text, _GBK_AS_LATIN, ("latin-1", "cp1252"), "gb18030"):
        return [_wrong("GBK", "Latin-1")]
    if _mended(text, _UTF8_AS_LATIN, ("cp1252", "latin-1"), "utf-8"):
        return [_wrong("UTF-8", "Latin-1")]
    return []


def _wrong(was: str, taken: str) -> Both:
    return Both(
        f"含有乱码：像是 {was} 文本曾被当作 {taken} 打开并保存，请找回原件",
        f"holds garbled text, as if {was} had once been opened as {taken} and saved; find the original",
    )


def _mended(text: str, suspicious: re.Pattern[str], takens: tuple[str, ...], was: str) -> bool:
    """Tell whether a suspicious run of characters makes sense once the wrong conversion is undone."""
    for _, found in zip(range(_LOOKED_AT), suspicious.finditer(text), strict=False):
        run = found[0][:300]
        for taken in takens:
            meant = run.encode(taken, "ignore").decode(was, "ignore")
            strange = sum(letter > "\x7f" for letter in meant)
            # what is lost on the way back counts against it: real Chinese turns to next to nothing
            if strange * 3 >= len(run) and plausibility(meant, was) >= _ENOUGH and len(meant) < len(run):
                return True
    return False
