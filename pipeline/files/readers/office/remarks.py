"""What documents of offices hold beside their text, and how it is said that it was left out."""

from collections import Counter

from pipeline.model.both import Both

_REMARKS = {
    "comments": ("略去批注 {} 条", "{} comments left out", "1 comment left out"),
    "deletions": ("略去已删除的修订 {} 处", "{} tracked deletions left out", "1 tracked deletion left out"),
    "hidden": ("略去隐藏文字 {} 处", "{} hidden passages left out", "1 hidden passage left out"),
    "margins": ("略去页眉页脚文字 {} 处", "{} headers or footers left out", "1 header or footer left out"),
    "prompts": ("略去未填写的提示语 {} 处", "{} unfilled prompts left out", "1 unfilled prompt left out"),
    "objects": (
        "略去嵌入的对象或图示 {} 个",
        "{} embedded objects or diagrams left out",
        "1 embedded object or diagram left out",
    ),
    "controls": ("略去表单控件 {} 个", "{} form controls left out", "1 form control left out"),
    "symbols": (
        "略去无法辨认的符号 {} 个",
        "{} symbols that no font tells left out",
        "1 symbol that no font tells left out",
    ),
    "readings": ("略去注音 {} 处", "{} readings above characters left out", "1 reading above characters left out"),
    "garbled": ("有 {} 处乱码，请核对", "{} passages are garbled; check them", "1 passage is garbled; check it"),
}
REPEATED = Both(
    "同一栏目填了不止一次，以第一处为准，其余留在正文",
    "a label was filled more than once; the first value counts, the others stay in the text",
)


def doubts(left_out: Counter[str], *, repeated: bool = False) -> tuple[Both, ...]:
    """Say what was left out of a document, and that a label came back.

    Parameters
    ----------
    left_out : Counter
        How many comments, deletions, hidden passages and so on there are.
    repeated : bool
        Whether a label was filled twice.
    """
    said = [
        Both(zh.format(left_out[name]), one if left_out[name] == 1 else en.format(left_out[name]))
        for name, (zh, en, one) in _REMARKS.items()
        if left_out[name]
    ]
    return (*said, REPEATED) if repeated else tuple(said)
