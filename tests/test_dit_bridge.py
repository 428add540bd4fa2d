import subprocess
import sys
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stored import stored, table

from infomorphic_lite import dit_bridge, lattice, pid
from infomorphic_lite.information import marginal, mutual_information

dit = dit_bridge.dit


@st.composite
def pmfs(draw, least=1, most=4, size=3, full=False):
    shape = draw(st.lists(st.integers(2, size), min_size=least, max_size=most))
    seed = draw(st.integers(0, 2**32 - 1))
    p = np.random.default_rng(seed).dirichlet(np.ones(np.prod(shape))).reshape(shape)
    if full:
        return p
    kept = np.random.default_rng(seed + 1).random(shape) < 0.7
    return p if not kept.any() else p * kept / (p * kept).sum()


@pytest.fixture(autouse=True)
def no_warnings():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


@given(pmfs())
def test_there_and_back_is_the_same(p):
    back = dit_bridge.from_dit(dit_bridge.to_dit(p), shape=p.shape)
    np.testing.assert_array_equal(back, p)


@given(pmfs(least=2, full=True), st.data())
def test_any_variable_can_be_the_target_by_position_or_name(p, data):
    target = data.draw(st.integers(-p.ndim, p.ndim - 1))
    names = [f"variable {i}" for i in range(p.ndim)]
    expected = np.moveaxis(p, target, -1)
    d = dit_bridge.to_dit(p, names)
    assert list(d.get_rv_names()) == names
    np.testing.assert_array_equal(dit_bridge.from_dit(d, target), expected)
    np.testing.assert_array_equal(dit_bridge.from_dit(d, names[target]), expected)


def test_outcomes_are_tuples_of_python_integers_without_impossible_ones():
    d = dit_bridge.to_dit([[0.5, 0], [0.25, 0.25]])
    assert d.outcomes == ((0, 0), (1, 0), (1, 1)) and d.pmf.tolist() == [
        0.5,
        0.25,
        0.25,
    ]
    assert {type(v) for outcome in d.outcomes for v in outcome} == {int}


def test_values_become_positions_in_sorted_order():
    d = dit.Distribution([("b", 7), ("a", 7), ("b", -1)], [0.5, 0.25, 0.25])
    assert dit_bridge.from_dit(d).tolist() == [[0, 0.25], [0.25, 0.5]]
    assert dit_bridge.from_dit(d, target=0).tolist() == [[0, 0.25], [0.25, 0.5]]
    d = dit.Distribution([(10, "10"), (2, "2")], [0.25, 0.75])
    assert dit_bridge.from_dit(d).tolist() == [[0, 0.75], [0.25, 0]]


def test_logarithmic_distributions_are_understood():
    d = dit_bridge.to_dit([0.25, 0.75])
    d.set_base(2)
    np.testing.assert_allclose(dit_bridge.from_dit(d), [0.25, 0.75], atol=1e-15)
    assert d.is_log()


def test_conversions_refuse():
    d = dit_bridge.to_dit(np.full((2, 2), 0.25), ["X", "Y"])
    letters = dit.Distribution(["a", "b"], [0.5, 0.5])
    for call, message in [
        (lambda: dit_bridge.to_dit([0.5, 0.6]), "sum to 1"),
        (lambda: dit_bridge.to_dit([0.5, 0.5], ["X", "Y"]), "1 different names"),
        (lambda: dit_bridge.to_dit(np.full((2, 2), 0.25), ["X", "X"]), "different"),
        (lambda: dit_bridge.to_dit([0.5, 0.5], ["X", "X"]), "1 different names"),
        (lambda: dit_bridge.from_dit([0.5, 0.5]), "needs a dit.Distribution"),
        (lambda: dit_bridge.from_dit(d, "Z"), "no variable 'Z'"),
        (lambda: dit_bridge.from_dit(d, 2), "no variable 2"),
        (lambda: dit_bridge.from_dit(d, shape=(2,)), "2 variables"),
        (lambda: dit_bridge.from_dit(d, shape=(2, 1)), "no indices"),
        (lambda: dit_bridge.from_dit(letters, shape=(2,)), "no indices"),
    ]:
        with pytest.raises((ValueError, TypeError), match=message):
            call()


@stored("I_min")
def test_i_min_of_the_gates(case):
    atoms = dit_bridge.decompose(table(case), "min")
    assert isinstance(atoms, pid.Atoms) and len(atoms.names) == len(case["atoms"])
    for name, parts in case["atoms"].items():
        assert atoms[name] == pytest.approx(parts["pi"], abs=1e-12), name


