"""WeChat ids, QQ numbers and e-mail addresses."""

import pytest

from pipeline.stages.pseudonymise import identifiers


def found(text: str) -> list[tuple[str, str]]:
    return [(one.kind, text[one.start : one.end]) for one in identifiers(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("加她微信 hello_world88 聊", [("wechat", "hello_world88")]),
        ("V：hahaha123", [("wechat", "hahaha123")]),
        ("VX：hahaha123", [("wechat", "hahaha123")]),
        ("薇: hahaha123", [("wechat", "hahaha123")]),
        ("➕V hahaha123", [("wechat", "hahaha123")]),
        ("my wechat: li_hua-88.", [("wechat", "li_hua-88")]),
        ("QQ1234567890", [("qq", "1234567890")]),
        ("加我QQ 12345678 备注", [("qq", "12345678")]),
        ("QQ邮箱12345678@qq.com", [("email", "12345678@qq.com")]),
        (
            "发到zhang.san@example.com.cn和li_si@163.com",
            [("email", "zhang.san@example.com.cn"), ("email", "li_si@163.com")],
        ),
        ("e-mail zhang dot san at example dot org", [("email", "zhang dot san at example dot org")]),
        ("zhangsan[at]gmail[dot]com", [("email", "zhangsan[at]gmail[dot]com")]),
        ("zhangsan#163.com", [("email", "zhangsan#163.com")]),
        ("微信昵称：happy123", [("wechat", "happy123")]),
        ("wechat: sorry_i_missed_it", [("wechat", "sorry_i_missed_it")]),
        (
            "Email:lihua@example.com;li.hua@example.org",
            [("email", "lihua@example.com"), ("email", "li.hua@example.org")],
        ),
        ("my email is lihua88 (at) gmail (dot) com", [("email", "lihua88 (at) gmail (dot) com")]),
    ],
)
def test_an_account_is_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "她微信叫小太阳",
        "微信是important的沟通渠道",
        "微信group里大家都说OK",
        "WeChat groups were used by 120 residents",
        "on WeChat yesterday she said no",
        "She sent me a WeChat message about 300 flyers.",
        "qq音乐版本12345",
        "@所有人 3点开会",
        "@小李 138号",
        "Flat 3 was empty.",
        "Room 302 at Maple Court was too small",
        "The group met at 7 Hill Top three times",
        "微信步数12345步",
        "微信运动 wechat sports 123",
        "我的微信是手机号",
        "微信：同手机",
        "WeChat, WhatsApp and Facebook2024",
        "we are at ten dot five",
        "她 at home 做饭",
    ],
)
def test_talk_about_accounts_stays(text: str) -> None:
    assert found(text) == []
