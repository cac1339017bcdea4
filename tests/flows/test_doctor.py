"""zhuli doctor names what is there and how to get what is not."""

from importlib.metadata import version

from tests.flows.conftest import Zhuli


def test_doctor_names_versions_and_the_optional_part(zhuli: Zhuli) -> None:
    done = zhuli("doctor")
    assert done.returncode == 0
    assert f"prefect                ok             {version('prefect')}" in done.stdout
    assert "embeddings (optional)" in done.stdout
    assert "18 codes" in done.stdout


def test_doctor_speaks_chinese(zhuli: Zhuli) -> None:
    assert "句向量（可选）" in zhuli("doctor", ZHULI_LANGUAGE="zh").stdout
