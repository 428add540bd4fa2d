"""BROJA in closed form against stored values, dit's cone solver and itself."""

import numpy as np
import pytest
from stored import stored, table

from infomorphic_lite import broja, gates
from infomorphic_lite.information import mutual_information


def is_solved(case):
    """Whether a case has a binary target or two binary sources."""
    shape = table(case).shape
    return len(shape) == 3 and (shape[2] == 2 or shape[:2] == (2, 2))


@stored("BROJA", is_solved)
def test_stored_cases(case):
    result = broja.decompose(table(case))
    for atom, parts in case["atoms"].items():
        assert result[atom] == pytest.approx(parts["pi"], abs=1e-9)


def test_both_solutions_agree_where_both_apply():
    rng = np.random.default_rng(0)
    for _ in range(300):
        p = rng.dirichlet(np.full(8, rng.choice([0.05, 0.2, 1, 5]))).reshape(2, 2, 2)
        least = mutual_information(broja.least_informative(p), (0, 1), 2)
        assert broja.union_information(p) == pytest.approx(least, abs=1e-10)


@pytest.mark.parametrize("targets", [2, 3, 4])
def test_the_least_informative_keeps_both_pairs(targets):
    rng = np.random.default_rng(targets)
    for _ in range(100):
        p = rng.dirichlet(np.full(4 * targets, 0.3)).reshape(2, 2, targets)
        q = broja.least_informative(p)
        np.testing.assert_allclose(q.sum(0), p.sum(0), atol=1e-13)
        np.testing.assert_allclose(q.sum(1), p.sum(1), atol=1e-13)
        assert q.min() >= 0
        for _ in range(5):  # no other distribution with these pairs tells less
            room = np.minimum(q[0, 1], q[1, 0]) * rng.random(targets)
            other = q + broja.SIGNS * room
            found = mutual_information(q, (0, 1), 2)
            assert mutual_information(other, (0, 1), 2) > found - 1e-10


def test_identities_on_random_distributions():
    rng = np.random.default_rng(1)
    for _ in range(200):
        shape = (*rng.integers(1, 8, size=2), 2)
        p = rng.dirichlet(np.full(np.prod(shape), 0.3)).reshape(shape)
        atoms = broja.decompose(p)
        total = mutual_information(p, (0, 1), 2)
        assert atoms.values.sum() == pytest.approx(total, abs=1e-12)
        assert atoms.values.min() > -1e-12
        swapped = broja.decompose(p.transpose(1, 0, 2))
        assert swapped["{1}"] == pytest.approx(atoms["{2}"], abs=1e-12)


def test_roc_curves_are_concave_and_whole():
    p = np.random.default_rng(2).dirichlet(np.ones(12)).reshape(6, 2)
    x, y = broja.roc(p)
    assert (x[0], y[0], x[-1], y[-1]) == (0, 0, 1, 1)
    assert (np.diff(np.diff(y) / np.diff(x)) < 1e-9).all()


def test_a_target_that_never_varies_has_no_information():
    p = np.zeros((2, 2, 2))
    p[..., 0] = 1 / 4
    assert broja.decompose(p).values.tolist() == [0, 0, 0, 0]


@pytest.mark.parametrize(
    ("p", "words"),
    [
        (gates.redundant_xor(), "dit_bridge"),
        (gates.xor(3), "3 axes"),
        (gates.xor() * 2, "sum to 1"),
    ],
)
def test_other_shapes_are_refused(p, words):
    with pytest.raises(ValueError, match=words):
        broja.decompose(p)
    with pytest.raises(ValueError, match="two values|axes|sum to 1"):
        broja.least_informative(p)


def test_agreement_with_the_cone_solver():
    """500 binary targets with 2 to 20 source values, a tenth with impossible cells.

    Now and then the cone solver stops early; its atoms then contradict themselves.
    """
    from infomorphic_lite import dit_bridge

    rng = np.random.default_rng(3)
    worst, solved = 0.0, 0
    for k in range(510):
        shape = (*rng.integers(2, 21, size=2), 2)
        p = rng.dirichlet(np.full(np.prod(shape), 0.5)).reshape(shape)
        if k % 10 == 0:
            p *= rng.random(shape) > 0.3
            p /= p.sum()
        cone = dit_bridge.decompose(p, "broja")
        if abs(cone["{1}{2}"] + cone["{2}"] - mutual_information(p, 1, 2)) > 1e-7:
            continue
        solved += 1
        worst = max(worst, np.abs(broja.decompose(p).values - cone.values).max())
    assert worst < 1e-6
    assert solved >= 500
