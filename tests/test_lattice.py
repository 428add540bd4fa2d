"""The lattice against its definition and against the published tables."""

from itertools import combinations, product

import numpy as np
import pytest

from infomorphic_lite import lattice

SIZES = {1: 1, 2: 4, 3: 18, 4: 166}  # Dedekind numbers less 2


@pytest.mark.parametrize("n", SIZES)
def test_size_and_definition(n):
    nodes = lattice.antichains(n)
    assert len(set(nodes)) == SIZES[n]
    assert all(
        not set(a) < set(b) for node in nodes for a, b in product(node, repeat=2)
    )


def test_three_sources_are_ordered_and_named_as_published():
    # From the bottom of the lattice of Williams & Beer (2010) to its top.
    assert " ".join(lattice.names(3)) == (
        "{1}{2}{3} {1}{2} {1}{3} {2}{3} {1}{23} {2}{13} {3}{12} {1} {2} {3} "
        "{12}{13}{23} {12}{13} {12}{23} {13}{23} {12} {13} {23} {123}"
    )


@pytest.mark.parametrize("n", SIZES)
def test_moebius_inverts_zeta_in_whole_numbers(n):
    z, m = lattice.zeta(n), lattice.moebius(n)
    assert (m @ z == np.eye(len(z))).all()
    assert np.issubdtype(m.dtype, np.integer)
    assert not m.flags.writeable
    if n <= 3:
        assert set(np.unique(m)) <= {-1, 0, 1}


@pytest.mark.parametrize("n", [2, 3])
def test_moebius_is_its_recursive_definition(n):
    """Pi(alpha) = I(alpha) - sum of Pi(beta) over beta strictly below alpha."""
    nodes, rng = lattice.antichains(n), np.random.default_rng(n)
    redundancy = dict(zip(nodes, rng.normal(size=len(nodes)), strict=True))
    atoms = {}
    for alpha in nodes:
        below = [b for b in nodes if b != alpha and lattice.precedes(b, alpha)]
        atoms[alpha] = redundancy[alpha] - sum(atoms[b] for b in below)
    values = lattice.moebius(n) @ [redundancy[a] for a in nodes]
    np.testing.assert_allclose(values, [atoms[a] for a in nodes], atol=1e-12)


@pytest.mark.parametrize("n", [2, 3])
def test_covers_are_the_pairs_with_nothing_between(n):
    nodes = lattice.antichains(n)
    below = {(a, b) for a in nodes for b in nodes if a != b and lattice.precedes(a, b)}
    expected = {
        (a, b)
        for a, b in below
        if not any((a, c) in below and (c, b) in below for c in nodes)
    }
    assert {(nodes[i], nodes[j]) for i, j in lattice.covers(n)} == expected


@pytest.mark.parametrize("n", [2, 3, 4])
def test_union_coefficients_count_each_outcome_once(n):
    """Against counting events: sources agree with s on exactly the set `hit`."""
    subsets = lattice.subsets(n)
    for alpha, row in zip(
        lattice.antichains(n), lattice.union_coefficients(n), strict=True
    ):
        for size in range(n + 1):
            for hit in combinations(range(1, n + 1), size):
                counted = sum(
                    c for c, b in zip(row, subsets, strict=True) if set(b) <= set(hit)
                )
                assert counted == any(set(a) <= set(hit) for a in alpha)


@pytest.mark.parametrize("n", SIZES)
def test_names_and_parse_are_inverse(n):
    assert tuple(map(lattice.parse, lattice.names(n))) == lattice.antichains(n)


def test_parse_reads_other_spellings():
    assert lattice.parse("{2,3}{1}") == lattice.parse("{1}{32}") == ((1,), (2, 3))


@pytest.mark.parametrize(
    "text", ["", "1", "{1", "{a}", "{}", "{11}", "{0}", "{1}{}", "{1} 2"]
)
def test_parse_refuses_what_is_no_name(text):
    with pytest.raises(ValueError, match="names no antichain"):
        lattice.parse(text)


@pytest.mark.parametrize("text", ["{1}{12}", "{1}{1}"])
def test_parse_refuses_sets_inside_others(text):
    with pytest.raises(ValueError, match="contains another"):
        lattice.parse(text)


@pytest.mark.parametrize("n", [0, 5, 2.5, "3"])
def test_other_sizes_are_refused(n):
    with pytest.raises(ValueError, match="1 to 4 sources"):
        lattice.antichains(n)
