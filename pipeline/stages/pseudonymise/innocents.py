"""What looks like an identifier and is none: dates, standards, book numbers, hashes, goods."""

import re
from collections.abc import Iterator

from pipeline.model.mentions import Mention
from pipeline.stages.pseudonymise.signs import FILLER

_SHAPES = {
    "date": re.compile(
        r"(?<![0-9.\-])(?:19|20)[0-9]{2}([-./])(?:0?[1-9]|1[0-2])\1(?:3[01]|[12][0-9]|0?[1-9])(?![0-9.\-])"
    ),
    "object_identifier": re.compile(r"(?<![0-9.])10\.[0-9]{4,9}/[A-Za-z0-9.()/:;_\-]+"),
    "book_number": re.compile(
        r"(?:(?<![A-Za-z])ISBN(?:-1[03])?:? ?)?(?<![0-9])97[89](?:[- ]?[0-9]){10}(?![0-9])|(?<![A-Za-z])ISSN:? ?[0-9]{4}-[0-9]{3}[0-9Xx]"
    ),
    "hash": re.compile(r"(?<![0-9A-Za-z])(?=[0-9]*[a-f])(?=[a-f]*[0-9])[0-9a-f]{24,128}(?![0-9A-Za-z])"),
    "standard": re.compile(r"(?<![A-Za-z])(?:GB|DB[0-9]{0,4}|MZ|ISO|IEC|YY|JGJ|CJJ)(?:/[TZ])? ?[0-9.]+(?:-[0-9]{4})?"),
    "money": re.compile(r"(?:[¥$£€]|USD|RMB|CNY|人民币) ?[0-9][0-9,.]*"),
    "goods": re.compile(
        rf"(?:型号|款号|货号|批号|序列号?|产品|商品|订单|运单|快递单?|单号|发票|条码|(?<![A-Za-z])(?:SKU|[Mm]odel|[Ss]erial|[Oo]rder|[Ii]nvoice|[Tt]racking|[Pp]roduct|[Vv]ersion)){FILLER}[A-Za-z]{{0,4}}[-]?[0-9][0-9A-Za-z\-]*"
    ),
}


def innocents(text: str) -> Iterator[Mention]:
    """Yield stretches that compete with the identifiers and, where they win, are no mention."""
    for reason, expression in _SHAPES.items():
        for hit in expression.finditer(text):
            yield Mention(hit.start(), hit.end(), "", 0.5 if reason == "date" else 0.9, (reason,))
