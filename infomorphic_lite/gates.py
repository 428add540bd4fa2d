"""Canonical gates as joint distributions with axes (source 1, ..., source n, target).

The names are those of the literature, where "UNQ" sometimes means the two-bit copy
and sometimes T = S2; here `unique` is T = S1 and `copy` is T = (S1, ..., Sn).
"""

import numpy as np


def gate_from(function, sources, noise=0.0):
    """p(s, t) = p(s) [t = function(s)], then noise: t is drawn anew with prob. `noise`.

    function: takes one integer per source, returns the target, an integer >= 0.
    sources: joint pmf of the sources, one axis each.
    noise: between 0 and 1; the new target is uniform over all targets, so that 1
    leaves a target that knows nothing of the sources.
    Raises ValueError for a noise outside [0, 1] or a negative target.
    """
    if not 0 <= noise <= 1:
        raise ValueError(f"noise is a probability between 0 and 1, not {noise}")
    sources = np.asarray(sources, float)
    target = {s: function(*s) for s in np.ndindex(sources.shape)}
    if min(target.values()) < 0:
        raise ValueError("a gate's target is an integer of 0 or more")
    p = np.zeros((*sources.shape, max(target.values()) + 1))
    for s, t in target.items():
        p[(*s, t)] = sources[s]
    return (1 - noise) * p + noise * p.sum(-1, keepdims=True) / p.shape[-1]


def fair_bits(n=2, correlation=0.0):
    """Joint pmf of n fair bits, shape (2,) * n.

    correlation: of two bits, between -1 and 1: they are equal with probability
    (1 + correlation) / 2. Raises ValueError outside that, or with n other than 2.
    """
    if correlation == 0:
        return np.full((2,) * n, 0.5**n)
    if n != 2 or not -1 <= correlation <= 1:
        raise ValueError("a correlation between -1 and 1 is defined for two bits only")
    return (1 + correlation * np.array([[1, -1], [-1, 1]])) / 4


def xor(n=2, noise=0.0, correlation=0.0):
    """T = S1 xor ... xor Sn for fair bits: the parity."""
    return gate_from(lambda *s: sum(s) % 2, fair_bits(n, correlation), noise)


def and_(n=2, noise=0.0, correlation=0.0):
    """T = S1 and ... and Sn for fair bits."""
    return gate_from(lambda *s: min(s), fair_bits(n, correlation), noise)


def or_(n=2, noise=0.0, correlation=0.0):
    """T = S1 or ... or Sn for fair bits."""
    return gate_from(lambda *s: max(s), fair_bits(n, correlation), noise)


def sum_(n=2, noise=0.0, correlation=0.0):
    """T = S1 + ... + Sn for fair bits."""
    return gate_from(lambda *s: sum(s), fair_bits(n, correlation), noise)


def copy(n=2, noise=0.0, correlation=0.0):
    """T = (S1, ..., Sn) for fair bits, read as a binary number, S1 first."""
    return gate_from(_number, fair_bits(n, correlation), noise)


def unique(n=2, noise=0.0, correlation=0.0):
    """T = S1 for fair bits; the other sources are bystanders."""
    return gate_from(lambda *s: s[0], fair_bits(n, correlation), noise)


def redundant(n=2, noise=0.0):
    """T = S1 = ... = Sn, one fair bit seen n times."""
    same = np.zeros((2,) * n)
    same[(0,) * n] = same[(1,) * n] = 0.5
    return gate_from(lambda *s: s[0], same, noise)


def pointwise_unique():
    """T in {0, 1}; each time one source says T + 1, the other is silent (0).

    Source: Finn & Lizier (2018), PwUnq.
    """
    p = np.zeros((3, 3, 2))
    p[0, 1, 0] = p[1, 0, 0] = p[0, 2, 1] = p[2, 0, 1] = 0.25
    return p


def redundant_xor():
    """T = (a bit that both sources see, the xor of two private bits); shape (4, 4, 4).

    Source: Griffith & Koch (2014), RdnXor.
    """
    p = np.zeros((4, 4, 4))
    for shared, a, b in np.ndindex(2, 2, 2):
        p[2 * shared + a, 2 * shared + b, 2 * shared + (a ^ b)] = 1 / 8
    return p


def redundant_unique_xor():
    """T = (shared bit, unique bit of S1, of S2, xor of two private bits): (8, 8, 16).

    Source: Griffith & Koch (2014), RdnUnqXor.
    """
    p = np.zeros((8, 8, 16))
    for shared, u1, u2, a, b in np.ndindex((2,) * 5):
        p[
            _number(shared, u1, a),
            _number(shared, u2, b),
            _number(shared, u1, u2, a ^ b),
        ] = 1 / 32
    return p


GATES = {
    "XOR": xor,
    "AND": and_,
    "OR": or_,
    "SUM": sum_,
    "COPY": copy,
    "UNQ": unique,
    "RDN": redundant,
    "PWUNQ": pointwise_unique,
    "RDNXOR": redundant_xor,
    "RDNUNQXOR": redundant_unique_xor,
}


def gate(name, **options):
    """The joint pmf of a gate by its name in the literature, such as "XOR".

    options: passed to the gate's function, as in gate("AND", n=3, noise=0.1).
    Raises ValueError for a name that is not in GATES.
    """
    if name not in GATES:
        raise ValueError(f"no gate {name!r}; there are {', '.join(GATES)}")
    return GATES[name](**options)


def _number(*bits):
    return sum(bit << place for place, bit in enumerate(reversed(bits)))
