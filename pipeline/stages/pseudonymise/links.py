"""Web addresses: those that lead to a person's page, a shared file or a meeting are identifiers, home pages and documents are none."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl

from pipeline.model.mentions import Mention

_LINK = re.compile(
    r"(?<![A-Za-z0-9@.\-])(?:https?://|www\.|(?=(?:[a-z0-9\-]+\.)+(?:com|cn|org|net|io|me|tv|cc|co|uk|im|us|ly|gle)/))[A-Za-z0-9!#$%&'()*+,\-./:;=?@_~\[\]]{1,2000}",
    re.IGNORECASE,
)
_PARTS = re.compile(r"(?:https?://)?([^/?#]*)/*([^?#]*)\??([^#]*)#?(.*)", re.IGNORECASE)
_SHARED = (
    "pan.baidu.com v.douyin.com t.cn dwz.cn url.cn bit.ly b23.tv xhslink.com docs.qq.com kdocs.cn meeting.tencent.com zoom.us teams.microsoft.com"
    " docs.google.com drive.google.com forms.gle wj.qq.com wjx.cn t.me wa.me u.wechat.com weixin.qq.com facebook.com fb.com x.com twitter.com"
    " instagram.com weibo.com weibo.cn m.weibo.cn space.bilibili.com tiktok.com qzone.qq.com user.qzone.qq.com tieba.baidu.com 1drv.ms dropbox.com feishu.cn"
    " shimo.im yuque.com live.douyin.com kuaishou.com meet.google.com linktr.ee threads.net"
).split()
_PUBLIC_PAGES = frozenset("about help privacy terms login signup home explore search index.html hashtag".split())
_MARKS = frozenset(
    "u user users people profile member members account accounts space share s invite join j dm in uid homepage personal".split()
)
_KEYS = re.compile(
    r"(?<!article)(?<!news)(?<!doc)(?<!page)(?<!cat)(?<!category)(?<!column)(?<!content)(?<!info)(?<!video)(?<!item)_?id$|user|member|token|share|invit|phone|mobile|mail|account|pwd|passw|session|uin|^code$|^qq$|^wx"
)
_NUMBER = re.compile(r"(?<![0-9])(?:1[3-9][0-9]{9}|[1-9][0-9]{5}(?:19|20)[0-9]{9}[0-9Xx])(?![0-9])")


def links(text: str) -> Iterator[Mention]:
    """Yield web addresses; those that identify nobody have no kind, so that no number is looked for within them."""
    for hit in _LINK.finditer(text):
        link = _trimmed(hit[0])
        reason = _reason(link)
        yield Mention(hit.start(), hit.start() + len(link), "url" if reason else "", 0.95, (reason or "plain_address",))


def _trimmed(link: str) -> str:
    """Return a web address without the signs of the sentence behind it, and without brackets that it did not open."""
    excess = sum(map(link.count, ")]")) - sum(map(link.count, "(["))
    end = len(link)
    while end and (link[end - 1] in ".,;:!?'" or (excess > 0 and link[end - 1] in ")]")):
        excess -= link[end - 1] in ")]"
        end -= 1
    return link[:end]


def _reason(link: str) -> str:
    """Return why a web address identifies somebody, or nothing."""
    host, path, query, fragment = _PARTS.match(link.lower()).groups()  # type: ignore[union-attr]
    host = host.removeprefix("www.")
    steps = [step for step in path.split("/") if step]
    if "@" in link or _NUMBER.search(link):
        return "names_somebody"
    if any(_KEYS.search(key) for key, value in parse_qsl(query + "&" + fragment.partition("?")[2]) if value):
        return "query"
    if steps and any(host == shared or host.endswith("." + shared) for shared in _SHARED):
        return "" if steps[0] in _PUBLIC_PAGES else "shared"
    if host == "github.com" and len(steps) == 1:
        return "" if steps[0] in _PUBLIC_PAGES else "user_page"
    marked = any(step in _MARKS for step in steps[:-1])
    return "user_page" if marked or any(step.startswith("~") for step in steps) else ""
