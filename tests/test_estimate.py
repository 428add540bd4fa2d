import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from infomorphic_lite import estimate, information

columns = st.integers(1, 60).flatmap(
    lambda n: st.tuples(*[arrays(int, n, elements=st.integers(0, 4))] * 2)
)
reals = arrays(
    float, st.integers(1, 80), elements=st.floats(-1e6, 1e6, allow_subnormal=False)
)
tables = arrays(int, st.integers(1, 12), elements=st.integers(0, 9)).filter(np.any)


def same_grouping(labels, tuples):
    """Equal labels exactly where the tuples are equal."""
    return len(set(labels)) == len(set(tuples)) == len(set(zip(labels, tuples)))


@given(columns)
def test_counts_are_those_of_a_plain_loop(xy):
    x, y = xy
    table = estimate.counts(x, y, shape=(5, 6))
    seen = Counter(zip(x.tolist(), y.tolist()))
    assert all(table[cell] == seen[cell] for cell in np.ndindex(5, 6))
    assert estimate.counts(x, y).shape == (x.max() + 1, y.max() + 1)
    np.testing.assert_array_equal(estimate.pmf(x, y, shape=(5, 6)), table / len(x))


def test_counts_of_one_and_of_three_columns():
    assert estimate.counts([0, 2, 2]).tolist() == [1, 0, 2]
    assert estimate.counts([1, 0], [0, 0], [2, 1]).shape == (2, 1, 3)
    assert estimate.pmf(np.array([True, False])).tolist() == [0.5, 0.5]


@pytest.mark.parametrize(
    "given_columns, shape, message",
    [
        ([], None, "one or more columns"),
        ([[0, 1], [0]], None, "same length"),
        ([[]], None, "integers"),
        ([[0, -1]], None, "integers from 0"),
        ([[[0, 1]]], None, "shape"),
        ([[0, 2]], (2,), "do not fit"),
        ([[0, 1]], (2, 2), "axes"),
        ([[10**5], [10**5]], None, "too large"),
    ],
)
def test_counts_refuses(given_columns, shape, message):
    with pytest.raises((ValueError, TypeError), match=message):
        estimate.counts(*given_columns, shape=shape)


def test_real_valued_columns_are_refused():
    with pytest.raises(TypeError, match="bin real values first"):
        estimate.mutual_information([0.5, 1.0], [0, 1])


@given(reals, st.integers(1, 9))
def test_equal_width_counts_as_numpy_does(x, bins):
    low, high = -1e6, 1e6
    labels = estimate.equal_width(x, bins, low, high)
    expected = np.histogram(x, bins=np.linspace(low, high, bins + 1))[0]
    assert np.bincount(labels, minlength=bins).tolist() == expected.tolist()
    assert np.all(np.diff(labels[np.argsort(x)]) >= 0)


def test_equal_width_at_its_edges():
    x = [0, 0.5, 1, 1.5, 2]
    assert estimate.equal_width(x, 2).tolist() == [0, 0, 1, 1, 1]
    assert estimate.equal_width([[0, 255]], 4, low=0, high=255).tolist() == [[0, 3]]
    for outside in (-0.1, 2.1):
        with pytest.raises(ValueError, match="leave the range"):
            estimate.equal_width([*x, outside], 2, low=0, high=2)
    with pytest.raises(ValueError, match="low must be below high"):
        estimate.equal_width([3, 3], 2)


@given(reals, st.integers(1, 9))
def test_equal_count_keeps_order_and_ties(x, bins):
    bins = min(bins, len(x))
    labels = estimate.equal_count(x, bins)
    assert labels.min() == 0 and labels.max() < bins
    assert np.all(np.diff(labels[np.argsort(x)]) >= 0)
    assert all(len(set(labels[x == value])) == 1 for value in x)


@given(st.integers(1, 60), st.integers(1, 9), st.randoms())
def test_equal_count_without_ties_is_even(n, bins, random):
    x = list(range(n))
    random.shuffle(x)
    sizes = np.bincount(estimate.equal_count(x, min(bins, n)))
    assert len(sizes) == min(bins, n) and sizes.max() - sizes.min() <= 1


@pytest.mark.parametrize("binning", [estimate.equal_width, estimate.equal_count])
@pytest.mark.parametrize(
    "x, bins", [([1, math.nan], 2), ([], 1), ([1, 2], 0), ([1, 2], 1.5)]
)
def test_binning_refuses(binning, x, bins):
    with pytest.raises(ValueError, match="bin"):
        binning(x, bins)


def test_equal_count_needs_a_column_with_enough_values():
    for x in ([1, 2], [[1, 2], [3, 4]]):
        with pytest.raises(ValueError, match="3 bins"):
            estimate.equal_count(x, 3)


