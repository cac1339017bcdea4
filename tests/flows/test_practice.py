"""Which codes the lens looks at, and what is refused before a run begins."""

from pathlib import Path

import pytest

from flows import practice
from flows.sources import CODEBOOK, SAMPLE, read_codebook
from pipeline.model.errors import SettingsError
from pipeline.model.practice_options import Lens
from tests.flows.conftest import Zhuli
from tests.flows.test_cli import sentence_of

BOOK = read_codebook(CODEBOOK)


def test_problems_are_the_risks_unless_others_are_named() -> None:
    codes = practice.codes(Lens(), BOOK)
    assert codes.problems == ("role_vagueness", "sustainability_risk", "rigid_method", "cooperation_gap")
    assert codes.outcomes == ("wider_services", "resource_linking", "resident_participation", "professionalisation")
    assert codes.methods[:2] == ("capacity_gap", "weak_network")
    assert len(codes.methods) == 10
    named = practice.codes(Lens(problems=("rigid_method", "capacity_gap")), BOOK)
    assert named.problems == ("capacity_gap", "rigid_method")


def test_a_problem_that_the_codebook_lacks_is_named_with_those_that_it_has() -> None:
    practice.check(Lens(problems=("rigid_method",)), BOOK)
    with pytest.raises(SettingsError) as refused:
        practice.check(Lens(problems=("rigid_method", "rigid")), BOOK)
    assert "no code 'rigid'; it has: capacity_gap, " in refused.value.en
    assert "没有编码 'rigid'；有：capacity_gap, " in refused.value.zh


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ('[lens]\nproblems = ["rigid"]\n', "[lens] problems: the codebook has no code 'rigid'"),
        ('[alerts]\nblock = "my-block"\n', "[alerts] block: 'my-block' must be written type/name"),
        ('[alerts]\nblock = "slack-webhook/not-there"\n', "the notification block 'slack-webhook/not-there' could not"),
    ],
)
def test_a_run_that_cannot_do_what_is_set_does_not_begin(
    zhuli: Zhuli, tmp_path: Path, said: str, expected: str
) -> None:
    settings = tmp_path / "run.toml"
    settings.write_text(said, encoding="utf-8")
    done = zhuli("run", SAMPLE, "--settings", settings, "--codebook", CODEBOOK, "--out", tmp_path / "out")
    assert done.returncode == 2
    assert expected in sentence_of(done)
    assert not (tmp_path / "out").exists()
