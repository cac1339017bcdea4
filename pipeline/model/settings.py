"""The settings of one run: frozen; how they are written in a run.toml is in `pipeline.model.run_toml`."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.model.options import option
from pipeline.model.practice_options import Alerts, Lens


@dataclass(frozen=True)
class Paths:
    """Where things lie; relative to the folder of the run.toml that names them."""

    corpus: str = option("corpus", "folder of the notes; it is only ever read", "存放记录的文件夹，只读不改")
    codebook: str = option("codebook.yaml", "the codebook file", "编码本文件")
    out: str = option("outputs", "where run folders are written", "结果输出到哪个文件夹")


@dataclass(frozen=True)
class Ingest:
    """How files become documents."""

    max_megabytes: int = option(
        50,
        "a larger file is set aside, in megabytes (unpacked, for .docx and .xlsx, and for each file of a .zip)",
        "超过此大小的文件不读（MB；.docx、.xlsx 和 .zip 里的每个文件按解压后计）",
        low=1,
        high=2000,
    )
    max_rows: int = option(
        100_000,
        "rows read of one table or JSON-lines file",
        "一个表格或 JSON 行文件最多读多少行",
        low=1,
        high=10_000_000,
    )
    office_seconds: int = option(
        60,
        "how long LibreOffice may take to convert one old file (.doc, .wps), in seconds",
        "LibreOffice 转换一个旧文件（.doc、.wps）最多用多少秒",
        low=5,
        high=3600,
    )
    max_seconds: int = option(
        120, "a file that takes longer to read is set aside, in seconds", "读取超过此秒数的文件不读", low=1, high=36_000
    )
    max_memory_megabytes: int = option(
        2000,
        "a file that needs more memory is set aside, in megabytes (on Linux)",
        "读取时所需内存超过此数的文件不读（MB；仅 Linux 有效）",
        low=500,
        high=1_000_000,
    )
    workers: int = option(2, "processes that read files", "同时读取文件的进程数", low=1, high=64)
    max_cells: int = option(
        5_000_000,
        "cells that one sheet may span, empty ones included",
        "一个工作表最多跨多少个单元格（含空格子）",
        low=100,
        high=1_000_000_000,
    )
    max_pages: int = option(2000, "pages read of one PDF", "一个 PDF 最多读多少页", low=1, high=100_000)
    max_entries: int = option(2000, "files read of one .zip", "一个 .zip 里最多读多少个文件", low=1, high=1_000_000)
    max_archive_megabytes: int = option(
        500,
        "what all files of one .zip may unpack to, in megabytes",
        "一个 .zip 全部解压后的上限（MB）",
        low=1,
        high=100_000,
    )
    max_ratio: int = option(
        200,
        "how many times its packed size a file of a .zip may unpack to",
        ".zip 里的文件解压后最多可为压缩大小的多少倍",
        low=2,
        high=100_000,
    )
    text_columns: tuple[str, ...] = option(
        (),
        'columns of tables that hold text, such as ["What is your role?"]; empty: guessed, and said in the report',
        '表格里哪些列是正文，例如 ["您的角色是什么？"]；留空则自动判断，并在报告里说明',
    )
    title_column: str = option(
        "", "column of tables that names each row; empty: known labels", "表格里哪一列是标题；留空则按常见名称识别"
    )
    date_column: str = option("", "column of tables with the date; likewise", "表格里哪一列是日期；同上")
    organisation_column: str = option(
        "", "column of tables with the organisation; likewise", "表格里哪一列是机构；同上"
    )
    kind_column: str = option(
        "", "column of tables with the kind of document; likewise", "表格里哪一列是文档类型；同上"
    )
    speaker_column: str = option(
        "", "column of tables that says who speaks; empty: nobody is named", "表格里哪一列是说话人；留空则不区分"
    )


@dataclass(frozen=True)
class Pseudonymise:
    """What is masked before anything else sees the text."""

    on: bool = option(
        True,
        "names, telephone and identity numbers, addresses and the like become aliases; with false, outputs hold real names (pseudonymise = false, before all sections, says the same)",
        "人名、电话、证件号、住址等换成化名；设为 false 时结果里是真名（也可在所有小节之前写 pseudonymise = false）",
    )
    threshold: float = option(
        0.06,
        "certainty from which a name is masked: lower finds more names and masks more words that are none",
        "把握达到多少就遮盖人名：调低则漏得少、误遮多",
        low=0.001,
        high=0.999,
    )
    roster: str = option(
        "",
        "file with names to mask always, a person a line, forms of one name parted by = (王秀兰 = 王阿姨 = 秀兰)",
        "名单文件：一行一个人，一律遮盖，同一个人的几种叫法用 = 隔开（王秀兰 = 王阿姨 = 秀兰）",
    )
    keep: str = option("", "file with words never to mask, one a line", "保留词文件：一行一个，从不遮盖")
    institutions: bool = option(False, "organisations and places become aliases too", "机构名和地名也换成化名")
    spacy: str = option(
        "",
        "a trained spaCy pipeline that is installed, such as zh_core_web_sm; the persons that it sees count as evidence",
        "已安装的 spaCy 模型，例如 zh_core_web_sm，它认出的人名作为旁证",
    )
    key: str = option(
        "",
        "file to keep who is behind each alias, encrypted with a passphrase; outside corpus and outputs. Empty: nowhere",
        "把化名对应的真名加密存到哪个文件（要口令），须在语料和结果文件夹之外；留空则不保存",
    )


@dataclass(frozen=True)
class Tokenise:
    """How text is cut into words."""

    chinese: str = option(
        "rjieba",
        "Chinese segmenter: rjieba (fast) or jieba",
        "中文分词：rjieba（快）或 jieba",
        choices=("rjieba", "jieba"),
    )


@dataclass(frozen=True)
class Topics:
    """How topics are found."""

    model: str = option(
        "clusters",
        "clusters (groups of passages, the default), keynmf (keyword NMF), nmf (on TF-IDF), lda, bertopic (slower; more segments needed) or bertopic-light",
        "clusters（段落聚类，默认）、keynmf（关键词 NMF）、nmf（TF-IDF 上的 NMF）、lda、bertopic（较慢，需要较多段落）或 bertopic-light",
        choices=("clusters", "keynmf", "nmf", "lda", "bertopic", "bertopic-light"),
    )
    count: int = option(
        0,
        "number of topics; 0: chosen by stability and coherence",
        "主题个数；0 表示按稳定性和一致性自动选择",
        low=0,
        high=500,
    )
    guided: bool = option(
        False,
        "topics begin from the codebook's codes and move on from there (first run only; not for lda)",
        "主题从编码本的编码出发再调整（只在首次运行时起作用；lda 不支持）",
    )
    terms: int = option(10, "terms listed per topic", "每个主题列出多少个词", low=3, high=50)
    minimum_segments: int = option(
        60, "with fewer usable segments no topics are made up", "可用段落少于此数时不强行做主题", low=10, high=1_000_000
    )
    embeddings: str = option(
        "",
        "folder, or installed package, of a sentence-transformers or model2vec model (extra [embeddings]); empty: vectors of the corpus itself",
        "sentence-transformers 或 model2vec 模型所在文件夹或已装软件包（需装 [embeddings]）；留空则用语料自身的向量",
    )
    seed: int = option(0, "seed of everything random", "随机种子", low=0, high=2**32 - 1)


@dataclass(frozen=True)
class Themes:
    """How themes are counted and judged."""

    confidence: float = option(0.95, "level of the intervals", "区间的置信水平", low=0.5, high=0.999)
    significance: float = option(
        0.05, "a trend counts when its q-value is below this", "q 值低于此数才算有趋势", low=0.001, high=0.5
    )
    minimum_documents: int = option(
        10,
        "with fewer dated documents a theme's status is 'insufficient'",
        "有日期的文档少于此数时，状态记为“材料不足”",
        low=3,
        high=10_000,
    )
    minimum_months: int = option(
        3, "with documents in fewer months likewise", "有文档的月份少于此数时同样记为“材料不足”", low=2, high=1000
    )
    minimum_carriers: int = option(
        3, "a theme in fewer documents likewise", "写到该主题的文档少于此数时同样记为“材料不足”", low=1, high=1000
    )
    evidence: int = option(12, "quotations listed per theme", "每个主题列出多少条原话", low=1, high=500)


@dataclass(frozen=True)
class Report:
    """How the report opens."""

    language: str = option(
        "zh",
        "language in which the report opens: zh or en (it can be switched in the page)",
        "报告默认语言：zh 或 en（页面内可切换）",
        choices=("zh", "en"),
    )
    title: str = option("", "title of the report; empty: the corpus folder's name", "报告标题；留空则用语料文件夹名")


@dataclass(frozen=True)
class Settings:
    """All settings of one run."""

    paths: Paths = field(default_factory=Paths)
    ingest: Ingest = field(default_factory=Ingest)
    pseudonymise: Pseudonymise = field(default_factory=Pseudonymise)
    tokenise: Tokenise = field(default_factory=Tokenise)
    topics: Topics = field(default_factory=Topics)
    themes: Themes = field(default_factory=Themes)
    lens: Lens = field(default_factory=Lens)
    alerts: Alerts = field(default_factory=Alerts)
    report: Report = field(default_factory=Report)


SWITCH = "pseudonymise"  # the section that a single true or false may stand for
SECTIONS: Mapping[str, type] = {
    "paths": Paths,
    "ingest": Ingest,
    "pseudonymise": Pseudonymise,
    "tokenise": Tokenise,
    "topics": Topics,
    "themes": Themes,
    "lens": Lens,
    "alerts": Alerts,
    "report": Report,
}
