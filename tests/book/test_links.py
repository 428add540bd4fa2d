"""Links of the built pages, checked without a network."""

from urllib.parse import unquote, urlsplit

import pytest
from pages import CONFIG, REPOSITORY, ROOT, SITE, documents, html_path, soup

BLOB = f"{REPOSITORY}/blob/{CONFIG['repository']['branch']}/"


def references(page):
    """Every address a page links to or loads."""
    attributes = {"a": "href", "link": "href", "img": "src", "script": "src"}
    for tag, attribute in attributes.items():
        for element in page.find_all(tag, **{attribute: True}):
            yield tag, element[attribute]


def anchors(path):
    """The ids of a page."""
    page = soup(path)
    return {e.get("id") for e in page.find_all(id=True)} | {
        e.get("name") for e in page.find_all("a", attrs={"name": True})
    }


def broken(path, address):
    """Why a link from `path` to another place of the site leads nowhere, or None."""
    parts = urlsplit(address)
    target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
    if not target.is_relative_to(SITE.resolve()) or not target.is_file():
        return f"{address}: no such file"
    fragment = unquote(parts.fragment)
    if fragment and target.suffix == ".html" and fragment not in anchors(target):
        return f"{address}: no such place"
    return None


@pytest.mark.parametrize("name", documents())
def test_links_within_the_site_lead_somewhere(site, name):
    path = html_path(name).resolve()
    local = [a for _, a in references(soup(path)) if not urlsplit(a).scheme]
    assert len(local) > 10
    assert [why for address in local if (why := broken(path, address))] == []


@pytest.mark.parametrize("name", documents())
def test_links_to_elsewhere_are_well_formed(site, name):
    for tag, address in references(soup(html_path(name))):
        parts = urlsplit(address)
        if parts.scheme and parts.scheme != "data":
            assert tag == "a", f"the page loads {address}"
            assert parts.scheme == "https", address
            assert "." in parts.netloc, address
            assert " " not in address, address


@pytest.mark.parametrize("name", documents())
def test_links_to_the_repository_name_existing_files(site, name):
    for _, address in references(soup(html_path(name))):
        if address.startswith(BLOB):
            path = unquote(urlsplit(address.removeprefix(BLOB)).path)
            assert (ROOT / path).exists(), address


def test_the_first_page_leads_to_the_welcome(site):
    assert "book/index.html" in (site / "index.html").read_text()


@pytest.mark.parametrize("name", [n for n in documents() if n[5].isdigit()])
def test_a_chapter_can_be_launched_and_downloaded(site, name):
    addresses = [address for _, address in references(soup(html_path(name)))]
    slug = REPOSITORY.removeprefix("https://github.com/")
    binder = f"https://mybinder.org/v2/gh/{slug}/main?urlpath=lab/tree/{name}.md"
    assert binder in addresses
    assert any(address.endswith(f"_sources/{name}.ipynb") for address in addresses)
    assert not any("colab" in a and a.endswith(".md") for a in addresses)
