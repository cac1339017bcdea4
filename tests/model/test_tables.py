"""The schema registry."""

import pandas as pd
import pyarrow as pa
import pytest

from pipeline.model.errors import TableError
from pipeline.model.frames import build, check, concat, from_rows, values
from pipeline.model.tables import SCHEMAS

TERMS = {"topic_id": ["t1", "t1"], "rank": [1, 2], "term": ["角色", "role"], "weight": [0.75, 0.25]}


def test_a_table_has_the_columns_of_its_schema_in_order_and_type() -> None:
    made = build("topic_terms", dict(reversed(TERMS.items())))
    assert list(made.columns) == ["topic_id", "rank", "term", "weight"]
    assert [made[name].dtype.pyarrow_dtype for name in made.columns] == [
        pa.string(),
        pa.int64(),
        pa.string(),
        pa.float64(),
    ]
    assert values(made, "term") == ["角色", "role"]


def test_optional_columns_may_be_left_out_and_are_empty_then() -> None:
    made = build("texts", {"document_id": ["d1"], "text": ["好"], "body_start": [0]})
    assert values(made, "text") == ["好"]
    row = {"document_id": "d1", "path": "a", "characters": 3, "status": "ok"}
    assert values(from_rows("documents", [row]), "date") == [None]


@pytest.mark.parametrize("name", list(SCHEMAS))
def test_every_schema_makes_an_empty_table_and_its_key_is_among_its_columns(name: str) -> None:
    made = build(name, {})
    assert len(made) == 0
    assert list(made.columns) == SCHEMAS[name].names
    assert set(SCHEMAS[name].key) <= set(SCHEMAS[name].names)
    assert [column.name for column in SCHEMAS[name].columns if not column.meaning] == []


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        (TERMS | {"wieght": [1, 2]}, "table 'topic_terms': unknown columns ['wieght'] or unequal lengths"),
        (TERMS | {"rank": [1]}, "table 'topic_terms': unknown columns [] or unequal lengths"),
        (TERMS | {"rank": ["秘密", 2]}, "table 'topic_terms': column 'rank' is not int64"),
        (TERMS | {"term": [3, "role"]}, "table 'topic_terms': column 'term' is not string"),
        (TERMS | {"term": ["秘密", None]}, "table 'topic_terms': column 'term' is empty in rows [1]"),
        ({"topic_id": ["秘密"]}, "table 'topic_terms': column 'rank' is empty in rows [0]"),
        (TERMS | {"rank": [2, 2]}, "table 'topic_terms': key ('topic_id', 'rank') repeats in rows [1]"),
    ],
    ids=["wrong column", "unequal", "text for count", "count for text", "empty", "missing", "key"],
)
def test_what_does_not_fit_is_refused_and_the_message_names_rows_and_no_content(
    columns: dict[str, list[object]], message: str
) -> None:
    with pytest.raises(TableError) as caught:
        build("topic_terms", columns)
    assert caught.value.en == message + ". This is a fault of the program: please report it with this line."
    assert "秘密" not in caught.value.en + caught.value.zh


def test_ready_arrow_arrays_are_taken_over_and_checked_like_plain_values() -> None:
    ranks = pa.chunked_array([[1], [2]])
    made = build("topic_terms", TERMS | {"rank": ranks, "term": pa.array(["角色", "role"])})
    pd.testing.assert_frame_equal(made, build("topic_terms", TERMS))
    with pytest.raises(TableError, match="column 'rank' is not int64"):
        build("topic_terms", TERMS | {"rank": pa.array([1, 2], type=pa.int32())})
    with pytest.raises(TableError, match="unequal lengths"):
        build("topic_terms", TERMS | {"rank": pa.array([1])})
    with pytest.raises(TableError, match=r"column 'term' is empty in rows \[1\]"):
        build("topic_terms", TERMS | {"term": pa.array(["角色", None])})