@given(
    arrays(
        int,
        st.tuples(st.integers(1, 30), st.integers(1, 4)),
        elements=st.integers(-2, 2),
    )
)
def test_label_numbers_the_sorted_rows(rows):
    expected = np.unique(rows, axis=0, return_inverse=True)[1].reshape(-1)
    assert estimate.label(rows).tolist() == expected.tolist()
    assert estimate.label(*rows.T).tolist() == expected.tolist()


def test_label_survives_many_wide_columns():
    rows = np.random.default_rng(0).integers(0, 256, (500, 28))
    rows[250:] = rows[:250]
    labels = estimate.label(rows)
    assert same_grouping(labels.tolist(), [tuple(r) for r in rows.tolist()])


@given(tables)
def test_estimators_match_their_formulas(n):
    seen = [k for k in n.tolist() if k]
    total, once = sum(seen), seen.count(1)
    plain = -sum(k / total * math.log2(k / total) for k in seen)
    assert estimate.plugin(n) == pytest.approx(plain, abs=1e-12)
    assert estimate.plugin(n) == pytest.approx(
        information.entropy(n / total), abs=1e-12
    )
    corrected = plain + (len(seen) - 1) / (2 * total * math.log(2))
    assert estimate.miller_madow(n) == pytest.approx(corrected, abs=1e-12)
    cover = 1 - (once if once < total else total - 1) / total
    p = [cover * k / total for k in seen]
    adjusted = -sum(q * math.log2(q) / (1 - (1 - q) ** total) for q in p)
    assert estimate.chao_shen(n) == pytest.approx(adjusted, abs=1e-9)


def test_estimators_on_counts_worked_by_hand():
    n = np.array([[4, 2], [1, 1]])
    assert estimate.plugin(n) == 1.75
    assert estimate.miller_madow(n) == pytest.approx(1.75 + 3 / (16 * math.log(2)))
    # C = 3/4, so C p = 3/8, 3/16, 3/32, 3/32.
    terms = [(3 / 8, 1), (3 / 16, 1), (3 / 32, 2)]
    by_hand = sum(k * -q * math.log2(q) / (1 - (1 - q) ** 8) for q, k in terms)
    assert estimate.entropy(n, "chao_shen") == pytest.approx(by_hand)
    assert [f([7, 0]) for f in estimate.METHODS.values()] == [0, 0, 0]
    assert [f([1]) for f in estimate.METHODS.values()] == [0, 0, 0]


@pytest.mark.parametrize("bad", [[], [0, 0], [1, -1], [0.5, 0.5]])
@pytest.mark.parametrize("method", estimate.METHODS)
def test_estimators_refuse(bad, method):
    with pytest.raises((ValueError, TypeError)):
        estimate.entropy(bad, method)


def test_unknown_method_is_named():
    with pytest.raises(ValueError, match="chao_shen, not 'nsb'"):
        estimate.entropy([1, 2], "nsb")


def test_mean_plugin_entropy_of_a_fair_coin_is_too_low_by_the_known_bias():
    draws = 20
    weights = [math.comb(draws, k) / 2**draws for k in range(draws + 1)]

    def mean(method):
        tosses = ([k, draws - k] for k in range(draws + 1))
        return sum(w * method(n) for w, n in zip(weights, tosses, strict=True))

    first_order = 1 / (2 * draws * math.log(2))
    assert 1 - mean(estimate.plugin) == pytest.approx(first_order, rel=0.05)
    assert abs(1 - mean(estimate.miller_madow)) < first_order / 20


def test_chao_shen_sees_the_unseen():
    rng = np.random.default_rng(1)
    samples = [np.bincount(rng.integers(0, 1000, 500)) for _ in range(20)]
    error = {
        m: abs(np.mean([f(n) for n in samples]) - np.log2(1000))
        for m, f in estimate.METHODS.items()
    }
    assert error["chao_shen"] < 0.2
    assert 0.5 < error["miller_madow"] < error["plugin"]


@given(columns)
def test_mutual_information_is_that_of_the_relative_frequencies(xy):
    x, y = xy
    expected = information.mutual_information(estimate.pmf(x, y))
    assert estimate.mutual_information(x, y) == pytest.approx(expected, abs=1e-12)
    assert estimate.mutual_information(y, x) == pytest.approx(expected, abs=1e-12)
    h = [estimate.miller_madow(estimate.counts(*c)) for c in ((x,), (y,), (x, y))]
    corrected = estimate.mutual_information(x, y, "miller_madow")
    assert corrected == pytest.approx(h[0] + h[1] - h[2], abs=1e-12)


