"""Where sentences end. In the examples a bar stands where one sentence ends and the next one begins."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.sentences import inner_ends, sentence_ends

CHINESE = [
    "社工来了。|居民不在家。",
    "真的吗？|太好了！|谢谢",
    "一是缺人；|二是缺钱。",
    "一是缺人;|二是缺钱。",
    "真的吗？！|我不信！！！|走吧",
    "开会。。。|散会",
    "他说：“好。”|然后他走了。",
    "他说，“我不去！”|大家都没说话。",
    "他对我说“好。”|然后走了。",
    "“好。”他说。|我们就散了。",
    "“你们来吗？”居民问道。|没人回答。",
    "“你来吗？”|“我来。”",
    "她说：“我怕。|我不敢去。”|我陪她去了。",
    "那句“算了吧！”的口气让人难受。",
    "他总说“为什么？”，没人理他。",
    "《怎么办？》是一本书。|我看过。",
    "活动（谁来？）还没定。",
    "名单见附件。|（只发给组长。）|散会。",
    "用“我觉得……”而不是“你总是……”来说。",
    "我一直很累……|我不知道怎么办。",
    "嗯……我想想。",
    "街舞、音乐……都可以学。",
    "他很为难…… |大家没再问。",
    "我们 周三 去走访 居民 了",
    "共3.5万人，2024.5.3上午12:30到。|完",
    "1.加强培训。|2．完善制度。|3、落实责任。|（4）总结",
    "一.加强培训\n|二.完善制度",
    "升级到2.0.8后不能用。|请修。",
    "参加人数：30.下周再报。",
    "这个活动没有人来.|大家觉得很可惜.|下次再说",
    "苏服办.南通打不开。",
    "今天开会． |明天走访。",
    "完成了！😊 |下周继续。",
    "见 http://a.cn/x?y=1 。|谢谢！",
    "**结论。** |下一项。",
    "台灣的法令不明；|主管機關「睜一隻眼。」|民眾怎麼辦？",
]
ENGLISH = [
    "The worker came. |Nobody was in.",
    "Really? |No way! |Thanks",
    "We asked; they did not answer.",
    "Dr. Li and Mrs. Chen met Prof. Wu. |They talked.",
    "We met at 9 a.m. in St. Mary's. |It rained.",
    "It ended at 5 p.m. |Everybody left.",
    "See e.g. the notes, i.e. No. 5, Fig. 2 and pp. 3-4. |Done.",
    "I said no. |Then I left.",
    "He works for the U.S. Government. |She does not.",
    "He lives in the U.S. |The others do not.",
    "J. R. Smith spoke. |George W. Bush did not.",
    "Acme Inc. pays. |We ask Acme Inc. |They pay.",
    "Yoga, cooking etc. |Singing too.",
    "Yoga, cooking etc. were offered.",
    "It costs 3.5 dollars in v2.0.1. |Cheap.",
    "1. Call them. |2. Write a note.",
    "It was in 2019. |The group had ended.",
    "Write to li.ming@example.org or see www.example.org/a?b=c. |Thanks.",
    "Open notes.docx in Node.js first. |Then go on.",
    "So... we went home. |Well... |That was it.",
    "Really?! |Yes.",
    '"Go." |She left.',
    '"Really?" he said. |"Really?" Tom asked.',
    'He said "No." and left. |She said "Yes." |Then we began.',
    "“I was afraid. |I ran,” he said.",
    "We waited (eight weeks?) for an answer. |(It came late.) |We were glad.",
    "The service was good.|The staff were kind.",
    "it was fine. |we came back. |nobody asked",
    "that was all . |So we left .",
    "'Tis late. |'Go home.'",
    "She loved it! 😊 |We too.",
    "They sat in the hall with the others until\nthe rain was over. |Then they left.",
    "First point\n|Second point",
    "  \n Begins late. |Ends.",
    "It rained.\n\n|The sun came out.",
]
MIXED = [
    "我们用Zoom开会. |然后散会。",
    "我们一起用Zoom.|然后散会。",
    "用app。|OK！|谢谢",
    "王Dr. Lee来了。|大家鼓掌",
    "He said: “好。”|然后他走了。",
    '他说:"好."|然后他走了。',
    '他今天已经走了.|"好的"是我说的。',
    "A.选项一，B.选项二。|选A",
    "见No.5中学的Ms.王。|谢谢",
    "看v2.0的README.md文件。|好",
    "We visited 居委会. |他们不在。",
    "吹走了\n|and then it was gone.",
    "我们今天开会到5 p.m. |大家很累。",
]


@pytest.mark.parametrize("marked", [*CHINESE, *ENGLISH, *MIXED])
def test_sentences_end_at_the_bars(marked: str) -> None:
    pieces = marked.split("|")
    assert cut("".join(pieces)) == pieces


def cut(text: str) -> list[str]:
    ends = sentence_ends(text)
    return [text[start:end] for start, end in zip([0, *ends], ends, strict=False)]


def test_nothing_has_no_sentence_and_white_space_is_one() -> None:
    assert sentence_ends("") == []
    assert sentence_ends(" \n\n ") == [4]


def test_a_wrapped_line_goes_on_and_a_list_does_not() -> None:
    wrapped = "我们在活动室里一起讨论了下半年的工作安排和人员分工还有\n经费的来源。"
    assert cut(wrapped) == [wrapped]
    listed = "我们在活动室里一起讨论了下半年的工作安排和人员分工还有\n1. 经费"
    assert cut(listed) == [listed[:28], "1. 经费"]


def test_in_texts_laid_end_to_end_the_last_sentence_of_each_is_left_out() -> None:
    assert inner_ends("没有句号\0好。坏。\0Dr.\0Smith came. Then\0") == [7, 26]


def test_offsets_are_code_points_also_beyond_the_basic_plane() -> None:
    assert sentence_ends("𠮷好。😀好。") == [4, 6]


ALPHABET = ["社工", "我", "说", "Dr", "U", "e", "role", "The", "I", "3", "一", "said ", "www", "://", "etc"] + list(
    "。！？；…，、：“”「」（）《》.．!?;,:\"'()[]*_-  \n\n😊"
)
texts = st.lists(st.sampled_from(ALPHABET), max_size=30).map("".join) | st.text(max_size=30)


@given(texts)
def test_sentences_put_together_are_the_text(text: str) -> None:
    ends = sentence_ends(text)
    assert ends == sorted(set(ends))
    assert "".join(cut(text)) == text
    assert all(end > 0 for end in ends)


@given(texts)
def test_a_sentence_begins_with_something_to_read_and_holds_it(text: str) -> None:
    pieces = cut(text)
    assert not any(piece[0].isspace() for piece in pieces[1:])
    assert not text.strip() or all(piece.strip() for piece in pieces)


@given(texts, texts)
def test_what_is_appended_behind_a_clear_end_changes_nothing_before_it(text: str, more: str) -> None:
    clear = text + "我们走了。\n\n"
    assert sentence_ends(clear + "他们" + more)[: len(sentence_ends(clear))] == sentence_ends(clear)


@given(st.lists(texts, max_size=5))
def test_texts_laid_end_to_end_are_cut_as_each_alone(parts: list[str]) -> None:
    parts = [part.replace("\0", "").strip() for part in parts]
    begins, expected = 0, []
    for part in parts:
        expected += [begins + end for end in sentence_ends(part)[:-1]]
        begins += len(part) + 1
    assert inner_ends("\0".join((*parts, ""))) == expected
