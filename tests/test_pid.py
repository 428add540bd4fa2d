"""I^sx against stored ground truth, its definition, its identities and dit."""

from itertools import permutations

import numpy as np
import pytest
import torch
from stored import CASES, stored, table

from infomorphic_lite import gates, pid
from infomorphic_lite.information import entropy, mutual_information
from infomorphic_lite.lattice import antichains, moebius, name, names
from infomorphic_lite.pid import decompose

SHAPES = [(2, 2, 2), (3, 2, 4), (2, 2, 2, 2), (3, 2, 2, 3), (2, 2, 2, 2, 2)]


def random_pmf(rng, shape, zeros=0.3):
    """A Dirichlet pmf in which a share of the cells is impossible."""
    weights = rng.gamma(1, size=shape) * (rng.random(shape) >= zeros)
    weights.flat[0] += 1e-3
    return weights / weights.sum()


def by_definition(p):
    """{name: (i+, i-)} averaged, by listing the outcomes of each union event."""
    outcomes = [(o, p[o]) for o in np.ndindex(p.shape) if p[o] > 0]
    target = p.sum(tuple(range(p.ndim - 1)))
    result = {}
    for alpha in antichains(p.ndim - 1):
        plus = minus = 0.0
        for o, weight in outcomes:
            event = [
                (q, r)
                for q, r in outcomes
                if any(all(q[i - 1] == o[i - 1] for i in a) for a in alpha)
            ]
            union = sum(r for _, r in event)
            with_target = sum(r for q, r in event if q[-1] == o[-1])
            plus -= weight * np.log2(union)
            minus -= weight * np.log2(with_target / target[o[-1]])
        result[name(alpha)] = plus, minus
    return result


@stored("I_sx")
def test_stored_cases(case):
    result = decompose(table(case), sources=case["sources"])
    assert len(case["atoms"]) == len(result.names)
    for atom, parts in case["atoms"].items():
        assert result[atom] == pytest.approx(parts["pi"], abs=1e-12)
        assert result.informative[atom] == pytest.approx(
            parts["informative"], abs=1e-12
        )
        assert result.misinformative[atom] == pytest.approx(
            parts["misinformative"], abs=1e-12
        )


def test_gates_are_the_stored_ones():
    known = {c["name"]: c for c in CASES if c["measure"] == "I_sx"}
    for gate, stored_name in [
        ("UNQ", "UNQ1"),
        *((g, g) for g in gates.GATES if g != "UNQ"),
    ]:
        np.testing.assert_allclose(
            sorted(decompose(gates.gate(gate)).values),
            sorted(atom["pi"] for atom in known[stored_name]["atoms"].values()),
            atol=1e-12,
        )


def test_xor_and_unq_in_closed_form():
    xor = decompose(gates.xor()).as_dict()
    assert xor == pytest.approx(
        {
            "{1}{2}": np.log2(2 / 3),
            "{1}": np.log2(3 / 2),
            "{2}": np.log2(3 / 2),
            "{12}": np.log2(4 / 3),
        },
        abs=1e-12,
    )
    assert decompose(gates.unique())["{2}"] == pytest.approx(-np.log2(4 / 3), abs=1e-12)


@pytest.mark.parametrize("shape", SHAPES)
def test_agrees_with_the_definition(shape):
    rng = np.random.default_rng(len(shape))
    p = random_pmf(rng, shape)
    expected = np.array(list(by_definition(p).values())).T
    m = moebius(len(shape) - 1)
    result = decompose(p)
    np.testing.assert_allclose(result.informative.values, m @ expected[0], atol=1e-12)
    np.testing.assert_allclose(
        result.misinformative.values, m @ expected[1], atol=1e-12
    )


@pytest.mark.parametrize("sources", [2, 3, 4])
def test_identities_on_a_thousand_distributions(sources):
    rng = np.random.default_rng(sources)
    for _ in range(334):
        shape = tuple(rng.integers(2, 4, size=sources + 1))
        p = random_pmf(rng, shape, zeros=rng.choice([0, 0.5]))
        result = decompose(p)
        total = mutual_information(p, range(sources), sources)
        assert result.values.sum() == pytest.approx(total, abs=1e-11)
        assert result.informative.values.min() > -1e-11
        assert result.misinformative.values.min() > -1e-11
        parts = result.informative.values - result.misinformative.values
        np.testing.assert_allclose(result.values, parts, atol=1e-12)


