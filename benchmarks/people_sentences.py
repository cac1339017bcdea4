"""Made-up sentences with made-up names, marked, for fitting the weights of the recogniser of names. Deterministic."""

import random
import re
from collections.abc import Sequence

Marked = tuple[str, list[tuple[int, int]]]
MARK = re.compile(r"【([^】]*)】")
SURNAMES = (  # roughly by how many people bear them
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱丘江尹薛闫"
    "阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷"
    "盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬洪赖诸荀郦竺钮厉戚骆佘晏商敖冀尚巩桑"
)
OF_MEN = "伟强军勇杰涛明超磊刚平辉鹏华飞鑫波斌宇浩凯健俊帆帅旭宁龙林欢阳建国志文海德永新荣光庆祥富贵春生成东南根福有金玉良民义仁忠诚信昌盛元大小世家振兴立学友贤才长江山河云风雷天佑泽瑞晨轩睿博然子涵梓宸一诺浩然"
OF_WOMEN = "秀英桂兰玉芳红梅丽霞娟艳敏静萍玲燕莉娜婷雪慧洁琳晶倩颖璐瑶佳怡欣悦梦琪雅淑珍凤翠香菊莲月花春美爱莹丹蓉蕾薇思雨诗涵可馨语嫣若曦子萱琴芬菲云素惠巧彩银珠秋冬"
WORDS = "海洋 志远 文静 建国 安宁 春天 胜利 和平 向东 立新 光明 友谊 长青 高峰 国庆 爱国 建设 天明 明亮 晓光 如意 吉祥 平安 永久 解放 跃进 红旗 卫东 援朝 思源 致远 文化 有为 自强 忠诚 梦想 阳光 晴天 若水 一鸣 自立".split()
"""Given names that are words."""
# N a full name, S a surname, G a character of a given name, DD one twice
SENTENCES = (
    "【N】住在三号楼，子女都在外地。|昨天【N】来社区办事，顺便聊了几句。|我们到【N】家里看望，他刚出院不久。|"
    "会议由副主任【N】主持，【N】、【N】、【N】参加。|社工【N】和【N】一起入户。|【N】，女，1956年生，退休工人。|"
    "【N】先生，中国国籍，1970年3月出生，本科学历，曾任副总经理。|【N】说他不想去养老院。|"
    "据【N】介绍，该项目已惠及三千户居民。|公司总裁【N】表示，今年业绩增长明显。|记者【N】、通讯员【N】报道|"
    "【N】的儿子在北京工作，一年回来一次。|案主【N】情绪低落，社工给予支持。|当天下午，【N】因突发疾病被送往医院。|"
    "国家主席【N】同外国领导人举行会谈。|省委书记【N】、省长【N】出席开幕式。|队员【N】在比赛中打进一球。|"
    "导演【N】的新片下周上映。|市长【N】日前在调研时强调，要把民生实事办好。|他的老同学【N】现在是律师。|"
    "【N】与【N】的婚姻出现危机。|找到【N】时，他正在公园下棋。|【N】认为政策应该更灵活。|【N】：我没有意见。|"
    "签名：【N】|经理【N】负责销售，【N】负责财务。|他说：“【N】是个好人。”|"
    "【N】毕业于某大学法律系，1998年参加工作。|教练【N】对结果感到满意。|在【N】的带动下，大家都报了名。|"
    "一审法院认定，【N】应当赔偿损失。|【N】被判处有期徒刑三年。|学生【N】今天没有来上课。|请【N】明天把材料带来。|"
    "邻居【N】常来帮忙，【N】也很感谢。|前任会长【N】已经退休，现任会长是【N】。|这件事只有【N】知道。|"
    "我问【N】为什么不去，【N】没说话。|今天跟进【N】个案，【N】状态不错。|作者：【N】|"
    "【N】（右一）向居民讲解防火知识。|由【N】创办的企业解决了一百人就业。|转介人【N】，接案人【N】。|"
    "他们推选【N】为楼长。|董事长【N】、监事【N】均出席会议。|嫌疑人【N】在逃。|【N】今年六十岁，住在老房子里。|"
    "给【N】打电话没人接。|被【N】拒绝后，他很难过。|【N】获得冠军，【N】名列第三。|【N】去世后，家里冷清了许多。|"
    "【S】阿姨身体不好。|我去找【S】主任签字，【S】主任不在。|【S】老师对我很好。|昨天【S】叔送来一袋米。|"
    "【S】总今天来视察。|【S】姐，你帮我看看。|楼上的【S】大爷耳朵不好，【S】大爷喜欢听戏。|听【S】医生说没有大碍。|"
    "【老S】今天值班。|问了【小S】，【小S】说不清楚。|和【老S】、【小S】一起打扫卫生。|【S】女士要求退款。|"
    "【S某】与【S某】系邻居。|原告【S某某】诉称，双方感情破裂。|【阿G】说要回老家。|工友【阿G】请假了。|"
    "老伴【GG】走了三年。|女儿【GG】考上大学了。|【GG】总是迟到，老师找她谈话。|【DD】妈妈来接孩子。|"
    "老师说【DD】上课坐不住。|【DD】不肯去上学。|奶奶抱着【DD】进来。|问【DD】想要什么，【DD】摇头。|"
    "弟弟【DD】很懂事。|组员【DD】和【DD】坐在一起。|【GG】嫂子爱干净。|【GG】说她睡不好，【GG】想换药。|"
    "我和【GG】约了下周。|我陪【GG】去医院。|邻居【GG】来敲门。|【小G】今天迟到了。|"
    "【小G】说想家，【小G】的妈妈在外打工。|同学【小G】送他回家。|找【小S】，他负责。|前台【小S】说没人来过。|"
    "姓名：【N】 性别：男 出生年月：1990年5月|姓  名 【N】 民 族 汉 学历 本科|【N】 女 26岁 硕士 期望薪资面议|个人简历\n【N】\n求职意向：行政助理|"
    "【N】，男，汉族，1975年3月出生，河北保定人，1996年8月参加工作。|本人【N】，应聘贵单位出纳一职。|申请人：【N】 日期：2023年4月2日|"
    "证明人：【N】（同事）、【N】（主管）|导师：【N】教授|紧急联系人：【N】（丈夫） 电话另附|父亲：【N】，农民；母亲：【N】，教师。|"
    "【N】、【N】：《城市社区治理研究》，《社会》2018年第2期。|主编：【N】；副主编：【N】、【N】。|【N】. 社会工作导论[M]. 北京：高等教育出版社，2005.|"
    "与【N】合著《家庭社会工作》。|2008年起师从【N】学习国画。|导演【N】，编剧【N】，摄影【N】。|拟录用人员：【N】、【N】、【N】。|指导教师：【N】|"
    "【N】同学综合素质优秀，特此推荐。推荐人：【N】|项目负责人【N】，成员【N】、【N】。|直接上级为【N】主任。|汇报对象：【S】总|由【S】处长面试。|"
    "【N】现任公司监事，兼任财务部经理。|【N】（曾用名【N】），1982年生。|股东【N】出资三十万元，【N】出资二十万元。|教育经历：2010—2014 某某大学 社会学 本科|"
    "荣誉：2016年获优秀员工称号；证书：会计从业资格。|自我评价：性格温和，做事周到，善于沟通。|应聘岗位：社区工作者 到岗时间：随时|"
    "就【老S】一个人在家，【老S】爱喝酒。"
).split("|")


