"""Identities on random distributions, golden values, and what is refused."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from infomorphic_lite import information as info


def pmfs(ndim):
    """Random joint pmfs with `ndim` axes of 1 to 4 values, zeros among them."""
    shapes = st.tuples(*[st.integers(1, 4)] * ndim)
    weights = st.one_of(st.just(0.0), st.floats(1e-6, 1))
    tables = shapes.flatmap(lambda shape: arrays(float, shape, elements=weights))
    return tables.filter(lambda w: w.sum() > 0).map(lambda w: w / w.sum())


def plain_entropy(p):
    """The definition as a plain loop over outcomes."""
    return -sum(q * np.log2(q) for q in p.ravel() if q > 0)


def test_golden_values():
    assert info.entropy([0.5, 0.25, 0.25]) == 1.5
    assert info.entropy(np.full((2, 4), 1 / 8)) == 3
    # Cover & Thomas (2006), Example 2.2.1: H(X) = 7/4, H(Y) = 2, H(X|Y) = 11/8.
    p = np.array([[4, 2, 1, 1], [2, 4, 1, 1], [2, 2, 2, 2], [8, 0, 0, 0]]).T / 32
    assert info.entropy(p.sum(1)) == 7 / 4
    assert info.entropy(p.sum(0)) == 2
    assert info.conditional_entropy(p, given=1) == 11 / 8
    assert info.mutual_information(p) == 3 / 8
    # Cover & Thomas (2006), Example 2.3.1 with r = 1/2, s = 1/4.
    assert info.kl_divergence([1 / 2, 1 / 2], [3 / 4, 1 / 4]) == pytest.approx(
        0.2075, abs=5e-5
    )
    assert info.kl_divergence([3 / 4, 1 / 4], [1 / 2, 1 / 2]) == pytest.approx(
        0.1887, abs=5e-5
    )


def test_a_certain_outcome_has_no_entropy_and_no_minus_sign():
    for value in (info.entropy([1.0, 0.0]), info.surprise(1.0)):
        assert value == 0
        assert not np.signbit(value)


def test_surprise():
    assert info.surprise([1 / 8, 0]).tolist() == [3, np.inf]


@given(pmfs(3))
def test_entropy_is_the_definition(p):
    assert info.entropy(p) == pytest.approx(plain_entropy(p), abs=1e-12)


@given(pmfs(3))
def test_chain_rules(p):
    h = info.entropy
    assert info.conditional_entropy(p, given=(0, 2)) == pytest.approx(
        h(p) - h(p.sum(1)), abs=1e-12
    )
    whole = info.mutual_information(p, (0, 1), 2)
    parts = info.mutual_information(p, 0, 2) + info.mutual_information(p, 1, 2, given=0)
    assert whole == pytest.approx(parts, abs=1e-12)


@given(pmfs(2))
def test_mutual_information_has_one_value_by_every_road(p):
    i = info.mutual_information(p)
    independent = np.outer(p.sum(1), p.sum(0))
    pointwise = info.pointwise_mutual_information(p)
    assert info.kl_divergence(p, independent / independent.sum()) == pytest.approx(
        i, abs=1e-9
    )
    assert np.nansum(p * pointwise) == pytest.approx(i, abs=1e-12)
    assert info.mutual_information(p, 1, 0) == pytest.approx(i, abs=1e-12)
    assert np.isnan(pointwise).sum() == (p == 0).sum()
    assert i >= -1e-12


@given(pmfs(3))
def test_co_information(p):
    expected = info.mutual_information(p, 0, 1) - info.mutual_information(
        p, 0, 1, given=2
    )
    assert info.co_information(p) == pytest.approx(expected, abs=1e-12)
    assert info.co_information(p.sum(2)) == pytest.approx(
        info.mutual_information(p), abs=1e-12
    )


def test_co_information_of_xor_is_minus_one_bit():
    p = np.zeros((2, 2, 2))
    p[0, 0, 0] = p[0, 1, 1] = p[1, 0, 1] = p[1, 1, 0] = 1 / 4
    assert info.co_information(p) == -1


def test_marginal_keeps_the_order_asked_for():
    p = np.random.default_rng(0).dirichlet(np.ones(24)).reshape(2, 3, 4)
    np.testing.assert_allclose(info.marginal(p, (2, 0)), p.sum(1).T)
    np.testing.assert_allclose(info.marginal(p, (1, -1, 0)), p.transpose(1, 2, 0))


def test_infinite_divergence_and_impossible_outcomes():
    assert info.kl_divergence([0.5, 0.5], [1, 0]) == np.inf
    assert info.kl_divergence([1, 0], [0.5, 0.5]) == 1


def test_a_batch_of_distributions_is_checked_one_by_one():
    p = np.array([[0.5, 1.0], [0.5, 0.0]])
    assert info.as_pmf(p, batch=1).shape == (2, 2)
    with pytest.raises(ValueError, match="these sum to 1.5"):
        info.as_pmf([[0.5, 1.0], [0.5, 0.5]], batch=1)


@pytest.mark.parametrize(
    ("p", "error", "words"),
    [
        ([0.5, 0.6], ValueError, "sum to 1"),
        ([1.5, -0.5], ValueError, "never negative"),
        ([np.nan, 1.0], ValueError, "finite"),
        ([np.inf, 1.0], ValueError, "finite"),
        ([], ValueError, "at least one outcome"),
        (["a", "b"], TypeError, "real numbers"),
        ([0.5 + 0j, 0.5], TypeError, "real numbers"),
        ([True, False], TypeError, "real numbers"),
        (None, TypeError, "real numbers"),
        ([0.5, 0.5 + 1e-7], ValueError, "sum to 1"),
    ],
)
def test_what_is_no_pmf_is_refused(p, error, words):
    with pytest.raises(error, match=words):
        info.entropy(p)


def test_single_precision_is_taken_with_its_rounding():
    p = np.full(1000, 1 / 1000, np.float32)
    assert info.entropy(p) == pytest.approx(np.log2(1000), abs=1e-5)


@pytest.mark.parametrize(
    "call",
    [
        lambda p: info.marginal(p, (0, 3)),
        lambda p: info.marginal(p, (0, -3)),
        lambda p: info.mutual_information(p, 0, 0),
        lambda p: info.mutual_information(p, (), 0),
        lambda p: info.co_information(p.sum((1, 2))),
        lambda p: info.kl_divergence(p, p.ravel()),
        lambda p: info.pointwise_mutual_information(p),
        lambda p: info.surprise(p * 9),
    ],
)
def test_wrong_axes_and_shapes_are_refused(call):
    with pytest.raises(ValueError, match=r"axes|shape|axis|between 0 and 1"):
        call(np.full((2, 2, 2), 1 / 8))
