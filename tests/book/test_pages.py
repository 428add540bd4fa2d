"""Each built page in a real browser: alone, accessible, and fit for any screen."""

import gzip
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from pages import documents, measured

LIMIT = 1_500_000  # bytes of a page and all it loads, gzipped
# Findings in the theme's own parts of the page, by rule: the reason to live with it.
TOLERATED = {}
WITHOUT_ALT = """() => [...document.querySelectorAll(
  'img, .bd-article svg, .bd-article canvas, .explore'
)].filter((node) => {
  if (node.closest('[aria-hidden=true], mjx-container, button')) return false;
  const inner = node.parentElement.closest('svg');
  if (inner) return false;
  const title = node.querySelector?.(':scope > title')?.textContent;
  return !(node.alt || node.getAttribute('aria-label') || title);
}).map((node) => node.outerHTML.slice(0, 200))"""
TOO_WIDE = """() => {
  const page = document.documentElement;
  if (page.scrollWidth <= page.clientWidth) return [];
  return [...document.querySelectorAll('body *')]
    .filter((e) => e.getBoundingClientRect().right > page.clientWidth + 1)
    .map((e) => e.outerHTML.slice(0, 120)).slice(0, 5);
}"""


def size(requests):
    """Bytes of the files that a page loaded, each gzipped."""
    paths = {unquote(urlsplit(url).path) for url in requests if url[:5] == "file:"}
    return sum(len(gzip.compress(Path(p).read_bytes(), 6)) for p in paths)


def findings(page, *rules):
    """Serious and critical findings of axe-core outside TOLERATED, of some rules."""
    # Preloading style sheets is refused for pages opened from disk.
    options = {"preload": False} | ({"runOnly": list(rules)} if rules else {})
    return [
        f"{v['id']}: {node['target']} {node['failureSummary']}"
        for v in Axe().run(page, options=options).response["violations"]
        if v["impact"] in ("serious", "critical") and v["id"] not in TOLERATED
        for node in v["nodes"]
    ]


def brightness(page):
    """Sum of red, green and blue of the page's background, 0 to 765."""
    colour = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    return sum(int(n) for n in re.findall(r"\d+", colour)[:3])


@pytest.mark.parametrize("name", documents())
def test_a_page_needs_nobody_and_says_what_it_shows(name, open_page):
    page = open_page(name)
    schemes = {urlsplit(url).scheme for url in page.requests}
    assert schemes <= {"file", "data", "blob"}, page.requests
    assert page.problems == []
    assert page.evaluate(WITHOUT_ALT) == []
    assert findings(page) == []
    assert brightness(page) > 600
    measured[name]["size"] = size(page.requests)
    assert measured[name]["size"] <= LIMIT


@pytest.mark.parametrize("name", documents())
def test_a_page_has_a_dark_side(name, open_page):
    page = open_page(name, color_scheme="dark")
    assert brightness(page) < 200
    assert findings(page, "color-contrast") == []


@pytest.mark.parametrize("name", documents())
def test_a_page_fits_a_phone(name, open_page):
    page = open_page(name, viewport={"width": 390, "height": 844})
    assert page.evaluate(TOO_WIDE) == []
    assert findings(page, "scrollable-region-focusable") == []


def test_formulas_are_drawn(open_page):
    page = open_page("book/1-information/entropy")
    drawn = page.locator("mjx-container svg").count()
    assert drawn > 0
    assert drawn == page.locator("mjx-container").count()
    assert page.locator("mjx-container [data-mml-node=merror]").count() == 0
