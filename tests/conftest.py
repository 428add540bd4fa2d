"""The built site and a real browser for the tests that need them."""

import os
import shutil
import time

import pytest
from pages import SITE, html_path, measured

FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
).split()
NAMES = ("chromium", "chromium-browser", "google-chrome")
# True when every formula is drawn.
READY = """() => [...document.querySelectorAll('.math')].every(
  (formula) => formula.querySelector('mjx-container > svg')
)"""


def chromium():
    """Path of the browser: CHROMIUM if set, otherwise a usual name on the PATH."""
    names = (os.environ.get("CHROMIUM"), *NAMES)
    return next((path for n in names if n and (path := shutil.which(n))), None)


@pytest.fixture(scope="session")
def site():
    """The folder of the built pages."""
    if not (SITE / "index.html").exists():
        pytest.fail("The book is not built: run `make book` first.", pytrace=False)
    return SITE


@pytest.fixture(scope="session")
def browser():
    """One headless Chromium for all tests."""
    path = chromium()
    if path is None:
        message = "There is no Chromium: install it, or name it in CHROMIUM=/path."
        if os.environ.get("CI") == "true":
            pytest.fail(message, pytrace=False)
        pytest.skip(message)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def open_page(site, browser):
    """open_page(name, **options): a page of the book, from disk, without network.

    `name` is a document (`book/index`) or a source below book/; the options are those
    of a Playwright context (`color_scheme`, `viewport`, ...). The page has `.requests`
    (addresses) and `.problems` (console errors and uncaught exceptions).
    """
    contexts = []

    def open_page(name, **options):
        contexts.append(browser.new_context(**{"offline": True, **options}))
        page = contexts[-1].new_page()
        watch(page)
        start = time.perf_counter()
        page.goto(html_path(name).as_uri())
        page.wait_for_function(READY)
        measured.setdefault(name, {})["ready"] = time.perf_counter() - start
        return page

    yield open_page
    for context in contexts:
        context.close()


def watch(page):
    """Record what a page asks for and what goes wrong in it."""
    page.requests, page.problems = [], []
    page.on("request", lambda request: page.requests.append(request.url))
    page.on("pageerror", lambda error: page.problems.append(str(error)))
    page.on(
        "console",
        lambda m: page.problems.append(m.text) if m.type == "error" else None,
    )


def pytest_terminal_summary(terminalreporter):
    """Say how large and how quick the pages were; the time is not a test."""
    rows = {name: m for name, m in sorted(measured.items()) if "size" in m}
    if rows:
        terminalreporter.section("pages: gzipped size, time until ready")
    for name, m in rows.items():
        terminalreporter.write_line(
            f"{m['size'] / 1e6:5.2f} MB {m['ready']:5.1f} s  {name}"
        )
