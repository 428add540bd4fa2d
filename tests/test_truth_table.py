"""The truth-table explorer: what it is given, and what is refused."""

import json
import re
from importlib.resources import files

import numpy as np
import pytest

from infomorphic_lite import gates, plots
from infomorphic_lite.instruments import truth_table_explorer


def given(html):
    """The start and the presets in the last line of the script."""
    return json.loads(re.search(r"\n(?:render\([^{]*)({.*})\);\n</script>", html)[1])


def test_it_holds_the_gates_that_fit_as_the_library_has_them():
    data = given(truth_table_explorer("AND")._repr_html_())
    assert data["start"] == "AND"
    assert list(data["presets"]) == ["XOR", "AND", "OR", "SUM", "COPY", "UNQ", "RDN"]
    for name, rows in data["presets"].items():
        p = gates.gate(name)
        np.testing.assert_array_equal(rows, p.reshape(4, -1))


def test_it_starts_from_a_table_too():
    p = np.random.default_rng(0).dirichlet(np.ones(12)).reshape(2, 2, 3)
    data = given(truth_table_explorer(p)._repr_html_())
    np.testing.assert_array_equal(data["start"], p.reshape(4, 3))


def test_the_same_start_gives_the_same_text_and_asks_nobody():
    html = truth_table_explorer()._repr_html_()
    assert html == truth_table_explorer("XOR")._repr_html_()
    assert html != truth_table_explorer("OR")._repr_html_()
    assert "://" not in html.replace("http://www.w3.org/2000/svg", "")
    assert "import " not in html
    assert html.count("<script") == html.count("</script>") == 1
    assert "explorer" in repr(truth_table_explorer())


def test_colours_are_those_of_the_figures():
    css = files("infomorphic_lite.instruments").joinpath("truth_table.css").read_text()
    found = dict(re.findall(r"--(\w+): (#\w{6});", css))
    names = ["REDUNDANCY", "UNIQUE_1", "UNIQUE_2", "SYNERGY"]
    colours = {name.lower(): getattr(plots, name).lower() for name in names}
    assert found == colours | {"chosen": plots.SKY.lower()}


@pytest.mark.parametrize("start", ["xor", "PWUNQ", "", "RDNXOR"])
def test_other_gates_are_refused(start):
    with pytest.raises(ValueError, match="there are XOR, AND"):
        truth_table_explorer(start)


@pytest.mark.parametrize("shape", [(2, 2, 5), (2, 3, 2), (2, 2, 1)])
def test_other_shapes_are_refused(shape):
    with pytest.raises(ValueError, match="two binary sources"):
        truth_table_explorer(np.full(shape, 1 / np.prod(shape)))


@pytest.mark.parametrize("start", [np.ones((2, 2, 2)), np.ones((2, 2)) / 4])
def test_tables_that_are_no_pmf_are_refused(start):
    with pytest.raises(ValueError):
        truth_table_explorer(start)
