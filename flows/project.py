"""zhuli init: lay out a new project."""

from pathlib import Path

from rich.console import Console

from flows.sources import CODEBOOK
from flows.speech import say
from pipeline.files.run_folder import write_text
from pipeline.model.errors import OutputError
from pipeline.model.run_toml import template


def create(folder: Path) -> None:
    """Make a project folder with corpus/, run.toml and codebook.yaml; what is there already is never overwritten.

    Raises
    ------
    OutputError
        When one of them exists, or the folder cannot be written.
    """
    there = [name for name in ("corpus", "run.toml", "codebook.yaml") if (folder / name).exists()]
    if there:
        raise OutputError(
            f"{str(folder / there[0])!r} exists already and is left as it is; name a new folder.",
            f"{str(folder / there[0])!r} 已存在，未作改动；请换一个新文件夹。",
        )
    try:
        for name in ("supervision", "salons", "interviews"):
            (folder / "corpus" / name).mkdir(parents=True)
        write_text(folder / "run.toml", template())
        write_text(folder / "codebook.yaml", CODEBOOK.read_text(encoding="utf-8"))
    except OSError as error:
        raise OutputError(
            f"The folder {str(folder)!r} cannot be written ({error.strerror}); name another.",
            f"文件夹 {str(folder)!r} 无法写入（{error.strerror}），请换一个。",
        ) from error
    console = Console(highlight=False, soft_wrap=True)
    console.print(say(f"已建好项目 {folder}：", f"The project {folder} is laid out:"))
    console.print(
        say(
            "  corpus/        把记录放进来（督导、沙龙、访谈各一个文件夹）",
            "  corpus/        put the notes here (folders for supervision, salons, interviews)",
        )
    )
    console.print(
        say("  run.toml       运行设置，每项都有说明", "  run.toml       run settings, every option explained")
    )
    console.print(say("  codebook.yaml  编码本，可自行修改", "  codebook.yaml  the codebook, yours to change"))
    console.print(say(f"下一步：cd {folder} && zhuli run", f"Next: cd {folder} && zhuli run"))