def test_a_variable_with_a_value_per_sample_tells_all_whatever_the_table_size():
    rng = np.random.default_rng(0)
    x, y = rng.permutation(5000) - 70, rng.integers(0, 3000, 5000)
    expected = estimate.plugin(np.bincount(y))
    assert estimate.mutual_information(x, y) == pytest.approx(expected)


def test_bias_is_the_mean_of_what_independent_samples_show():
    rng = np.random.default_rng(2)
    pairs = [(rng.integers(0, 4, 500), rng.integers(0, 10, 500)) for _ in range(400)]
    shown = np.mean([estimate.mutual_information(x, y) for x, y in pairs])
    assert estimate.bias(4, 10, 500) == pytest.approx(27 / (1000 * math.log(2)))
    assert estimate.bias(4, 10, 500) == pytest.approx(0.039, abs=5e-5)
    assert shown == pytest.approx(estimate.bias(4, 10, 500), rel=0.05)
    assert type(estimate.bias(4, 10, 500)) is float
    with pytest.raises(ValueError, match="1 or more"):
        estimate.bias(2, 2, 0)


@pytest.mark.parametrize("method", estimate.METHODS)
def test_the_null_is_the_estimate_of_shuffled_copies(method):
    rng = np.random.default_rng(3)
    x, y = rng.integers(0, 5, 40), rng.integers(0, 3, 40)
    test = estimate.shuffle_test(x, y, np.random.default_rng(4), 10, method)
    again = np.random.default_rng(4)
    null = [
        estimate.mutual_information(x, again.permutation(y), method) for _ in range(10)
    ]
    assert test.null == pytest.approx(null, abs=1e-12)
    assert test.value == pytest.approx(estimate.mutual_information(x, y, method))
    assert test.p_value == (1 + np.sum(np.array(null) >= test.value - 1e-12)) / 11


def test_the_p_value_at_its_ends():
    rng = np.random.default_rng(5)
    x = rng.integers(0, 4, 100)
    assert estimate.shuffle_test(x, x, rng, 99).p_value == 0.01
    assert estimate.shuffle_test(np.zeros(100, int), x, rng, 99).p_value == 1
    with pytest.raises(ValueError, match="one shuffle"):
        estimate.shuffle_test(x, x, rng, 0)


def test_ties_between_data_and_null_count_as_as_good():
    # Two values, four samples: only two tables are possible, and 1/3 of all shuffles
    # give the table of the data or its mirror image, with the very same information.
    x = y = np.array([0, 0, 1, 1])
    p = estimate.shuffle_test(x, y, np.random.default_rng(6), 2000).p_value
    assert p == pytest.approx(1 / 3, abs=0.04)


def test_independent_samples_are_seldom_called_dependent():
    rng = np.random.default_rng(7)
    pairs = [(rng.integers(0, 4, 60), rng.integers(0, 4, 60)) for _ in range(200)]
    p = np.array([estimate.shuffle_test(x, y, rng, 39).p_value for x, y in pairs])
    assert np.mean(p <= 0.05) < 0.10 and 0.4 < p.mean() < 0.6


def test_maps_hold_what_mutual_information_gives_pixel_by_pixel():
    rng = np.random.default_rng(8)
    labels = rng.integers(0, 10, 300)
    images = (rng.random((300, 4, 5)) < 0.3).astype(np.uint8) + (labels % 2)[
        :, None, None
    ]
    found = estimate.mutual_information_map(images, labels)
    pairs = estimate.pair_information_map(images, labels, (1, 2))
    assert found.shape == pairs.shape == (4, 5)
    for k in np.ndindex(4, 5):
        pixel, fixed = images[:, *k], images[:, 1, 2]
        alone = estimate.mutual_information(pixel, labels)
        both = estimate.mutual_information(estimate.label(fixed, pixel), labels)
        assert found[k] == pytest.approx(alone, abs=1e-12)
        assert pairs[k] == pytest.approx(both, abs=1e-12)
    flat = estimate.pair_information_map(images.reshape(300, 20), labels, 7)
    np.testing.assert_allclose(flat, pairs.ravel(), atol=1e-12)


def test_maps_refuse():
    images, labels = np.zeros((3, 4), int), [0, 1, 2]
    for bad in (images[:2], images - 1, images[:, 0]):
        with pytest.raises(ValueError, match="images"):
            estimate.mutual_information_map(bad, labels)
    with pytest.raises(TypeError, match="integers"):
        estimate.mutual_information_map(images / 2, labels)
    with pytest.raises(ValueError, match="no single pixel"):
        estimate.pair_information_map(images.reshape(3, 2, 2), labels, 1)
    with pytest.raises(IndexError):
        estimate.pair_information_map(images, labels, 4)
