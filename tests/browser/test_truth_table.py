"""The truth-table explorer in a browser: its numbers, and its manners."""

import re
from importlib.resources import files

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe

from infomorphic_lite import broja, dit_bridge, gates, pid
from infomorphic_lite.information import mutual_information
from infomorphic_lite.instruments import truth_table_explorer

PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Explorer</title>
<meta name="viewport" content="width=device-width"><style>
@media (prefers-color-scheme: dark) {{ body {{ background: #121212; color: #ddd; }} }}
:root {{ color-scheme: light dark; }}</style><main><h1>Explorer</h1>{}</main></html>"""

COMPUTE = """async ([source, tables]) => {
  const blob = new Blob([source], { type: "text/javascript" });
  const pid = await import(URL.createObjectURL(blob));
  return tables.map((p) => ({
    ...pid.sharedExclusions(p), min: pid.leastSpecific(p), broja: pid.broja(p),
    mutual: pid.mutualInformations(p), outcomes: pid.outcomes(p),
  }));
}"""


def random_tables(count, seed):
    """Pmfs of shape (2, 2, nt), nt = 2 to 4, some nearly flat, many with zeros."""
    rng = np.random.default_rng(seed)
    for _ in range(count):
        shape = (2, 2, rng.integers(2, 5))
        p = rng.dirichlet(np.full(np.prod(shape), rng.choice([0.05, 0.3, 1, 5])))
        p[rng.random(p.size) < rng.choice([0, 0.3, 0.6])] = 0
        p[rng.integers(p.size)] += 1e-3
        yield (p / p.sum()).reshape(shape)


def i_min(p):
    """The atoms of I_min for two sources, from Williams & Beer (2010), Eq. 3 and 4."""
    target = p.sum((0, 1))
    specific = []
    for axis in (1, 0):
        joint = p.sum(axis)
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = np.log2(joint / joint.sum(1, keepdims=True) / target)
            specific.append(np.nansum(joint / target * ratio, axis=0))
    shared = target @ np.minimum(*specific)
    one, two, both = (mutual_information(p, a, 2) for a in (0, 1, (0, 1)))
    return np.array([shared, one - shared, two - shared, both - one - two + shared])


def compute(browser, tables):
    """What pid.js makes of these tables."""
    source = files("infomorphic_lite.instruments").joinpath("pid.js").read_text()
    page = browser.new_page()
    try:
        rows = [p.reshape(4, -1).tolist() for p in tables]
        return page.evaluate(COMPUTE, [source, rows])
    finally:
        page.close()


def test_the_reference_for_i_min_agrees_with_dit():
    for p in random_tables(5, seed=1):
        expected = dit_bridge.decompose(p, "min").values
        np.testing.assert_allclose(i_min(p), expected, atol=1e-9)


def test_the_browser_computes_what_the_library_does(browser):
    tables = list(random_tables(1000, seed=0))
    assert sum((p == 0).any() for p in tables) > 300
    for p, found in zip(tables, compute(browser, tables), strict=True):
        sx = pid.decompose(p)
        for name, atoms in [
            ("values", sx),
            ("informative", sx.informative),
            ("misinformative", sx.misinformative),
        ]:
            np.testing.assert_allclose(found[name], atoms.values, atol=1e-9)
        np.testing.assert_allclose(found["min"], i_min(p), atol=1e-9)
        np.testing.assert_allclose(found["broja"], broja.decompose(p).values, atol=1e-6)
        expected = [mutual_information(p, axes, 2) for axes in (0, 1, (0, 1))]
        np.testing.assert_allclose(found["mutual"], expected, atol=1e-9)


def test_pointwise_values_average_and_agree(browser):
    tables = list(random_tables(50, seed=2))
    for p, found in zip(tables, compute(browser, tables), strict=True):
        pointwise = pid.decompose(p, pointwise=True).pointwise
        assert len(found["outcomes"]) == (p > 0).sum()
        for o in found["outcomes"]:
            at = (o["s"] // 2, o["s"] % 2, o["t"])
            assert o["p"] == pytest.approx(p[at])
            r, one, two, both = np.subtract(o["plus"], o["minus"])
            atoms = [r, one - r, two - r, both - one - two + r]
            expected = pointwise.values[(slice(None), *at)]
            np.testing.assert_allclose(atoms, expected, atol=1e-9)


@pytest.fixture
def show(browser, tmp_path):
    """show(*starts, state="", **options): a page from disk with these explorers."""
    contexts = []

    def show(*starts, state="", **options):
        contexts.append(browser.new_context(**{"offline": True, **options}))
        page = contexts[-1].new_page()
        page.requests, page.problems = [], []
        page.on("request", lambda request: page.requests.append(request.url))
        page.on("pageerror", lambda error: page.problems.append(str(error)))
        path = tmp_path / "page.html"
        html = "".join(truth_table_explorer(s)._repr_html_() for s in starts or ["XOR"])
        path.write_text(PAGE.format(html))
        page.goto(path.as_uri() + state)
        page.locator(".truth-table .squares").first.wait_for()
        return page

    yield show
    for context in contexts:
        assert all(page.problems == [] for page in context.pages)
        context.close()


def bars(page):
    """The numbers beside the bars: atoms by row, measures by column."""
    rows = page.locator(".truth-table .bars table").first.locator("tbody tr").all()
    cells = [row.locator("td").all_inner_texts() for row in rows]
    return np.array([[number(text) for text in row] for row in cells])


def number(text):
    return float(text.replace("−", "-"))


def expected(p):
    """The same from the library."""
    columns = [pid.decompose(p).values, i_min(p), broja.decompose(p).values]
    return np.stack(columns, axis=1)


def assert_shows(page, p):
    np.testing.assert_allclose(bars(page), expected(p), atol=6e-4)


def cell(page, s1, s2, t):
    return page.get_by_label(f"Probability of S₁={s1}, S₂={s2}, T={t}")


def table(page):
    """The numbers in the cells, in the order of p.flat."""
    inputs = page.locator(".cells input").all()
    return [float(node.input_value()) for node in inputs]


def address(page, part):
    """The end of the page's address, once it holds this part."""
    page.wait_for_function("(part) => location.hash.includes(part)", arg=part)
    return page.evaluate("location.hash")


@pytest.mark.parametrize("name", ["XOR", "AND", "OR", "SUM", "COPY", "UNQ", "RDN"])
def test_each_gate_shows_its_atoms(name, show):
    page = show("OR" if name == "XOR" else "XOR")
    page.get_by_label("Gate").select_option(name)
    assert_shows(page, gates.gate(name))
    assert table(page) == gates.gate(name).ravel().tolist()


def test_noise_and_correlation_are_those_of_the_gates(show):
    page = show("AND")
    page.get_by_label("Add noise").fill("0.2")
    page.get_by_label("Add correlation").fill("-0.4")
    assert_shows(page, gates.and_(noise=0.2, correlation=-0.4))


def test_a_gate_that_fixes_the_correlation_says_so(show):
    page = show("RDN")
    assert page.get_by_label("Add correlation").is_disabled()
    assert page.locator("output", has_text="fixed").count() == 1


def test_a_typed_cell_scales_the_others_and_says_so(show):
    page = show("XOR")
    cell(page, 0, 0, 0).fill("0.4")
    p = gates.xor() * 0.8
    p[0, 0, 0] = 0.4
    assert_shows(page, p)
    np.testing.assert_allclose(table(page), p.ravel(), atol=1e-3)
    assert "the others are scaled by 0.800" in page.locator(".remark").inner_text()
    spoken = page.locator("[aria-live=polite]")
    spoken.get_by_text("scaled by 0.800").wait_for(state="attached")
    assert page.get_by_label("Gate").input_value() == "your own table"
    cell(page, 0, 1, 1).fill("0.5")
    p *= 0.5 / 0.8
    p[0, 1, 1] = 0.5
    assert_shows(page, p)


def test_typing_through_1_loses_nothing(show):
    page = show("XOR")
    for text in ("1", "", "7", "0.25"):
        cell(page, 0, 0, 0).fill(text)
        invalid = cell(page, 0, 0, 0).get_attribute("aria-invalid")
        assert invalid == ("true" if text in ("", "7") else "false")
    assert_shows(page, gates.xor())


def test_plus_and_minus_move_a_cell(show):
    page = show("XOR")
    cell(page, 0, 0, 0).focus()
    for keys, value in [("+", 0.3), ("+", 0.35), ("-", 0.3), ("ArrowDown", 0.25)]:
        page.keyboard.press(keys)
        assert table(page)[0] == value
        assert sum(table(page)) == pytest.approx(1, abs=5e-3)
    assert_shows(page, gates.xor())


def test_the_only_possible_outcome_can_give_way(show):
    page = show("XOR")
    cell(page, 0, 0, 0).fill("1")
    page.get_by_label("Gate").focus()
    cell(page, 0, 0, 0).fill("0.3")
    p = np.full((2, 2, 2), 0.1)
    p[0, 0, 0] = 0.3
    assert_shows(page, p)


def test_the_target_can_have_more_values_and_fewer(show):
    page = show("SUM")
    page.get_by_label("Values of T").select_option("4")
    assert len(table(page)) == 16
    assert_shows(page, gates.sum_())
    page.get_by_label("Values of T").select_option("2")
    p = gates.sum_()[..., :2]
    assert_shows(page, p / p.sum())


def test_the_address_keeps_the_table(show):
    page = show("XOR")
    assert "#" not in page.url
    page.get_by_label("Gate").select_option("AND")
    page.get_by_label("Add noise").fill("0.3")
    page.get_by_role("button", name="S₁=1, S₂=0, T=0").click()
    again = show("XOR", state=address(page, "=AND_0.3_0_100"))
    assert_shows(again, gates.and_(noise=0.3))
    assert again.locator("[aria-pressed=true]").inner_text() == "1 0 → 0"
    cell(again, 0, 1, 1).fill("0.3")
    cell(again, 0, 0, 1).fill("0.00000003")
    third = show("XOR", state=address(again, "-0.00000003-"))
    np.testing.assert_array_equal(bars(third), bars(again))


def test_an_address_that_is_no_table_is_ignored(show):
    for text in [
        "",
        "AND",
        "NOT_0_0_",
        "AND_2_0_",
        "1-2_0_0_",
        "0-0-0-0-0-0-0-0_0_0_",
    ]:
        assert_shows(show("OR", state=f"#truth-table-1={text}"), gates.or_())
    assert_shows(show("OR", state="#some-section"), gates.or_())


def test_two_explorers_keep_apart(show):
    page = show("XOR", "XOR")
    second = page.locator("#truth-table-2")
    second.get_by_label("Gate").select_option("AND")
    assert_shows(page, gates.xor())
    again = show("XOR", "XOR", state=address(page, "truth-table-2=AND"))
    assert_shows(again, gates.xor())
    assert again.locator("#truth-table-2").get_by_label("Gate").input_value() == "AND"


@pytest.mark.parametrize("by", ["mouse", "row", "keyboard"])
def test_an_outcome_shows_what_it_excludes(by, show):
    page = show("XOR")
    button = page.get_by_role("button", name="S₁=1, S₂=0, T=1")
    if by == "mouse":
        button.click()
    elif by == "row":
        page.locator("tr", has=button).locator("td").last.click()
    else:
        button.press("Enter")
    excluded = page.locator(".excluded")
    assert "What S₁=1, S₂=0 excludes when T=1" in excluded.inner_text()
    captions = excluded.locator("figcaption").all_inner_texts()
    numbers = [re.findall(r"−?\d\.\d+", text) for text in captions]
    found = [[number(text) for text in row] for row in numbers]
    shared = [np.log2(4 / 3), 1, np.log2(4 / 3) - 1]  # 3/4 of all is left, 1/2 of T=1
    expected = [shared, [1, 1, 0], [1, 1, 0], [2, 1, 1]]
    np.testing.assert_allclose(found, expected, atol=6e-4)
    left = excluded.locator("svg").first.get_attribute("aria-label")
    assert "75.0 %" in left and "50.0 % of that of T=1" in left


def test_rectangles_have_the_area_of_what_is_left(show):
    p = np.random.default_rng(3).dirichlet(np.ones(12)).reshape(2, 2, 3)
    page = show(p)
    areas = page.locator(".squares svg").evaluate_all(
        """(all) => all.map((svg) => [...svg.querySelectorAll('.left')].map(
          (r) => r.width.baseVal.value * r.height.baseVal.value / 1e4))"""
    )
    one, two, both = p[0].sum(0), p[:, 0].sum(0), p[0, 0]
    np.testing.assert_allclose(areas, [one + two - both, one, two, both], atol=1e-6)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1100])
def test_it_is_accessible_and_fits(scheme, width, show):
    size = {"width": width, "height": 844}
    page = show("COPY", color_scheme=scheme, viewport=size)
    page.get_by_label("Add noise").fill("0.2")
    found = Axe().run(page).response["violations"]
    serious = [v for v in found if v["impact"] in ("serious", "critical")]
    assert serious == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    boxes = page.locator(".scroll, .bars")
    assert boxes.evaluate_all(
        "(all) => all.every((e) => e.scrollWidth <= e.clientWidth)"
    )
    schemes = {url.split(":")[0] for url in page.requests}
    assert schemes <= {"file", "data"}
