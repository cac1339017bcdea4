"""The settings of the supervisor's lens and of alerts."""

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.model.codebook import Code
from pipeline.model.options import option

RISK = "risk"


@dataclass(frozen=True)
class Lens:
    """What counts as a practice problem, when it is over, and which numbers are too small to be told."""

    problems: tuple[str, ...] = option(
        (),
        'codes that are practice problems, such as ["role_vagueness"]; empty: all codes of level risk',
        '哪些编码算实务问题，例如 ["role_vagueness"]；留空则为全部“风险”编码',
    )
    quiet_after: int = option(
        2,
        "after so many further notes without it a problem counts as quiet",
        "之后连续几份记录没有再写到，就算平静",
        low=1,
        high=50,
    )
    suppress: int = option(
        3,
        "numbers below this are not told, and organisations and workers with fewer notes get no figures; 0: everything is told",
        "小于此数的数字不列出，记录少于此数的组织和社工不列数字；0 表示全部列出",
        low=0,
        high=50,
    )


@dataclass(frozen=True)
class Alerts:
    """Who is told when something emerges."""

    block: str = option(
        "",
        'a Prefect notification block to call after a run, such as "slack-webhook/my-block"; empty: nobody is written to',
        '运行结束后通知哪个 Prefect 通知块，例如 "slack-webhook/my-block"；留空则不通知',
    )


def problems_of(options: Lens, codes: Iterable[Code]) -> tuple[str, ...]:
    """Return the codes that are practice problems, in the codebook's order; named ones that the codebook lacks are left out."""
    named = set(options.problems)
    return tuple(code.id for code in codes if (code.id in named if named else code.level == RISK))