def test_consistency_with_every_mutual_information():
    p = random_pmf(np.random.default_rng(1), (2, 3, 2, 2))
    result = decompose(p)
    for subset in [(1,), (2,), (3,), (1, 2), (1, 3), (2, 3)]:
        inside = [
            value
            for alpha, value in zip(antichains(3), result.values, strict=True)
            if any(set(a) <= set(subset) for a in alpha)
        ]
        expected = mutual_information(p, tuple(i - 1 for i in subset), 3)
        assert sum(inside) == pytest.approx(expected, abs=1e-12)


def test_relabelled_sources_give_relabelled_atoms():
    p = random_pmf(np.random.default_rng(2), (2, 3, 4, 2))
    original = decompose(p)
    for order in permutations(range(3)):
        moved = decompose(p.transpose(*order, 3))
        for alpha in antichains(3):
            back = "".join(
                "{" + "".join(str(order[i - 1] + 1) for i in a) + "}" for a in alpha
            )
            assert moved[name(alpha)] == pytest.approx(original[back], abs=1e-12)


def test_informative_part_depends_on_the_sources_alone():
    parts = [
        decompose(gate()).informative.values
        for gate in (gates.xor, gates.and_, gates.copy)
    ]
    np.testing.assert_allclose(
        parts[0], np.log2([4 / 3, 3 / 2, 3 / 2, 4 / 3]), atol=1e-12
    )
    np.testing.assert_allclose(parts[1:], [parts[0]] * 2, atol=1e-12)


@pytest.mark.parametrize("shape", SHAPES)
def test_pointwise_values_average_to_the_atoms(shape):
    p = random_pmf(np.random.default_rng(7), shape)
    result = decompose(p, pointwise=True)
    axes = tuple(range(1, p.ndim + 1))
    for whole, local in [
        (result, result.pointwise),
        (result.informative, result.pointwise.informative),
        (result.misinformative, result.pointwise.misinformative),
    ]:
        assert local.values.shape == (len(names(len(shape) - 1)), *shape)
        np.testing.assert_allclose(
            np.nansum(p * local.values, axes), whole.values, atol=1e-12
        )
    assert (np.isnan(result.pointwise.values[0]) == (p == 0)).all()


@pytest.mark.parametrize("sources", [2, 3, 4])
def test_a_batch_is_one_by_one(sources):
    rng = np.random.default_rng(3)
    shape = (2,) * (sources + 1)
    batch = np.stack([[random_pmf(rng, shape) for _ in range(3)] for _ in range(2)])
    p = np.moveaxis(batch, (0, 1), (-2, -1))
    result = decompose(p, sources=sources, pointwise=True)
    for i, j in np.ndindex(2, 3):
        alone = decompose(batch[i, j], pointwise=True)
        np.testing.assert_allclose(result.values[:, i, j], alone.values, atol=1e-13)
        np.testing.assert_allclose(
            result.pointwise.values[..., i, j], alone.pointwise.values, atol=1e-13
        )


@pytest.mark.parametrize("cells", [1, 40, 65])
def test_a_batch_worked_on_in_pieces_is_one_by_one(monkeypatch, cells):
    monkeypatch.setattr(pid, "CACHED", cells)  # pieces of 1, 2 and 4 distributions
    rng = np.random.default_rng(4)
    batch = np.array([[random_pmf(rng, (2, 2, 2, 2)) for _ in range(3)] for _ in "ab"])
    result = decompose(np.moveaxis(batch, (0, 1), (-2, -1)), sources=3)
    for i, j in np.ndindex(2, 3):
        alone = decompose(batch[i, j])
        np.testing.assert_allclose(result.values[:, i, j], alone.values, atol=1e-13)
        np.testing.assert_allclose(
            result.misinformative.values[:, i, j],
            alone.misinformative.values,
            atol=1e-13,
        )


def test_one_source_value_or_one_target_value():
    assert decompose(np.full((2, 2, 1), 1 / 4), sources=2).values.tolist() == [
        0,
        0,
        0,
        0,
    ]
    noise = decompose(gates.xor()[:, :1] * 2)
    assert noise["{1}"] == pytest.approx(1, abs=1e-12)


