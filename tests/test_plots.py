import re

import numpy as np
import pytest

from infomorphic_lite import gates, lattice, plots
from infomorphic_lite.information import conditional_entropy, mutual_information
from infomorphic_lite.pid import decompose


@pytest.fixture
def two_maps():
    low, high = np.zeros((28, 28)), np.zeros((28, 28))
    low[3, 7], high[20, 9] = 0.123, 0.456
    return {"first": low, "second": high}


def shown_text(picture):
    """The words a reader sees in the picture, in the order they were drawn."""
    return re.findall(r">([^<>]+)</text>", plots.to_html(picture))


def test_pixel_maps_tell_where_each_map_is_largest(two_maps):
    alt = plots.pixel_maps(two_maps, mark=(5, 6)).alt
    assert "first: largest at row 3, column 7 with 0.123 bit" in alt
    assert "second: largest at row 20, column 9 with 0.456 bit" in alt
    assert "ring marks row 5, column 6" in alt


def test_pixel_maps_have_a_scale_each_unless_one_is_given(two_maps):
    own = shown_text(plots.pixel_maps(two_maps))
    assert "0.123 bit" in own and "0.456 bit" in own
    common = shown_text(plots.pixel_maps(two_maps, most=0.5))
    assert common.count("0.5 bit") == 2 and "0.123 bit" not in common


def test_small_numbers_keep_their_decimals_in_the_page(two_maps):
    faint = {"faint": two_maps["first"] / 100}
    assert "largest 0.00123, mean 1.6e-06" in shown_text(plots.pixel_maps(faint))


def test_the_mean_of_a_map_is_over_the_pixels_asked_for(two_maps):
    over = two_maps["first"] > 0
    over[0, 0] = True
    picture = plots.pixel_maps({"first": two_maps["first"]}, over=over)
    assert "largest 0.123, mean 0.061" in shown_text(picture)
    assert picture.alt.endswith("with 0.123 bit, mean 0.061.")


def test_row_profile_tells_the_largest_value_of_each_line():
    up = np.arange(28) / 10
    lines = {"up": up, "down": up[::-1] / 2, "flat": np.ones(28)}
    controls = {name: bits / 10 for name, bits in lines.items()}
    alt = plots.row_profile(lines, controls, top=3.32).alt
    assert "up 2.70 bits in row 27 (shuffled 0.27), down 1.35 bits in row 0" in alt
    assert "The digit has 3.32 bits" in alt


def test_estimates_tell_mean_spread_and_bias():
    picture = plots.estimates({"a": np.array([0.1, 0.5])}, truth=0.25)
    assert "a 0.300 with spread 0.200" in picture.alt
    text = shown_text(picture)
    assert "bias +0.050" in text and "spread 0.200" in text


def test_significant_pixels_count_each_outcome_once():
    drawn, alone, together = np.zeros((3, 28, 28), bool)
    drawn[:, :10], alone[:, :5], together[:, :2] = True, True, True
    alt = plots.significant_pixels(alone, together, drawn).alt
    assert "never ink: 504 pixels; not significant (×): 140 pixels" in alt
    assert "only uncorrected: 84 pixels; significant: 56 pixels" in alt


NEURON = np.array([[0.45, 0.05], [0.05, 0.45]])


def numbers(text):
    """All decimal numbers in a text."""
    return [float(n) for n in re.findall(r"-?\d+\.\d+", text)]


def test_printed_numbers_are_not_cut():
    html = plots.to_html(plots.noisy_neuron(0.1, 0.5))
    assert ">I(X;Y) = 0.531 bit<" in html
    assert (
        ">unknown: before 1.000, after firing 0.469, after silence 0.469 bit<" in html
    )


def test_bars_overlap_by_the_mutual_information():
    p = np.random.default_rng(1).dirichlet(np.ones(12)).reshape(3, 4)
    found = numbers(plots.shared_entropy(p, names="AB").alt)
    joint, x, y, shared, only_x, only_y = found
    assert shared == pytest.approx(mutual_information(p), abs=5e-4)
    assert joint == pytest.approx(x + y - shared, abs=2e-3)
    assert only_x == pytest.approx(conditional_entropy(p, given=1), abs=5e-4)
    assert only_y == pytest.approx(conditional_entropy(p, given=0), abs=5e-4)