class Names:
    """Draws names by a seed."""

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)

    def surname(self) -> str:
        """Draw a surname, common ones more often."""
        return self.draw.choices(SURNAMES, [1 / (place + 12) for place in range(len(SURNAMES))])[0]

    def given(self, length: int) -> str:
        """Draw a given name of one or two characters; some are words."""
        characters = OF_MEN if self.draw.random() < 0.5 else OF_WOMEN
        if length == 2 and self.draw.random() < 0.06:
            return self.draw.choice(WORDS)
        return "".join(self.draw.choice(characters) for _ in range(length))

    def filled(self, match: re.Match[str]) -> str:
        """Put a name into a gap of a sentence."""
        gap = match[1]
        if gap == "N":
            return f"【{self.surname() + self.given(1 if self.draw.random() < 0.35 else 2)}】"
        if gap == "DD":
            return f"【{self.given(1) * 2}】"
        return (
            "【"
            + "".join(self.surname() if sign == "S" else self.given(1) if sign == "G" else sign for sign in gap)
            + "】"
        )

    def instead_of(self, name: str) -> str:
        """Draw a name of the same shape as another."""
        if len(name) == 1 and name >= "一":
            return self.surname()
        if name[0] in SURNAMES and len(name) in (2, 3) and name[1] not in "某老":
            return self.surname() + self.given(len(name) - 1 if self.draw.random() < 0.7 else 2)
        return name[0] + self.surname() if name[0] in "老小" and len(name) == 2 else name


def parsed(marked: str) -> Marked:
    """Take the marks out of a sentence and return where they were."""
    text, people, place = "", [], 0
    for match in MARK.finditer(marked):
        text += marked[place : match.start()]
        people.append((len(text), len(text) + len(match[1])))
        text += match[1]
        place = match.end()
    return text + marked[place:], people


def sentences(times: int, names: Names) -> list[Marked]:
    """Fill each sentence some times."""
    return [parsed(MARK.sub(names.filled, sentence)) for _ in range(times) for sentence in SENTENCES]


def substituted(documents: Sequence[Marked], times: int, names: Names) -> list[Marked]:
    """Put other names into marked documents, the same for the same within a document."""
    results = []
    for _ in range(times):
        for text, people in documents:
            others: dict[str, str] = {}
            marked, place = "", 0
            for start, end in people:
                name = text[start:end]
                if name not in others:
                    others[name] = names.instead_of(name)
                marked += text[place:start] + f"【{others[name]}】"
                place = end
            results.append(parsed(marked + text[place:]))
    return results


def forms(lines: Sequence[str], times: int, names: Names) -> list[Marked]:
    """Fill the forms of `people_forms.txt` with names of two and three characters."""
    made = []
    for number in range(times):
        for line in lines:
            text = line.replace("\\n", "\n")
            for place in ("【N】", "【M】"):
                name = names.surname() + names.given(2 if number % 4 else 1)
                text = text.replace(place, f"【{name}】")
            made.append(parsed(text))
    return made
