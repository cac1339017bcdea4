"""KH Coder's coding rules: codes that begin with * or ＊, each with a condition over words.

The syntax is taken from KH Coder's source (kh_lib/kh_cod.pm, a_code.pm and a_code/atom/*.pm), where it is defined: a line
that begins with # is a comment; a code's lines are one condition; what stands between blanks is one part of it, brackets and
operators too. The conditions are read in `khcoder_conditions` and written in `khcoder_writing`.

KH Coder looks at base forms and asks whether a unit chosen at run time (sentence, paragraph, document) fulfils the condition. Zhuli
looks at lemmas of English words and at Chinese words as written, inside one sentence.
"""

import re
from dataclasses import dataclass, field

from pipeline.exchange.foreign_text import fault, lines_of
from pipeline.exchange.khcoder_conditions import Part, as_patterns, split
from pipeline.exchange.khcoder_writing import conditions
from pipeline.model.codebook import Codebook
from pipeline.model.dictionary import Dictionary, Dropped, Entry, Omitted, Written, identifiers

_HEAD = re.compile(r"[*＊](.+)")


@dataclass
class _Code:
    name: str
    line: int
    parts: list[Part] = field(default_factory=list)


def read(text: str, name: str) -> Dictionary:
    """Read a file of coding rules.

    Parameters
    ----------
    text : str
        The file.
    name : str
        What messages call the file.

    Returns
    -------
    Dictionary
        One entry for a code. A condition whose parts are joined by `or` gives one pattern for each of them; a part that Zhuli
        cannot express is named in `dropped`, and the others stay. References to other codes are references to the ids that
        `dictionary.identifiers` makes of the entries.

    Raises
    ------
    CodebookError
        When a condition stands before the first code, a code stands twice, or a condition is not well-formed, with the line.
    """
    codes = _codes(lines_of(text, name), name)
    ids = identifiers(Entry(code.name) for code in codes)
    entries: list[Entry] = []
    dropped: list[Dropped] = []
    known: dict[str, str] = {}  # KH Coder knows the codes above, not those below
    for code, identifier in zip(codes, ids, strict=True):
        patterns, lost = as_patterns(code.parts, known, name)
        entries.append(Entry(code.name, patterns=tuple(dict.fromkeys(patterns))))
        dropped += lost
        known[code.name] = identifier
    return Dictionary(name, tuple(entries), tuple(dropped))


def write(codebook: Codebook) -> Written:
    """Write a codebook as coding rules.

    Parameters
    ----------
    codebook : Codebook
        The ids of its codes become the names, each code behind those that it refers to.

    Returns
    -------
    Written
        Words, phrases, strings, near, seq, and, or, not, references and exceptions; what else there is is in `dropped`. A code of
        which nothing can be written has a name and no condition.
    """
    blocks: list[str] = []
    dropped: list[Omitted] = []
    for code in codebook.in_order_of_reference():
        lines, omitted = conditions(code, codebook)
        blocks.append("".join(f"{line}\n" for line in (f"*{code.id}", *lines)))
        dropped += omitted
    return Written("\n".join(blocks), tuple(dropped))


def _codes(lines: list[str], name: str) -> list[_Code]:
    codes: dict[str, _Code] = {}
    last: _Code | None = None
    for number, line in enumerate(lines, 1):
        if line.startswith("#") or not line.strip():
            continue
        head = _HEAD.fullmatch(line)
        if head is None and last is None:
            raise fault(
                name,
                number,
                "a condition stands before the first code; write its name above it, with * in front",
                "条件写在第一个编码之前，请在它上面写“*编码名”",
            )
        if head is None and last is not None:
            last.parts += split(line, number)
        if head is not None:
            last = _Code(head[1].strip(), number)
            if not last.name or last.name in codes:
                raise fault(
                    name,
                    number,
                    f"the code {last.name!r} stands twice or has no name; rename one",
                    f"编码 {last.name!r} 重复或没有名称，请改名",
                )
            codes[last.name] = last
    if not codes:
        raise fault(
            name,
            1,
            "there is no code; a line with a code's name begins with *",
            "文件里没有编码，编码名所在的行应以 * 开头",
        )
    return list(codes.values())
