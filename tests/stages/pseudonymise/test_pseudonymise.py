"""The tables that ingest makes, without what identifies people; every offset still points where it did."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.frames import from_rows, rows
from pipeline.model.mentions import Mention
from pipeline.stages.pseudonymise import Pseudonymised, Tools, pseudonymise

NAMES = ("王秀兰", "李四平", "Mary Brown", "Brown", "秀兰", "阿明")


def finding(*names: str, certainty: float = 0.9) -> Tools:
    """Know some names wherever they stand, and those that tables give."""

    def find(texts: Sequence[str], given: Sequence[str], organisations: Sequence[str]) -> list[list[Mention]]:
        wanted = sorted({*names, *given}, key=len, reverse=True)
        pattern = re.compile("|".join(map(re.escape, wanted)) or r"(?!)")
        return [
            [Mention(one.start(), one.end(), "person", certainty, ("three",)) for one in pattern.finditer(text)]
            for text in texts
        ]

    return Tools(find, {"阳光": (900, "n")}, {})


def made(
    texts: Sequence[dict[str, Any]],
    documents: Sequence[dict[str, Any]] = ({},),
    *,
    tools: Tools | None = None,
    files: Sequence[str] = (),
) -> Pseudonymised:
    held = [{"document_id": f"d{number}", "body_start": 0, **text} for number, text in enumerate(texts, 1)]
    about = [
        {"document_id": f"d{number}", "path": f"d{number}.txt", "characters": 0, "status": "ok", **document}
        for number, document in enumerate(documents, 1)
    ]
    return pseudonymise(from_rows("documents", about), from_rows("texts", held), tools or finding(*NAMES), files)


def text_of(result: Pseudonymised, number: int = 0) -> dict[str, Any]:
    return rows(result.texts)[number]


def test_names_go_from_texts_titles_paths_and_remarks() -> None:
    result = made(
        [{"text": "王秀兰来了。"}],
        [
            {
                "title": "王秀兰访谈",
                "path": "访谈/王秀兰.docx",
                "author": "李四平",
                "problem": "same text as 王秀兰.docx",
                "problem_zh": "与 王秀兰.docx 内容相同",
            }
        ],
        files=["访谈/王秀兰.docx"],
    )
    (row,) = rows(result.documents)
    assert text_of(result)["text"] == "[人物01]来了。"
    assert (row["title"], row["path"], row["author"]) == ("[人物01]访谈", "访谈/[人物01].docx", "[人物02]")
    assert (row["problem"], row["problem_zh"]) == ("same text as [人物01].docx", "与 [人物01].docx 内容相同")
    assert row["characters"] == len("[人物01]来了。")
    assert result.files == {"访谈/王秀兰.docx": "访谈/[人物01].docx"}


def test_maskings_say_where_and_why_and_not_whom() -> None:
    result = made([{"text": "王秀兰的电话13812345678"}])
    assert rows(result.maskings) == [
        {
            "document_id": "d1",
            "start_char": 0,
            "end_char": 6,
            "kind": "person",
            "alias": "[人物01]",
            "certainty": 0.9,
            "reasons": ["three"],
        },
        {"document_id": "d1", "start_char": 9, "end_char": 13, "kind": "phone", "alias": "[电话]"}
        | {name: rows(result.maskings)[1][name] for name in ("certainty", "reasons")},
    ]
    assert not [name for row in rows(result.maskings) for name in NAMES if name in str(row)]


def test_turns_pages_and_the_body_keep_their_places() -> None:
    text = "访谈对象：王秀兰\n\n王秀兰：我认识李四平。\n社工：好。\n"
    body = text.index("\n\n") + 2
    starts = [text.index("我认识"), text.index("好。")]
    result = made(
        [
            {
                "text": text,
                "body_start": body,
                "turn_start": starts,
                "turn_end": [starts[0] + len("我认识李四平。"), starts[1] + 2],
                "turn_speaker": ["王秀兰", "社工"],
                "turn_time": ["", ""],
                "page_start": [0, body],
            }
        ]
    )
    row = text_of(result)
    spoken = [row["text"][low:high] for low, high in zip(row["turn_start"], row["turn_end"], strict=True)]
    assert spoken == ["我认识[人物02]。", "好。"]
    assert row["turn_speaker"] == ["[人物01]", "社工"]
    assert row["text"][row["body_start"] :].startswith("[人物01]：我认识")
    assert row["page_start"] == [0, row["body_start"]]


def test_a_speaker_whom_a_format_names_is_a_person_unless_the_label_is_a_role() -> None:
    text = "阳光：早上好，阳光真好。\nSoo：hi\n主持人：大家好\n说话人1：嗯\n"
    starts = [text.index(said) for said in ("早上好", "hi", "大家好", "嗯")]
    speakers = ["阳光", "Soo", "主持人", "说话人1"]
    row = text_of(
        made(
            [
                {
                    "text": text,
                    "turn_start": starts,
                    "turn_end": [start + 1 for start in starts],
                    "turn_speaker": speakers,
                    "turn_time": [""] * 4,
                }
            ]
        )
    )
    # a word of the dictionary is masked as the label only, a name that is nothing else everywhere
    assert row["text"] == "[人物01]：早上好，阳光真好。\n[Person 02]：hi\n主持人：大家好\n说话人1：嗯\n".replace(
        "[Person 02]", "[人物02]"
    )
    assert row["turn_speaker"][2:] == ["主持人", "说话人1"]
    assert all(name not in str(row["turn_speaker"]) for name in ("阳光", "Soo"))


def test_authors_are_parted_and_roles_stay() -> None:
    (row,) = rows(made([{"text": "好"}], [{"author": "社工 王秀兰、李四平（督导）"}]).documents)
    assert row["author"] == "社工 [人物01]、[人物02]（督导）"


def test_a_file_called_after_somebody_in_a_text_is_masked_in_any_case_of_letters() -> None:
    result = made([{"text": "Mary Brown came. Brown left."}], files=["2024-05_brown.docx", "brownies.docx"])
    assert result.files == {"2024-05_brown.docx": "2024-05_[Person 01].docx", "brownies.docx": "brownies.docx"}


def test_an_organisation_keeps_its_name_unless_a_person_is_surely_in_it() -> None:
    documents = [{"organisation": "秀兰互助队"}]
    (row,) = rows(made([{"text": "秀兰互助队的秀兰"}], documents, tools=finding("秀兰", certainty=0.6)).documents)
    assert row["organisation"] == "秀兰互助队"
    sure = made([{"text": "秀兰互助队的秀兰"}], documents, tools=finding("秀兰", certainty=0.99))
    assert rows(sure.documents)[0]["organisation"] == "[人物01]互助队"


def test_the_roster_says_who_is_who() -> None:
    tools = finding("王秀兰", "阿明")
    tools = Tools(tools.find, {}, {"王秀兰": "王秀兰", "阿明": "王秀兰"})
    assert text_of(made([{"text": "王秀兰就是阿明。"}], tools=tools))["text"] == "[人物01]就是[人物01]。"


def test_numbers_that_stand_in_a_text_already_are_not_given_again() -> None:
    assert text_of(made([{"text": "[人物07]和王秀兰"}]))["text"] == "[人物07]和[人物08]"


@given(st.lists(st.text("王李秀兰四平 Brown，\n：", max_size=40), min_size=1, max_size=3))
def test_every_offset_of_the_old_text_points_to_the_same_rest_in_the_new(texts: list[str]) -> None:
    held = [{"text": text, "page_start": list(range(len(text) + 1)), "body_start": len(text)} for text in texts]
    result = made(held, [{}] * len(texts))
    maskings = rows(result.maskings)
    for number, text in enumerate(texts):
        row = text_of(result, number)
        spans = [(one["start_char"], one["end_char"]) for one in maskings if one["document_id"] == row["document_id"]]
        assert all(
            row["text"][low:high] == one["alias"]
            for (low, high), one in zip(
                spans, [one for one in maskings if one["document_id"] == row["document_id"]], strict=True
            )
        )
        inside = {place for low, high in spans for place in range(low, high)}
        for offset, moved in enumerate(row["page_start"][:-1]):
            if moved not in inside and moved not in {high for _, high in spans}:
                assert row["text"][moved] == text[offset]
        assert row["body_start"] == len(row["text"])
        assert row["page_start"] == sorted(row["page_start"])


def test_the_same_tables_twice_give_the_same(make_texts: Callable[..., Any]) -> None:
    first, second = (made([{"text": "王秀兰和李四平"}]) for _ in range(2))
    for name in ("documents", "texts", "maskings"):
        assert rows(getattr(first, name)) == rows(getattr(second, name))