def test_blocks_are_signed_and_add_up():
    picture = plots.pointwise_blocks(NEURON, "AB", ("fires", "silent"))
    assert "B, fires (probability 0.05) -2.32 bits" in picture.alt
    assert picture.alt.endswith("add up to 0.531 bit.")
    blocks = picture.axes[0].patches
    areas = [block.get_width() * block.get_height() for block in blocks]
    assert sum(areas) == pytest.approx(mutual_information(NEURON))
    assert sorted(block.get_x() for block in blocks) == pytest.approx(
        [0, 0.45, 0.9, 0.95]
    )


def test_outcomes_that_never_happen_have_no_block():
    alt = plots.pointwise_blocks(np.diag([0.25, 0.75]), "AB", "ab").alt
    assert "A, a (probability 0.25) +2.00" in alt and "A, b" not in alt


@pytest.mark.parametrize(
    ("noise", "share", "found"),
    [
        (1, 0.5, [1, 0, 0, 1]),
        (0.5, 0.2, [0.722, 0.722, 0.722, 0]),
        (0.1, 0.9, [0.469, 0.095, 1, 0.211]),
    ],
)
def test_one_response_of_a_noisy_neuron(noise, share, found):
    assert numbers(plots.noisy_neuron(noise, share).alt) == pytest.approx(found)


def test_letter_pairs_name_the_extremes():
    p = np.array([[0.1, 0.5], [0.3, 0.1]])
    bits = p * np.log2(p / np.outer([0.6, 0.4], [0.4, 0.6]))
    alt = plots.letter_pairs(p, "ab", frame=["ab", "bb"]).alt
    assert alt.endswith("Framed: ab, bb.")
    assert f"ba adds {bits[1, 0]:.3f} bit, aa {bits[0, 0]:.3f}" in alt
    gain, loss = numbers(alt)[-2:]
    assert gain + loss == pytest.approx(mutual_information(p), abs=1e-3)


@pytest.mark.parametrize("shape", plots.SHAPES)
def test_only_the_line_is_correlated_and_only_the_cloud_tells_nothing(shape):
    x, y, p = plots.noisy_shape(shape, 0.2)
    assert p.sum() == pytest.approx(1) and np.allclose(p.sum(1), 1 / len(x))
    r, bits = numbers(plots.dependence(shape, 0.2).alt)[1:]
    assert (r > 0.9) == (shape == "line") and (r == 0) == (shape != "line")
    assert (bits == 0) == (shape == "cloud")
    assert bits == pytest.approx(mutual_information(p), abs=5e-3)


def test_the_correlation_is_that_of_a_sample():
    x, y, p = plots.noisy_shape("line", 0.3)
    cells = np.random.default_rng(1).choice(p.size, 100_000, p=p.ravel())
    i, j = np.unravel_index(cells, p.shape)
    told = numbers(plots.dependence("line", 0.3).alt)[1]
    assert told == pytest.approx(np.corrcoef(x[i], y[j])[0, 1], abs=0.01)


def test_growth_tells_both_ends_and_the_ceiling():
    alt = plots.information_growth([50, 100, 200], [0.2, 0.3, 0.4], 2.25).alt
    assert numbers(alt) == [0.2, 0.4, 2.25]


def test_atoms_are_told_with_their_names():
    picture = plots.atoms(decompose(gates.xor()), title="XOR")
    assert "redundancy -0.585, unique 1 0.585, unique 2 0.585, synergy 0.415" in (
        picture.alt
    )


def test_the_lattice_stands_in_order():
    for n in (2, 3):
        places = plots.lattice_positions(n)
        assert len({tuple(place) for place in places}) == len(places)
        for low, high in lattice.covers(n):
            assert places[low, 1] < places[high, 1]
    assert "18 antichains" in plots.lattice(decompose(gates.xor(3))).alt


def test_exclusions_leave_what_the_union_event_leaves():
    alt = plots.exclusions(gates.xor(), (0, 0, 0)).alt
    # Left are (0,0), (0,1) and (1,0): one of three has t = 0, so log2(2/3).
    assert "of target 0, 0.250 is left" in alt
    assert "0.500 to 0.333: -0.585 bit" in alt


def test_pointwise_rows_are_informative_less_misinformative():
    alt = plots.pointwise(gates.xor()).alt
    assert alt.count("0.415 - 1.000 = -0.585") == 4