def test_a_fraction_is_no_count() -> None:
    with pytest.raises(TableError, match="column 'rank' is not int64"):
        build("topic_terms", TERMS | {"rank": [1.5, 2]})


def test_at_most_five_rows_are_named() -> None:
    with pytest.raises(TableError, match=r"is empty in rows \[0, 1, 2, 3, 4\]"):
        build("texts", {"document_id": list("abcdefgh"), "text": [None] * 8, "body_start": [0] * 8})


def test_rows_make_a_table_and_a_key_left_out_is_an_empty_cell() -> None:
    rows = [{"segment_id": "s", "topic_id": "t", "weight": 1.0}, {"segment_id": "s", "topic_id": "u", "weight": 0}]
    made = from_rows("segment_topics", rows)
    assert values(made, "weight") == [1.0, 0.0]
    with pytest.raises(TableError, match=r"column 'weight' is empty in rows \[1\]"):
        from_rows("segment_topics", [rows[0], {"segment_id": "s", "topic_id": "v"}])


def test_a_row_with_an_unknown_key_is_refused() -> None:
    with pytest.raises(TableError, match=r"unknown columns \['extra'\]"):
        from_rows("segment_topics", [{"segment_id": "s", "topic_id": "t", "weight": 1.0}, {"extra": 3}])


def test_check_gives_the_same_table_back() -> None:
    made = build("topic_terms", TERMS)
    assert check("topic_terms", made) is made


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            lambda frame: frame[["rank", "topic_id", "term", "weight"]],
            r"columns are \['rank', 'topic_id', 'term', 'weight'\], not \['topic_id', 'rank', 'term', 'weight'\]",
        ),
        (lambda frame: frame.drop(columns="weight"), r"columns are \['topic_id', 'rank', 'term'\], not"),
        (lambda frame: frame.assign(rank=[1, 2]), "column 'rank' is int64, not int64"),
        (lambda frame: frame.assign(term=["a", "b"]), "column 'term' is .*, not string"),
    ],
)
def test_check_refuses_other_columns_and_columns_that_are_not_arrow_backed(change: object, message: str) -> None:
    with pytest.raises(TableError, match=message):
        check("topic_terms", change(build("topic_terms", TERMS)))  # type: ignore[operator]


def test_values_are_plain_python_with_none_for_empty() -> None:
    made = from_rows("tokens", [{"segment_id": "s", "token": ["a"], "lemma": [], "start_char": [0], "end_char": [1]}])
    assert [values(made, name) for name in made.columns] == [["s"], [["a"]], [[]], [[0]], [[1]]]
    assert type(values(made, "start_char")[0][0]) is int


def test_tables_are_put_under_each_other_in_order() -> None:
    first, second = (
        build("topic_terms", TERMS),
        build("topic_terms", {key: list(reversed(cells)) for key, cells in TERMS.items()} | {"topic_id": ["t0", "t0"]}),
    )
    made = concat("topic_terms", [first, build("topic_terms", {}), second])
    assert values(made, "rank") == [1, 2, 2, 1]
    assert list(made.index) == [0, 1, 2, 3]
    pd.testing.assert_frame_equal(concat("topic_terms", []), build("topic_terms", {}))


def test_tables_with_the_same_key_do_not_go_together() -> None:
    with pytest.raises(TableError, match=r"repeats in rows \[2, 3\]"):
        concat("topic_terms", [build("topic_terms", TERMS)] * 2)


def test_a_column_name_means_the_same_type_everywhere() -> None:
    kinds: dict[str, set[str]] = {}
    for name, schema in SCHEMAS.items():
        for column in schema.columns:
            # the token table holds its cells as lists
            kinds.setdefault(column.name, set()).add(
                str(column.type.value_type if name == "tokens" and pa.types.is_list(column.type) else column.type)
            )
    assert {name: sorted(found) for name, found in kinds.items() if len(found) > 1} == {}