@stored("BROJA")
def test_broja_of_the_gates(case):
    atoms = dit_bridge.decompose(table(case), "broja")
    for name, parts in case["atoms"].items():
        assert atoms[name] == pytest.approx(parts["pi"], abs=1e-6), name


def fitted(p, *pairs):
    """The distribution of maximal entropy with the marginals of p on these pairs."""
    q = np.full(p.shape, 1 / p.size)
    for _ in range(500):
        for pair in pairs:
            other = tuple(axis for axis in range(3) if axis not in pair)
            q = q * p.sum(other, keepdims=True) / q.sum(other, keepdims=True)
    return q


def common_change_in_surprisal(p):
    """Ince's I_ccs of two sources, where every outcome is possible."""
    q = fitted(p, (0, 1), (0, 2), (1, 2))
    t = q.sum((0, 1))
    told = [m / (m.sum(-1, keepdims=True) * t) for m in (q.sum(1), q.sum(0), q)]
    one, two, both = np.log2(told[0][:, None]), np.log2(told[1]), np.log2(told[2])
    signs = [np.sign(i) for i in (one, two, both)]
    common = one + two - both
    return np.sum(q * common, where=np.all([s == np.sign(common) for s in signs], 0))


def least_influence(p):
    """I(S1;T) less the unique information of S1 of James et al., for two sources."""
    told, other = mutual_information(p, 0, 2), mutual_information(p, 1, 2)
    models = fitted(p, (0, 2), (1, 2)), fitted(p, (0, 1), (0, 2), (1, 2))
    gains = [mutual_information(q, (0, 1), 2) - other for q in models]
    return told - min(told, *gains)


@settings(max_examples=15, deadline=None)
@given(pmfs(least=3, most=3, full=True))
@pytest.mark.parametrize(
    "measure, redundancy",
    [("ccs", common_change_in_surprisal), ("dep", least_influence)],
)
def test_maximum_entropy_measures_against_their_definition(measure, redundancy, p):
    found = dit_bridge.decompose(p, measure)["{1}{2}"]
    assert found == pytest.approx(redundancy(p), abs=1e-6)


@pytest.mark.parametrize(
    "measure, redundancy, unique, synergy",
    [
        ("mmi", 0.311278, 0, 0.5),
        ("ccs", np.log2(4 / 3) / 4, np.log2(4 / 3) / 2, 0.292481),
        ("pm", 0.561278, -0.25, 0.75),
        ("dep", 0.081704, 0.229574, 0.270426),
    ],
)
def test_other_measures_on_and(measure, redundancy, unique, synergy):
    p = np.array([[[1, 0], [1, 0]], [[1, 0], [0, 1]]]) / 4
    atoms = dit_bridge.decompose(p, measure).values
    assert atoms == pytest.approx([redundancy, unique, unique, synergy], abs=2e-6)


@settings(max_examples=12, deadline=None)
@given(pmfs(least=3, most=3, full=True), st.sampled_from(list(dit_bridge.MEASURES)))
def test_atoms_add_up_to_what_the_sources_tell(p, measure):
    atoms = dit_bridge.decompose(p, measure)
    both = mutual_information(p, (0, 1), 2)
    assert atoms.names == lattice.names(2)
    assert atoms.values.sum() == pytest.approx(both, abs=1e-6)
    for i in (0, 1):
        told = atoms["{1}{2}"] + atoms[f"{{{i + 1}}}"]
        assert told == pytest.approx(mutual_information(p, i, 2), abs=1e-6)


def agree_on_i_sx(p):
    ours, theirs = pid.decompose(p), dit_bridge.decompose(p, "sx")
    assert theirs.names == ours.names
    np.testing.assert_allclose(theirs.values, ours.values, atol=1e-12)


@settings(max_examples=8, deadline=None)
@given(pmfs(least=3, most=3, size=2))
def test_i_sx_of_dit_is_ours_for_two_sources(p):
    agree_on_i_sx(p)


def test_i_sx_of_dit_is_ours_for_three_sources():
    p = np.zeros((2, 2, 2, 2))
    masses = np.random.default_rng(1).dirichlet(np.ones(8))
    for (a, b, c), mass in zip(np.ndindex(2, 2, 2), masses, strict=True):
        p[a, b, c, (a & b) ^ c] = mass
    agree_on_i_sx(p)


