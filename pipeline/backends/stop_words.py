"""Stop words of both languages (spaCy's lists), and the fillers of spoken interviews."""

FILLERS = frozenset(
    """嗯 啊 哦 呃 哎 唉 嘛 呢 吧 哈 哈哈 就是说 然后 那个 这个 其实 反正 可能 觉得 知道 感觉 东西 时候 现在 今天 昨天 明天 去年 今年 大家 自己 我们 你们 他们 她们 人家 事情 一下 一点 有点 特别 真的 当时 后来 应该 不要 没有 还有 还要 不能 不会 这样 那样 什么 怎么 一个 一次 两个
    yeah okay oh uh um well like know think thing really just got get go say said want lot bit going""".split()
)


def stop_words() -> frozenset[str]:
    """Return the words that say nothing about a topic, folded to lower case."""
    from spacy.lang.en.stop_words import STOP_WORDS as ENGLISH
    from spacy.lang.zh.stop_words import STOP_WORDS as CHINESE

    return frozenset(word.lower() for word in ENGLISH | CHINESE) | FILLERS
