"""Addresses down to house and door."""

import pytest

from pipeline.stages.pseudonymise import identifiers


def found(text: str) -> list[tuple[str, str]]:
    return [(one.kind, text[one.start : one.end]) for one in identifiers(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("家住阳光小区3号楼", [("address", "阳光小区3号楼")]),
        ("住3号楼2单元501", [("address", "3号楼2单元501")]),
        ("住在三号楼二单元五零一室", [("address", "三号楼二单元五零一室")]),
        ("他住3-2-501", [("address", "3-2-501")]),
        ("幸福小区3-2-501", [("address", "幸福小区3-2-501")]),
        ("南京路88号", [("address", "南京路88号")]),
        ("解放路12号至20号之间", [("address", "解放路12号")]),
        (
            "浙江省杭州市余杭区五常街道荆长路668号5幢2单元1801室",
            [("address", "浙江省杭州市余杭区五常街道荆长路668号5幢2单元1801室")],
        ),
        ("户籍地址为河南省周口市太康县张集镇李庄村3组12号", [("address", "河南省周口市太康县张集镇李庄村3组12号")]),
        ("上海市静安区南京西路1788弄12号301室", [("address", "上海市静安区南京西路1788弄12号301室")]),
        ("八一路二十三号", [("address", "八一路二十三号")]),
        ("活动室在5号楼1层", [("address", "5号楼1层")]),
        ("九龍觀塘道123號8樓A室", [("address", "九龍觀塘道123號8樓A室")]),
        ("台北市中山區長安東路二段12號3樓", [("address", "台北市中山區長安東路二段12號3樓")]),
        ("He moved to 221B Baker Street, London", [("address", "221B Baker Street")]),
        ("45 St John's Road, Apt 4B", [("address", "45 St John's Road, Apt 4B")]),
        ("At 10 Downing Street today", [("address", "10 Downing Street")]),
        ("今天下午两点我和小陈一起去看望住在翠苑一区12幢3单元401的王奶奶", [("address", "翠苑一区12幢3单元401")]),
        ("何大爷（阳光小区5栋2单元302）", [("address", "阳光小区5栋2单元302")]),
        ("低保户：周某，阳光社区三组12号", [("address", "阳光社区三组12号")]),
        ("孙师傅送餐路线：文三路88号→翠苑新村3幢→古荡街道", [("address", "文三路88号"), ("address", "翠苑新村3幢")]),
        ("我们把桌子搬到金色家园8号楼2单元门口", [("address", "金色家园8号楼2单元")]),
        ("她女儿租住在城东新苑11-2-1103", [("address", "城东新苑11-2-1103")]),
        ("接到12345转来的工单，反映幸福路6号院5号楼漏水", [("address", "幸福路6号院5号楼")]),
        ("家庭住址：湄潭县兴隆镇龙凤村田家沟组15号", [("address", "湄潭县兴隆镇龙凤村田家沟组15号")]),
        ("广州市天河区天河路385号太古汇1座38楼", [("address", "广州市天河区天河路385号太古汇1座38楼")]),
        ("邻里中心在金鸡湖路1号", [("address", "金鸡湖路1号")]),
        ("3号楼1203户", [("address", "3号楼1203户")]),
        ("A座1203", [("address", "A座1203")]),
        ("万科城A座1203", [("address", "万科城A座1203")]),
        ("南街村十二号", [("address", "南街村十二号")]),
        ("Flat 2B, 14 Queen's Road, Leeds LS6 2AB", [("address", "Flat 2B, 14 Queen's Road")]),
        ("14 Queens Road, LS6 2AB", [("address", "14 Queens Road, LS6 2AB")]),
    ],
)
def test_an_address_is_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "本社区3号楼的张阿姨",
        "3号楼的张阿姨和5号楼的李叔",
        "301室漏水",
        "3楼301室开会",
        "2单元的邻居吵架",
        "建国路地铁站，3号线换10号线",
        "中山路2号线施工",
        "坐地铁10号线到朝阳路3号口",
        "人民路小学302班",
        "老伴住在隔壁小区5栋",
        "他们社区有3个小区、12栋楼、36个单元",
        "6栋楼改造完成",
        "每栋楼2个单元，每单元12户",
        "第3组12号选手",
        "3组5号发言",
        "三区四队五号",
        "在文化路社区3楼会议室",
        "In 2019 Baker Street flooded.",
        "100 Park volunteers",
        "3 Way handover",
        "座机拆了20年",
        "家庭住址：贵州省遵义市湄潭县兴隆镇龙凤村田家沟组",
        "8号楼和9号楼之间的空地",
        "1号楼2人，3号楼5人",
        "1栋3户，2栋5户",
        "二栋三户报名",
        "三单元和四单元各5户",
        "5号楼2024年加装电梯",
        "12号楼300人参加",
        "第三小组8号桌",
        "周三3号教室",
        "第1期12号",
        "2期3栋",
        "活动分2期12队进行",
        "3楼2层",
        "302路公交到人民路5号站台",
        "A座一楼大厅",
        "这条街2号到20号的商户",
        "长安街",
        "Top 10 Street Food stalls",
        "We counted 20 Park Rangers",
        "房号1203",
    ],
)
def test_a_place_without_house_or_door_stays(text: str) -> None:
    assert found(text) == []
