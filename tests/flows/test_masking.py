"""No real name leaves the corpus: not into outputs, Prefect's home, what is printed, or the key without its passphrase."""

import json
import random
import sqlite3
import stat
from pathlib import Path

import pytest

from flows.sources import CODEBOOK
from pipeline.files.tables import read
from pipeline.model.frames import values
from pipeline.model.tables import SCHEMAS
from tests.flows.conftest import Zhuli, run_folder

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
FIRST = "秀建志晓文国玉海春明桂淑俊丽振"
LAST = "兰华强敏军英芳伟平梅涛霞辉娟林"
PASSPHRASE = "一个长一点的口令"


def identifiers(many: int) -> dict[str, list[str]]:
    """Draw names, telephone and identity numbers, addresses for e-mail and WeChat ids, none twice."""
    draw = random.Random(11)
    names: dict[str, None] = {}
    while len(names) < many:
        names[draw.choice(SURNAMES) + draw.choice(FIRST) + draw.choice(LAST)] = None
    phones = [f"13{draw.randrange(10**8, 10**9)}" for _ in range(many // 2)]
    return {
        "names": list(names),
        "phones": phones,
        "mails": [f"q{draw.randrange(10**6, 10**7)}z@mail{number}.example.org" for number in range(many // 4)],
        "wechat": [f"wxid_{draw.randrange(10**8, 10**9)}" for _ in range(many - many // 2 - many // 4)],
    }


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A corpus of 50 notes with 300 identifiers in texts, headers, labels and names of files, and the identifiers."""
    folder = tmp_path_factory.mktemp("seeded") / "notes"
    folder.mkdir()
    held = identifiers(150)
    numbers = held["phones"] + held["mails"] + held["wechat"]
    for place in range(50):
        first, second, third = held["names"][3 * place : 3 * place + 3]
        one, two, three = numbers[3 * place : 3 * place + 3]
        (folder / f"{place:02} {first}个案.txt").write_text(
            f"类型：督导\n日期：2024-{place % 9 + 1:02}-03\n机构：青禾队\n记录人：{second}\n\n"
            f"社工{second}去看{first}，{first}的电话是{one}。\n{third}说社工成了跑腿的，什么都找{second}。\n"
            f"联系方式：{two}，微信号：{three}。\n{first}：项目的钱花完就停了。\n{third}：那以后怎么办？\n{first}：不知道。\n",
            encoding="utf-8",
        )
    (folder / f"{held['names'][0]}.docx").write_bytes(b"no document at all")
    return folder, held["names"] + numbers


@pytest.fixture(scope="module")
def masked_run(
    zhuli: Zhuli, seeded: tuple[Path, list[str]], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    out = tmp_path_factory.mktemp("masked")
    key = out / "names.key"
    folder = run_folder(zhuli, out / "results", seeded[0], "--key", key, ZHULI_PASSPHRASE=PASSPHRASE)
    return {"out": out / "results", "folder": folder, "key": key}


def said(folder: Path) -> str:
    """Return everything that the files of a folder say: tables and databases are opened, others read as they are."""
    parts = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        parts.append(str(path.relative_to(folder)))
        if path.suffix == ".parquet":
            parts += [str(list(frame[name])) for frame in [read(path.parent, path.stem)] for name in frame.columns]
        elif path.suffix == ".db":
            with sqlite3.connect(path) as connection:
                parts += connection.iterdump()
        parts.append(path.read_bytes().decode("utf-8", "replace"))
    return "\n".join(parts)


def test_none_of_300_identifiers_is_in_outputs_or_in_prefects_home(
    masked_run: dict[str, Path], seeded: tuple[Path, list[str]], prefect_home: Path
) -> None:
    wanted = seeded[1]
    assert len(set(wanted)) == 300
    for folder in (masked_run["out"], prefect_home):
        everything = said(folder)
        assert [one for one in wanted if one in everything] == []
    assert "[人物" in said(masked_run["out"])
    assert "跑腿" in said(masked_run["out"])  # the search does find what is there


def test_nothing_that_is_printed_names_anybody(zhuli: Zhuli, seeded: tuple[Path, list[str]], tmp_path: Path) -> None:
    notes, wanted = seeded
    done = zhuli(
        "run", notes, "--out", tmp_path / "out", PREFECT_LOGGING_LEVEL="DEBUG", PREFECT_HOME=str(tmp_path / "home")
    )
    assert done.returncode == 0
    assert [one for one in wanted if one in done.stdout + done.stderr + said(tmp_path / "home")] == []


def test_an_error_about_files_names_nobody(zhuli: Zhuli, tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    for name in ("王秀兰.docx", "李建华访谈.docx"):
        (tmp_path / "notes" / name).write_bytes(b"nothing")
    done = zhuli("run", tmp_path / "notes", "--out", tmp_path / "out", PREFECT_HOME=str(tmp_path / "home"))
    assert done.returncode == 2
    assert "could be read" in done.stderr
    assert not [name for name in ("王秀兰", "李建华") if name in done.stderr + said(tmp_path / "home")]
    assert not (tmp_path / "out").exists()


def test_a_person_keeps_the_alias_when_notes_come_and_go(zhuli: Zhuli, tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "b.txt").write_text("王秀兰来了，李建华没来。", encoding="utf-8")
    (notes / "c.txt").write_text("李建华说明天来。", encoding="utf-8")
    first = run_folder(zhuli, tmp_path / "out", notes)
    (notes / "a.txt").write_text("陈玉梅第一次来，李建华也在。", encoding="utf-8")
    done = zhuli("run", notes, "--out", tmp_path / "out")
    assert done.returncode == 0
    (second,) = set((tmp_path / "out").glob("*/runs/*")) - {first}
    texts = {
        name: dict(
            zip(
                values(read(run / "tables", "texts"), "document_id"),
                values(read(run / "tables", "texts"), "text"),
                strict=True,
            )
        )
        for name, run in (("first", first), ("second", second))
    }
    assert all(texts["second"][document] == text for document, text in texts["first"].items())
    assert "[人物03]第一次来，[人物02]也在。" in texts["second"].values()
    register = tmp_path / "out" / "notes" / "aliases.json"
    assert stat.S_IMODE(register.stat().st_mode) == 0o600
    assert len(json.loads(register.read_text())) == 3


def test_the_key_opens_with_its_passphrase_only(
    masked_run: dict[str, Path], seeded: tuple[Path, list[str]], zhuli: Zhuli
) -> None:
    key = masked_run["key"]
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert not [one for one in seeded[1] if one.encode() in key.read_bytes()]
    opened = zhuli("reveal", key, ZHULI_PASSPHRASE=PASSPHRASE, ZHULI_LANGUAGE="zh")
    assert opened.returncode == 0
    assert all(one in opened.stdout for one in seeded[1])
    refused = zhuli("reveal", key, ZHULI_PASSPHRASE="something else")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "The passphrase does not open" in refused.stderr


def test_reveal_shows_one_person_and_writes_a_roster(zhuli: Zhuli, tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "a.txt").write_text("王秀兰来了。王阿姨说她累。李建华说好。", encoding="utf-8")
    key = tmp_path / "names.key"
    assert zhuli("pseudonymise", notes, tmp_path / "out", "--key", key, ZHULI_PASSPHRASE="x").returncode == 0
    one = zhuli("reveal", key, "人物01", ZHULI_PASSPHRASE="x", ZHULI_LANGUAGE="zh")
    assert one.stdout == "[人物01]  王秀兰 ×1、王阿姨 ×1  见于 a.txt\n"
    roster = zhuli("reveal", key, "--roster", ZHULI_PASSPHRASE="x", ZHULI_LANGUAGE="zh").stdout
    assert roster == "王秀兰 = 王阿姨  # [人物01]\n李建华  # [人物02]\n"
    (tmp_path / "roster.txt").write_text("王秀兰\n王阿姨 = 李建华\n", encoding="utf-8")
    assert zhuli("pseudonymise", notes, tmp_path / "other", "--roster", tmp_path / "roster.txt").returncode == 0
    assert (tmp_path / "other" / "a.txt").read_text(
        encoding="utf-8"
    ) == "[人物01]来了。[人物02]阿姨说她累。[人物02]说好。"
    nobody = zhuli("reveal", key, "人物09", ZHULI_PASSPHRASE="x")
    assert nobody.returncode == 2
    assert "holds no alias" in nobody.stderr


@pytest.mark.parametrize(
    ("place", "said_of_it"),
    [
        ("notes/names.key", "must be kept apart"),
        ("out/names.key", "must be kept apart"),
        ("no/names.key", "does not exist"),
        ("other.key", "is no key of Zhuli"),
    ],
)
def test_a_place_that_will_not_do_for_the_key_is_one_sentence(
    zhuli: Zhuli, tmp_path: Path, place: str, said_of_it: str
) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "a.txt").write_text("王秀兰来了。", encoding="utf-8")
    (tmp_path / "other.key").write_text("something of value")
    before = sorted(tmp_path.rglob("*"))
    done = zhuli("run", tmp_path / "notes", "--out", tmp_path / "out", "--key", tmp_path / place, ZHULI_PASSPHRASE="x")
    assert done.returncode == 2
    assert said_of_it in done.stderr
    assert sorted(tmp_path.rglob("*")) == before
    assert (tmp_path / "other.key").read_text() == "something of value"


def test_without_a_passphrase_nothing_begins(zhuli: Zhuli, tmp_path: Path) -> None:
    done = zhuli("run", "--out", tmp_path / "out", "--key", tmp_path / "names.key")
    assert done.returncode == 2
    assert "ZHULI_PASSPHRASE" in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_run_without_pseudonyms_says_so_wherever_it_is_opened(zhuli: Zhuli, tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()
    for name in "ab":
        (notes / f"{name}王秀兰.txt").write_text(f"王秀兰说社工成了跑腿的{name}。", encoding="utf-8")
    (tmp_path / "run.toml").write_text('pseudonymise = false\n[paths]\ncorpus = "notes"\n', encoding="utf-8")
    book = ("--codebook", CODEBOOK)
    folder = run_folder(zhuli, tmp_path / "out", "--settings", tmp_path / "run.toml", *book)
    assert "王秀兰说社工成了跑腿的a。" in values(read(folder / "tables", "texts"), "text")
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert "本报告含原文和真实姓名" in page and "real names" in page
    for name in ("csv", "exports"):
        assert "真实姓名" in (folder / name / "REAL-NAMES.txt").read_text(encoding="utf-8")
    assert json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["inputs"].keys() == {
        "a王秀兰.txt",
        "b王秀兰.txt",
    }
    key = ("--key", tmp_path / "names.key")
    refused = zhuli("run", "--settings", tmp_path / "run.toml", *book, *key, ZHULI_PASSPHRASE="x")
    assert refused.returncode == 2
    assert "pseudonymise = false" in refused.stderr


def test_quotations_are_cut_out_of_the_masked_text(masked_run: dict[str, Path]) -> None:
    texts = read(masked_run["folder"] / "tables", "texts")
    by_id = dict(zip(values(texts, "document_id"), values(texts, "text"), strict=True))
    for table, quote in (("segments", "text"), ("codings", "quote"), ("maskings", "alias")):
        frame = read(masked_run["folder"] / "tables", table)
        rows = zip(*(values(frame, name) for name in ("document_id", "start_char", "end_char", quote)), strict=True)
        assert all(by_id[document][start:end] == text for document, start, end, text in rows)
    assert set(SCHEMAS) == {path.stem for path in (masked_run["folder"] / "tables").iterdir()}
