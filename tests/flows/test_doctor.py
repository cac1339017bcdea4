"""zhuli doctor names what is there and how to get what is not."""

from importlib.metadata import version

from tests.flows.conftest import Zhuli


def test_doctor_names_versions_and_the_optional_part(zhuli: Zhuli) -> None:
    done = zhuli("doctor")
    assert done.returncode == 0
    said = {line.split("  ")[0]: line.split() for line in done.stdout.splitlines()}
    assert said["prefect"] == ["prefect", "ok", version("prefect")]
    assert "LibreOffice (optional)" in said
    assert "embeddings (optional)" in done.stdout
    assert "18 codes" in done.stdout


def test_doctor_speaks_chinese(zhuli: Zhuli) -> None:
    assert "句向量（可选）" in zhuli("doctor", ZHULI_LANGUAGE="zh").stdout