def least_informative(p, antichain):
    """Barrett's redundancy, in one line."""
    told = (mutual_information(p, [i - 1 for i in s], p.ndim - 1) for s in antichain)
    return min(told)


def pointwise_minima(p, antichain):
    """Finn & Lizier's r_min: averaged least surprise, without and with the target."""
    total, n = 0.0, p.ndim - 1
    for outcome in np.argwhere(p > 0).tolist():
        seen = [
            p[
                tuple(
                    o if i + 1 in s else slice(None) for i, o in enumerate(outcome[:n])
                )
            ]
            for s in antichain
        ]
        given_t = [x[..., outcome[n]].sum() / marginal(p, n)[outcome[n]] for x in seen]
        plus, minus = (max(v) for v in ([x.sum() for x in seen], given_t))
        total += p[tuple(outcome)] * np.log2(minus / plus)
    return total


@settings(max_examples=6, deadline=None)
@given(pmfs(least=3, most=4, size=2))
@pytest.mark.parametrize(
    "measure, redundancy", [("mmi", least_informative), ("pm", pointwise_minima)]
)
def test_simple_measures_against_their_definition(measure, redundancy, p):
    n = p.ndim - 1
    expected = lattice.moebius(n) @ [redundancy(p, a) for a in lattice.antichains(n)]
    found = dit_bridge.decompose(p, measure).values
    np.testing.assert_allclose(found, expected, atol=1e-12)


def hull_information(p):
    """I(T; S1, S2) at its least for given (S1,T) and (S2,T), for a binary target.

    It is the information of the concave hull of both sources' ROC curves.
    """
    points = {(0.0, 0.0)}
    for source in (p.sum(1), p.sum(0)):
        source = source[np.argsort(source[:, 0] / source.sum(1))]
        points |= set(map(tuple, np.cumsum(source, 0) / p.sum((0, 1))))
    hull = []
    for x, y in sorted(points):
        while len(hull) > 1 and (hull[-1][0] - hull[-2][0]) * (y - hull[-2][1]) >= (
            hull[-1][1] - hull[-2][1]
        ) * (x - hull[-2][0]):
            hull.pop()
        hull.append((x, y))
    steps = np.diff(hull, axis=0).clip(0) * p.sum((0, 1))
    return mutual_information(steps / steps.sum())


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_broja_for_a_binary_target_against_its_closed_form(seed):
    p = np.random.default_rng(seed).dirichlet(np.ones(18)).reshape(3, 3, 2)
    synergy = mutual_information(p, (0, 1), 2) - hull_information(p)
    assert dit_bridge.decompose(p, "broja")["{12}"] == pytest.approx(synergy, abs=1e-6)


@pytest.mark.parametrize("measure", dit_bridge.MEASURES)
def test_the_target_can_stand_anywhere_and_have_a_name(measure):
    p = np.random.default_rng(0).dirichlet(np.ones(8)).reshape(2, 2, 2)
    expected = dit_bridge.decompose(p, measure).values
    turned = np.moveaxis(p, -1, 0)
    named = dit_bridge.to_dit(turned, ["out", "left", "right"])
    for given_p, target in ((turned, 0), (named, "out"), (named, 0)):
        found = dit_bridge.decompose(given_p, measure, target=target)
        np.testing.assert_allclose(found.values, expected, atol=1e-9)


def test_decompose_refuses():
    p = np.full((2, 2, 2, 2), 1 / 16)
    for call, message in [
        (lambda: dit_bridge.decompose(p, "imin"), "measure is one of min, mmi"),
        (lambda: dit_bridge.decompose(p, "broja"), "'broja' takes 2 to 2 sources"),
        (lambda: dit_bridge.decompose(p[0, 0] * 4), "takes 2 to 4 sources"),
        (lambda: dit_bridge.decompose(p, target=4), "no axis"),
        (lambda: dit_bridge.decompose(p, target="T"), "no axis"),
        (lambda: dit_bridge.decompose(-p), "negative"),
    ]:
        with pytest.raises(ValueError, match=message):
            call()


def test_numpy_still_warns_after_the_import():
    code = (
        "import numpy as np; before = np.geterr(); "
        "import infomorphic_lite.dit_bridge as b; "
        "b.decompose(np.full((2, 2, 2), 1 / 8), 'sx'); "
        "assert np.geterr() == before"
    )
    subprocess.run(
        [sys.executable, "-W", "error::RuntimeWarning", "-c", code], check=True
    )
