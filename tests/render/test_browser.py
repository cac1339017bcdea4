"""The page in Chromium, opened from the disk."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from pipeline.render.page import page
from tests.render import sample

sync = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
]
READY = "() => document.querySelectorAll('.canvas .main-svg').length >= 12 || !document.querySelector('.plot')"


@dataclass
class Opened:
    """A page in the browser, with all that went wrong and all that was asked for."""

    tab: "sync.Page"
    wrong: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def go(self, path: Path, anchor: str = "") -> None:
        self.tab.goto("about:blank")
        self.tab.goto(path.as_uri() + anchor)
        self.tab.wait_for_function(READY)

    def titles(self) -> set[str]:
        texts = self.tab.locator(".xtitle, .ytitle").all_text_contents()
        return {text.strip() for text in texts if text.strip()}


@pytest.fixture(scope="module")
def browser() -> Iterator["sync.Browser"]:
    with sync.sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture
def opened(browser: "sync.Browser") -> Iterator[Opened]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    held = Opened(context.new_page())
    held.tab.on("console", lambda said: held.wrong.append(said.text) if said.type in ("error", "warning") else None)
    held.tab.on("pageerror", lambda error: held.wrong.append(str(error)))
    held.tab.on("request", lambda request: held.asked.append(request.url))
    yield held
    context.close()


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(page(sample.report()), encoding="utf-8")
    return path


def test_it_opens_without_an_error_and_asks_for_nothing_else(opened: Opened, file: Path) -> None:
    opened.go(file)
    assert opened.wrong == []
    assert {address for address in opened.asked if address != "about:blank"} == {file.as_uri()}
    assert opened.tab.locator("html").get_attribute("lang") == "zh"


def test_the_switch_changes_words_figures_and_the_page_s_language(opened: Opened, file: Path) -> None:
    opened.go(file)
    curves = {"主题个数", "得分与各项指标", "读了多少份材料", "不同的编码或主题"}
    assert opened.titles() == {"写到该主题的材料占比", "月份", "组织", "编码"} | curves
    assert "反证：不计入" in opened.tab.inner_text("body")
    opened.tab.get_by_role("button", name="English").click()
    shares = {"Share of documents that carry the theme", "Month", "Organisation", "Code"}
    curves = {"number of topics", "score and its parts", "documents read", "different codes or topics"}
    assert opened.titles() == shares | curves
    said = opened.tab.inner_text("body")
    assert "Counter-evidence: not counted" in said and "反证：不计入" not in said
    assert sample.PASSAGE in said
    assert opened.tab.locator("html").get_attribute("lang") == "en"
    assert opened.tab.locator("[data-language=en]").get_attribute("aria-pressed") == "true"
    assert opened.tab.locator("[data-language=zh]").get_attribute("aria-pressed") == "false"
    assert opened.tab.locator("nav").get_attribute("aria-label") == "Contents"
    assert opened.tab.evaluate("location.hash") == "#lang=en"
    opened.tab.reload()
    assert opened.tab.locator("html").get_attribute("lang") == "en"
    assert opened.wrong == []


def test_the_address_names_a_language_and_a_place_at_once(opened: Opened, file: Path) -> None:
    opened.go(file, "#line-2&lang=en")
    opened.tab.wait_for_function("() => document.querySelector(':target')")
    assert opened.tab.locator("html").get_attribute("lang") == "en"
    assert opened.tab.evaluate("document.querySelector(':target').id") == "line-2"


def test_a_link_to_a_folded_quotation_unfolds_it_and_back_returns(opened: Opened, tmp_path: Path) -> None:
    held = sample.report()
    many = sample.replace(held.themes[0], evidence=held.themes[0].evidence * 6, counter=())
    path = tmp_path / "many.html"
    path.write_text(page(sample.replace(held, themes=(many,))), encoding="utf-8")
    opened.go(path, "#line-2")
    opened.tab.locator("#line-2 .cited a[href^='#theme']").last.click()
    opened.tab.wait_for_function("() => document.querySelector('#theme-1-6').closest('details').open")
    assert opened.tab.locator("#theme-1-6").is_visible()
    opened.tab.go_back()
    assert opened.tab.evaluate("document.querySelector(':target').id") == "line-2"


def test_a_dot_leads_to_its_theme(opened: Opened, file: Path) -> None:
    opened.go(file)
    opened.tab.evaluate(
        "document.querySelector('[data-figure=ranked] .canvas').emit('plotly_click', {points: [{customdata: 'theme-2'}]})"
    )
    assert opened.tab.evaluate("location.hash") == "#theme-2"


def test_on_a_phone_nothing_is_wider_than_the_screen(opened: Opened, file: Path) -> None:
    opened.tab.set_viewport_size({"width": 390, "height": 800})
    for language in ("zh", "en"):
        opened.go(file, f"#lang={language}")
        assert opened.tab.evaluate("document.documentElement.scrollWidth") == 390
    assert opened.wrong == []


def test_printing_unfolds_everything_and_folds_it_again(opened: Opened, file: Path) -> None:
    opened.go(file)
    folded = "document.querySelectorAll('details:not([open])').length"
    before = opened.tab.evaluate(folded)
    assert before > 0
    opened.tab.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert opened.tab.evaluate(folded) == 0
    opened.tab.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert opened.tab.evaluate(folded) == before


def test_hostile_documents_run_nothing(opened: Opened, tmp_path: Path) -> None:
    path = tmp_path / "attacked.html"
    path.write_text(page(sample.attacked()), encoding="utf-8")
    opened.go(path)
    opened.tab.get_by_role("button", name="English").click()
    assert opened.tab.evaluate("window.broken") is None
    assert opened.tab.locator("img").count() == 0
    assert opened.wrong == []


def test_an_empty_report_opens_without_an_error(opened: Opened, tmp_path: Path) -> None:
    path = tmp_path / "empty.html"
    path.write_text(page(sample.empty()), encoding="utf-8")
    opened.go(path)
    assert "Too little text" in opened.tab.inner_text("body")
    assert opened.wrong == []


def test_without_javascript_it_reads_in_the_opening_language(browser: "sync.Browser", file: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(file.as_uri())
    said = tab.inner_text("body")
    assert "反证：不计入" in said and "not counted" not in said
    assert "画图需要 JavaScript；数字见下表。" in said
    assert not tab.locator(".switch").is_visible()
    context.close()
