"""What the supervisor's lens works with, wired together: the codes that it looks at, and exact tests."""

from pipeline.backends import conditional, opencc, statistics
from pipeline.model.codebook import Codebook
from pipeline.model.errors import SettingsError
from pipeline.model.practice_options import RISK, Lens, problems_of
from pipeline.stages.lens import Codes, Tools

OUTCOME = "outcome"
TOOLS = Tools(conditional.associate, statistics.adjust, opencc.simplify)


def check(options: Lens, book: Codebook) -> None:
    """Say at once that a practice problem is no code of the codebook.

    Raises
    ------
    SettingsError
        Names it, and lists the codes.
    """
    known = [code.id for code in book.codes]
    for code in options.problems:
        if code not in known:
            listed = ", ".join(known)
            raise SettingsError(
                f"[lens] problems: the codebook has no code {code!r}; it has: {listed}.",
                f"[lens] problems：编码本里没有编码 {code!r}；有：{listed}。",
            )


def codes(options: Lens, book: Codebook) -> Codes:
    """Return what counts as a problem, an outcome, a method."""
    return Codes(
        problems=problems_of(options, book.codes),
        outcomes=tuple(code.id for code in book.codes if code.level == OUTCOME),
        methods=tuple(code.id for code in book.codes if code.level not in (RISK, OUTCOME)),
    )
