"""What a reader makes of a file."""

from pipeline.model.raw import RawDocument


def test_the_path_names_the_row_where_a_file_holds_many_notes() -> None:
    assert RawDocument("督导/a#1.txt").path == "督导/a#1.txt"
    assert RawDocument("b.xlsx", row="上半年#3").path == "b.xlsx#上半年#3"
