"""The redundancy lattice: antichains, their order, names and Moebius inversion.

A source collection is an antichain: a set of sets of sources, none inside another.
We write it as a sorted tuple of sorted tuples, ((1,), (2, 3)), and name it "{1}{23}".
Source: Williams & Beer (2010); sources are numbered from 1.
"""

from functools import cache
from itertools import combinations, product

import numpy as np


@cache
def antichains(n):
    """All antichains of n sources, from the bottom of the lattice to its top.

    n: number of sources, 1 to 4; there are 1, 4, 18, 166 of them. An antichain comes
    after all that precede it. Returns a tuple of antichains.
    Raises ValueError for another n (five sources would have 7,579).
    """
    if n not in (1, 2, 3, 4):
        raise ValueError(f"the lattice is built for 1 to 4 sources, not {n!r}")
    found = {minimal(family) for family in _families(subsets(n))}
    below = {a: sum(precedes(b, a) for b in found) for a in found}
    return tuple(sorted(found, key=lambda a: (below[a], _order(a))))


@cache
def subsets(n):
    """The 2^n - 1 non-empty sets of n sources, by size: ((1,), (2,), (1, 2)) for 2."""
    return tuple(
        s for size in range(1, n + 1) for s in combinations(range(1, n + 1), size)
    )


def minimal(family):
    """The antichain of a family of sets: its sets that contain no other, sorted."""
    family = {tuple(sorted(s)) for s in family}
    kept = (s for s in family if not any(set(r) < set(s) for r in family))
    return tuple(sorted(kept, key=lambda s: (len(s), s)))


def precedes(beta, alpha):
    """beta <= alpha: each set of alpha contains a set of beta.

    beta, alpha: antichains. Source: Williams & Beer (2010).
    """
    return all(any(set(b) <= set(a) for b in beta) for a in alpha)


def name(antichain):
    """The name of an antichain: ((1,), (2, 3)) is "{1}{23}"."""
    return "".join("{" + "".join(map(str, s)) + "}" for s in antichain)


def parse(text):
    """The antichain that a name stands for; "{1}{23}" and "{2,3}{1}" are the same.

    Raises ValueError if the text is not the name of an antichain.
    """
    groups = text.replace(",", "").replace(" ", "")
    if not (groups.startswith("{") and groups.endswith("}")):
        raise ValueError(f"{text!r} names no antichain; write it like '{{1}}{{23}}'")
    sets = groups[1:-1].split("}{")
    if not all(s.isdigit() and len(set(s)) == len(s) and "0" not in s for s in sets):
        raise ValueError(f"{text!r} names no antichain; write it like '{{1}}{{23}}'")
    antichain = minimal(tuple(map(int, s)) for s in sets)
    if len(antichain) != len(sets):
        raise ValueError(f"in {text!r} one set of sources contains another")
    return antichain


@cache
def names(n):
    """The names of `antichains(n)`, in that order."""
    return tuple(map(name, antichains(n)))


@cache
def zeta(n):
    """Z[alpha, beta] = 1 if beta <= alpha, so that I = Z Pi; integers, read-only."""
    nodes = antichains(n)
    return _frozen([[precedes(b, a) for b in nodes] for a in nodes])


@cache
def moebius(n):
    """M = Z^-1, which turns redundancies into atoms: Pi = M I; integers, read-only.

    As antichains stand after those that precede them, Z is lower triangular with
    ones on its diagonal, and its inverse follows row by row in whole numbers.
    """
    z = zeta(n)
    m = np.eye(len(z), dtype=int)
    for row in range(len(z)):
        m[row] -= z[row, :row] @ m[:row]
    return _frozen(m)


@cache
def covers(n):
    """The edges of the Hasse diagram: pairs (lower, upper) of positions.

    Each pair is of neighbours: lower precedes upper and nothing stands between.
    """
    z = np.array(zeta(n)) - np.eye(len(zeta(n)), dtype=int)
    upper, lower = np.nonzero(z & (z @ z == 0))
    return tuple(zip(lower.tolist(), upper.tolist(), strict=True))


@cache
def union_coefficients(n):
    """C, with P(union event of alpha) = sum_b C[alpha, b] P(S_i = s_i for i in b).

    Inclusion and exclusion over the sets of alpha, terms of equal b collected.
    Shape (antichains, 2^n - 1), columns as in `subsets(n)`; integers, read-only.
    """
    column = {frozenset(s): i for i, s in enumerate(subsets(n))}
    table = np.zeros((len(antichains(n)), len(column)), int)
    for row, alpha in zip(table, antichains(n), strict=True):
        for size in range(1, len(alpha) + 1):
            for chosen in combinations(alpha, size):
                row[column[frozenset().union(*chosen)]] += (-1) ** (size - 1)
    return _frozen(table)


def _families(sets):
    for chosen in product((False, True), repeat=len(sets)):
        if any(chosen):
            yield [s for s, take in zip(sets, chosen, strict=True) if take]


def _order(antichain):
    return [(len(s), s) for s in antichain]


def _frozen(values):
    table = np.array(values, int)
    table.flags.writeable = False
    return table
