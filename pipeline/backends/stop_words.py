"""Words that say nothing about a topic: spaCy's stop words of both languages, Chinese function words by jieba's dictionary, and the fillers of speech."""

from functools import cache
from pathlib import Path

FILLERS = frozenset(
    """嗯 啊 哦 呃 哎 唉 嘛 呢 吧 哈 哈哈 就是说 然后 那个 这个 其实 反正 可能 觉得 知道 感觉 东西 时候 现在 今天 昨天 明天 去年 今年 大家 自己 我们 你们 他们 她们 人家 事情 一下 一点 有点 特别 真的 当时 后来 应该 不要 没有 还有 还要 不能 不会 这样 那样 什么 怎么 一个 一次 两个
    有人 没人 有个 有没有 好像 听说 想想 看看 看着 跟着 走过 坐下 坐在 回去 回来 过来 过去 出来 出去 进来 进去 起来 下来 上来 下去 不敢 没敢 不肯 不想 没想 不让 不到 不到 不出 没法 不用 不行 全是 都是 就是 不是 还是 只是 算是 算不算 说是 说好 没说 说话 说过 开头 有的 别的 时间 礼拜 星期 差点 这么 那么 多少 好多 不少 一些 打算 来说
    yeah okay oh uh um well like know think thing really just got get go say said want lot bit going come tell talk look stop ask put
    day week month year morning afternoon evening night today tomorrow yesterday monday tuesday wednesday thursday friday saturday sunday
    january february march april june july august september october november december half""".split()
)
# classes of jieba's dictionary: time, pronoun, number, direction, adverb, conjunction, measure, preposition, particle, interjection, sound, prefix, suffix
_EMPTY = frozenset("trmfdcqpuyeohk")
# what jieba's dictionary files under time and direction though notes are about it: festivals, ages of life, schools, holidays
_MEANT = frozenset(
    "青年 少年 老年 中年 童年 晚年 幼年 成年 暮年 青少年 暑假 寒假 假期 初中 高中 产后 婚后 婚前 课后 春节 中秋 端午 元旦 国庆 除夕 清明 重阳 元宵 腊八".split()
)
_FESTIVAL = "节"
_PLACE = "s"  # 家里, 门口: empty when they end so; 场地 is not
_PLACES = tuple("里上下中外边头口前后旁内")


@cache
def stop_words() -> frozenset[str]:
    """Return the words that say nothing about a topic, folded to lower case."""
    from spacy.lang.en.stop_words import STOP_WORDS as ENGLISH
    from spacy.lang.zh.stop_words import STOP_WORDS as CHINESE

    return (frozenset(word.lower() for word in ENGLISH | CHINESE) | FILLERS | _empty()) - _MEANT


def _empty() -> frozenset[str]:
    import jieba

    lines = (Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf-8").splitlines()
    entries = (line.split(" ") for line in lines)
    return frozenset(entry[0] for entry in entries if _is_empty(entry[0], entry[2]))


def _is_empty(word: str, kind: str) -> bool:
    if word in _MEANT or word.endswith(_FESTIVAL):
        return False
    return kind[:1] in _EMPTY or (kind == _PLACE and word.endswith(_PLACES))
