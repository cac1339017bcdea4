"""WeChat ids, QQ numbers and e-mail addresses."""

import re
from collections.abc import Iterator

from pipeline.model.mentions import Mention
from pipeline.stages.pseudonymise.signs import CLOSED, NO_UNIT

_WECHAT_WORDS = r"微信|威信|薇信|[Vv]信|加(?:我|你|她|他|一下|个)?微|[加➕+][Vv](?![A-Za-z])|[➕+][微薇]|薇(?=:)|(?<![A-Za-z0-9])[Vv](?=:)|绿泡泡|(?<![A-Za-z0-9])(?:[Ww][Xx]|[Vv][Xx]|[Ww]e ?[Cc]hat|WECHAT|[Ww]eixin)(?![A-Za-z0-9_])"
_LINK = r"(?P<link>(?:号码?|账号|昵称|名|同号|[ :\(\[，,“\"'=@]|是|为|就是|吧|啊|哦|(?:ID|id|Id|number|no\.?|account|is|me|at|me at|handle)(?![A-Za-z0-9_])){0,7})"
_WECHAT = re.compile(
    rf"(?:{_WECHAT_WORDS}){_LINK}(?P<id>[A-Za-z](?!xid_)[A-Za-z0-9_\-]{{4,19}}|[1-9][0-9]{{5,11}})(?![A-Za-z0-9_@\-.])?(?![A-Za-z0-9_]){NO_UNIT}(?P<next> ?[A-Za-z0-9@]|[\u4e00-\u9fff])?"
)
_WECHAT_AFTER = re.compile(r"(?<![A-Za-z0-9_\-.@])([A-Za-z][A-Za-z0-9_\-]{5,19}) ?\((?:微信|wechat|WeChat|wx|vx)号?\)")
_ALONE = re.compile(r"(?<![A-Za-z0-9_])wxid_[0-9a-z]{6,20}(?![A-Za-z0-9_])")
_FIRM = re.compile(r"号|ID|id|账号|at|handle")
_ENGLISH = frozenset(
    "account accounts article articles channel channels contact contacts conversation conversations customer emoji everyone friend friends"
    " group groups message messages meeting moments notification official parents payment people platform please popular private program"
    " public record records reminder screenshot service should sticker survey thanks video voice volunteer volunteers working yesterday".split()
)
_QQ = re.compile(
    rf"(?:(?<![A-Za-z0-9])[Qq]{{2}}|扣扣|企鹅号)群?(?:号码?|[ :\(\[，,#=]|是|为|(?:ID|id|[Nn]umber|[Nn]o\.?|is)(?![A-Za-z])){{0,6}}"
    rf"([1-9][0-9]{{4,10}}|[1-9][0-9]{{2,3}}(?:[- ][0-9]{{3,4}}){{1,2}}){CLOSED}{NO_UNIT}"
)
_LOCAL = r"(?<![A-Za-z0-9._%+\-])[A-Za-z0-9][A-Za-z0-9._%+\-]*"
_DOMAIN = r"[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)*\.[A-Za-z]{2,10}(?![A-Za-z0-9])"
_EMAIL = re.compile(
    rf"{_LOCAL} ?(?:@|#(?=(?:qq|163|126|gmail|139|sina|foxmail|outlook)\.com)| ?[\(\[] ?(?:at|AT|@) ?[\)\]]) ?{_DOMAIN}"
)
_DOT = r" ?(?:[\(\[] ?dot ?[\)\]]|(?<= )(?:dot|DOT)(?= )|点) ?"
_EMAIL_SPOKEN = re.compile(
    rf"{_LOCAL}(?: dot [A-Za-z0-9]+)?(?: (?:at|AT) | ?[\(\[] ?(?:at|AT) ?[\)\]] ?|艾特)[A-Za-z0-9\-]+(?:{_DOT}[A-Za-z0-9\-]+){{0,3}}{_DOT}(?:com|cn|org|net|edu|gov|uk|hk|tw|sg|au|ca|us|de|fr|jp|kr|io|me|co|info|im)(?![A-Za-z0-9])"
)


def accounts(text: str) -> Iterator[Mention]:
    """Yield accounts; a WeChat id needs a cue beside it (but wxid_...), and one of letters alone must not read on as a sentence."""
    for hit in _WECHAT.finditer(text):
        if _is_wechat(hit):
            yield Mention(hit.start("id"), hit.end("id"), "wechat", 0.88, ("wechat_cue",))
    for hit in _WECHAT_AFTER.finditer(text):
        yield Mention(hit.start(1), hit.end(1), "wechat", 0.8, ("wechat_cue_after",))
    for hit in _ALONE.finditer(text):
        yield Mention(hit.start(), hit.end(), "wechat", 0.99, ("wxid",))
    for hit in _QQ.finditer(text):
        yield Mention(hit.start(1), hit.end(1), "qq", 0.95, ("qq_cue",))
    for hit in _EMAIL.finditer(text):
        yield Mention(hit.start(), hit.end(), "email", 0.97, ("shape",))
    for hit in _EMAIL_SPOKEN.finditer(text):
        yield Mention(hit.start(), hit.end(), "email", 0.85, ("spelt_out",))


def _is_wechat(hit: re.Match[str]) -> bool:
    """Whether what follows a WeChat cue is an id: it holds a digit or a mark, or nothing speaks for a plain word."""
    found, link, after = hit["id"], hit["link"], hit["next"] or ""
    if not found.isalpha():
        return len(found) >= 6 or bool(_FIRM.search(link))
    if len(found) < 6 or found.lower() in _ENGLISH:
        return False
    if re.search("[a-z][A-Z]", found) or _FIRM.search(link):
        return not after.strip().isascii() or not after
    return not after and not re.search(r"(?<![A-Za-z])is(?![A-Za-z])", link)