@pytest.mark.parametrize("sources", [2, 3, 4])
def test_gradient_agrees_with_finite_differences(sources):
    """Directional derivatives through a softmax, which keeps the sum at 1."""
    rng = np.random.default_rng(sources)
    shape = (*(rng.integers(2, 4, size=sources) if sources < 4 else [2] * 4), 2, 334)
    axes = tuple(range(sources + 1))
    logits = torch.tensor(rng.normal(size=shape), requires_grad=True)
    weights = torch.tensor(rng.normal(size=(len(names(sources)), shape[-1])))
    direction = torch.tensor(rng.normal(size=shape))

    def goal(x):
        p = x.flatten(0, sources).softmax(0).reshape(shape)
        return (weights * decompose(p, sources=sources).values).sum(0)

    goal(logits).sum().backward()
    with torch.no_grad():
        ahead, behind = (goal(logits + e * direction) for e in (1e-5, -1e-5))
    slope = (logits.grad * direction).sum(axes)
    torch.testing.assert_close(slope, (ahead - behind) / 2e-5, atol=1e-6, rtol=0)


def test_torch_results_are_those_of_numpy_and_differentiable_at_zeros():
    p = random_pmf(np.random.default_rng(5), (2, 3, 2, 2), zeros=0.5)
    tensor = torch.tensor(p, requires_grad=True)
    result = decompose(tensor, pointwise=True)
    np.testing.assert_allclose(result.values.detach(), decompose(p).values, atol=1e-13)
    result.values.sum().backward()
    assert torch.isfinite(tensor.grad).all()
    assert torch.isnan(result.pointwise.values[0]).sum() == (p == 0).sum()
    assert set(result.as_dict()) == set(names(3))


def test_torch_keeps_its_precision_and_takes_whole_numbers():
    single = torch.tensor(gates.xor(), dtype=torch.float32)
    assert decompose(single).values.dtype == torch.float32
    certain = torch.zeros(2, 2, 2, dtype=torch.int64)
    certain[0, 0, 0] = 1
    assert decompose(certain).values.tolist() == [0, 0, 0, 0]


def test_atoms_are_found_by_any_spelling():
    result = decompose(gates.xor(3))
    assert result["{2,3}{1}"] == result["{1}{23}"] == result.as_dict()["{1}{23}"]
    assert all(type(value) is float for value in result.as_dict().values())
    with pytest.raises(ValueError, match="no atom"):
        result["{4}"]


@pytest.mark.parametrize(
    ("p", "options", "error", "words"),
    [
        (np.full((2, 2, 2), 0.2), {}, ValueError, "sum to 1"),
        (np.array([[[1.5, -0.5]]]), {}, ValueError, "never negative"),
        (np.full((2, 2, 2), np.nan), {}, ValueError, "finite"),
        (np.zeros((0, 2, 2)), {}, ValueError, "at least one outcome"),
        (np.full((2, 2), 0.25), {}, ValueError, "2, 3 or 4 sources"),
        (np.full((2,) * 6, 1 / 64), {}, ValueError, "2, 3 or 4 sources"),
        (np.full((2, 2), 0.25), {"sources": 2}, ValueError, "need 3 axes"),
        (np.full((2, 2, 1), 0.25), {}, ValueError, "single value"),
        (np.full((2, 2, 2), "a"), {}, TypeError, "real numbers"),
        (np.full((2, 2, 2), 1j), {}, TypeError, "real numbers"),
        ("XOR", {}, ValueError, "sources"),
        (np.full((2, 2, 2, 3), 1 / 8), {"sources": 2.0}, ValueError, "sources"),
        (torch.full((2, 2, 2), 0.2), {}, ValueError, "sum to 1"),
    ],
)
def test_what_cannot_be_decomposed_is_refused(p, options, error, words):
    with pytest.raises(error, match=words):
        decompose(p, **options)


def test_gates_refuse_bad_input():
    for call in (
        lambda: gates.gate("NOPE"),
        lambda: gates.xor(noise=1.5),
        lambda: gates.xor(correlation=2),
        lambda: gates.xor(3, correlation=0.5),
        lambda: gates.gate_from(lambda a, b: -1, gates.fair_bits()),
    ):
        with pytest.raises(ValueError, match=r"gate|noise|correlation"):
            call()


def test_noise_and_correlation():
    np.testing.assert_allclose(gates.and_(noise=1).sum((0, 1)), [0.5, 0.5])
    assert mutual_information(gates.and_(noise=1), (0, 1), 2) == pytest.approx(
        0, abs=1e-12
    )
    p = gates.xor(correlation=0.5).sum(2)
    assert p[0, 0] + p[1, 1] == 0.75
    assert entropy(gates.fair_bits(3)) == 3
