"""The book's pages, as its table of contents lists them, and the files they become."""

from functools import cache
from pathlib import Path

import yaml
from bs4 import BeautifulSoup

ROOT = Path(__file__).parents[1]
SITE = ROOT / "_build/html"
CONFIG = yaml.safe_load((ROOT / "_config.yml").read_text())
REPOSITORY = CONFIG["repository"]["url"]
# {page: {"ready": s, "size": bytes}}, for the summary that conftest.py prints.
measured = {}


def documents(entry=None):
    """Every document of _toc.yml, in order, as `book/1-information/entropy`."""
    if entry is None:
        entry = yaml.safe_load((ROOT / "_toc.yml").read_text())
    if isinstance(entry, list):
        return [name for item in entry for name in documents(item)]
    if not isinstance(entry, dict):
        return []
    own = [entry[key] for key in ("root", "file") if key in entry]
    return own + [name for value in entry.values() for name in documents(value)]


def html_path(name):
    """The built file of a document; `1-information/entropy.md` names one, too."""
    name = name.removesuffix(".md").removesuffix(".html").removeprefix("book/")
    return SITE / "book" / f"{name}.html"


@cache
def soup(path):
    """The parsed HTML of a built file."""
    return BeautifulSoup(path.read_text(), "html.parser")


def chapters():
    """The sources of the chapters: the pages in the numbered folders of book/."""
    return sorted(ROOT.glob("book/[0-9]*-*/*.md"))
