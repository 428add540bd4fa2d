"""Problem set 1: Part I on text, channels, samples and handwritten digits.

Its last two exercises, which test significance, are in `significance`.
"""

from string import ascii_lowercase

import numpy as np

from .. import gates
from .. import information as info
from .compare import compare, number, random_pmf
from .part1 import unit_mistakes
from .significance import shuffle_test, significant

WORDS = ("Two", "bits", "of", "Information,", "in", "XII", "Cafés", "add", "0", "to")


def _letters(text):
    return [c for c in text.lower() if c.isalpha()]


def _entropy_of(symbols):
    counts = np.unique(list(symbols), return_counts=True)[1]
    return info.entropy(counts / counts.sum())


def _text_entropy(text):
    return _entropy_of(_letters(text))


def _share_in(text):
    return lambda c: _letters(text).count(c) / len(_letters(text))


def _contribution(p):
    return -np.sum(p * np.log2(p))


TEXT_MISTAKES = {
    **unit_mistakes(_text_entropy),
    "Spaces, digits and points are no letters: leave them out first.": [
        _entropy_of,
        lambda t: _entropy_of(t.lower()),
    ],
    "Digits are no letters.": [
        lambda t: _entropy_of(c for c in t.lower() if c.isalnum())
    ],
    "Letters like é count too: ask `isalpha()`.": [
        lambda t: _entropy_of(c for c in t.lower() if c in ascii_lowercase),
        lambda t: _entropy_of(c for c in t.lower() if c in ascii_lowercase + " "),
    ],
    "Capital letters are lost: `lower()` first.": [
        lambda t: _entropy_of(c for c in t if c.islower()),
        lambda t: _entropy_of(c for c in t if c in ascii_lowercase),
    ],
    "Add up each letter once, weighted with its share, not each time it occurs.": [
        lambda t: sum(-p * np.log2(p) for p in map(_share_in(t), _letters(t)))
    ],
    "Not every letter is equally likely: weight each surprise with its share.": [
        lambda t: -np.mean([*map(np.log2, map(_share_in(t), set(_letters(t))))])
    ],
    "A and a are one letter.": lambda t: _entropy_of(c for c in t if c.isalpha()),
    "These are the bits of the whole text: bits per letter are wanted.": [
        lambda t: _text_entropy(t) * len(_letters(t))
    ],
    "This only counts the different letters: some are more frequent.": [
        lambda t: np.log2(len(set(_letters(t))))
    ],
    "Divide by the number of letters, not of all characters.": [
        lambda t: _contribution(np.unique(_letters(t), return_counts=True)[1] / len(t))
    ],
    "Not all 26 letters are equally likely in a text.": lambda t: np.log2(26),
}


def entropy_of_text(answer, rng):
    """entropy_of_text(text): bits per letter, from the shares of letters in a text.

    A letter is a character with `isalpha()`; upper and lower case are one.
    """
    cases = [(" ".join(rng.permutation(WORDS)[:n]),) for n in (7, 8, 9)]
    cases += [("A rosé is a rosé, is a ROSÉ!",), ("aAa",), ("Anna",), ("Anna, 44!",)]
    return compare(answer, cases, _text_entropy, TEXT_MISTAKES)


KL_MISTAKES = {
    **unit_mistakes(info.kl_divergence),
    "This is weighted with q: the mean is under p.": [
        lambda p, q: np.sum(q * np.log2(p / q))
    ],
    "log (p / q) is not log p / log q.": [
        lambda p, q: np.sum(p * np.log2(p) / np.log2(q))
    ],
    "The two are swapped: the mean is taken under p, the first one.": [
        lambda p, q: info.kl_divergence(q, p)
    ],
    "This is the cross-entropy: it holds the entropy of p as well.": [
        lambda p, q: -np.sum(p * np.log2(q))
    ],
    "This treats p and q alike; the divergence asked for does not.": [
        lambda p, q: info.kl_divergence(p, q) + info.kl_divergence(q, p),
        lambda p, q: (info.kl_divergence(p, q) + info.kl_divergence(q, p)) / 2,
    ],
    "This is the Jensen-Shannon divergence, which goes through the mean of both.": [
        lambda p, q: info.entropy((p + q) / 2) - (info.entropy(p) + info.entropy(q)) / 2
    ],
    "Weighting with p is the average already: a sum, with no further division.": [
        lambda p, q: np.mean(p * np.log2(p / q))
    ],
    "Each log ratio must be weighted with p.": lambda p, q: np.sum(np.log2(p / q)),
    "This is a difference of entropies: it can be 0 for quite different p and q.": [
        lambda p, q: info.entropy(q) - info.entropy(p)
    ],
}
KL_MISTAKES_AT_P = {
    "It returns nan where p = 0: such an outcome adds nothing.": [
        lambda p, q: np.sum(p * np.log2(p / q))
    ],
}


KL_MISTAKES_AT_BOTH = {
    **KL_MISTAKES_AT_P,
    "q = 0 costs only where p > 0.": lambda p, q: np.inf,
}


def _skip_zeros(p, q):
    both = (p > 0) & (q > 0)
    return np.sum(p[both] * np.log2(p[both] / q[both]))


HIDDEN = "Where q = 0 < p it must be inf: a small number in place of 0 hides it."
KL_MISTAKES_AT_Q = {
    "q = 0 < p is skipped: what q holds impossible happens, so it must be inf.": [
        _skip_zeros,
        lambda p, q: 0.0,
    ],
    "It returns nan where q = 0 < p, and it must return inf there.": [
        lambda p, q: np.nan
    ],
}


def kl_divergence(answer, rng):
    """kl_divergence(p, q): the divergence of q from p, D(p||q), in bits.

    p, q: pmfs of one shape. inf if q = 0 < p somewhere; p = 0 adds nothing.
    """
    cases = [(random_pmf(rng, *s), random_pmf(rng, *s)) for s in ((2,), (5,), (2, 3))]
    at_p = [(random_pmf(rng, 6, zeros=2), random_pmf(rng, 6))]
    at_q = [(random_pmf(rng, 6), random_pmf(rng, 6, zeros=1))]
    both = [(np.array([0.5, 0.5, 0.0]), np.array([0.25, 0.75, 0.0]))]
    cases += [(p[:2], q[:2]) for p, q in (*both, both[0][::-1])]
    return (
        compare(answer, cases, info.kl_divergence, KL_MISTAKES)
        or compare(answer, at_p, info.kl_divergence, KL_MISTAKES_AT_P)
        or compare(answer, at_q, info.kl_divergence, KL_MISTAKES_AT_Q, otherwise=HIDDEN)
        or compare(answer, both, info.kl_divergence, KL_MISTAKES_AT_BOTH)
    )


def _given_z(p):
    return info.mutual_information(p, given=2)


def _per_z(p):
    return np.array(
        [info.mutual_information(s / s.sum()) for s in np.moveaxis(p, 2, 0)]
    )


CONDITIONAL_MISTAKES = {
    **unit_mistakes(_given_z),
    "This is I(X;Y): Z has been summed out, not held fixed.": [
        lambda p: info.mutual_information(p)
    ],
    "The axes are mixed up: Z, the given one, is axis 2.": [
        lambda p: info.mutual_information(p, 0, 2, given=1),
        lambda p: info.mutual_information(p, 1, 2, given=0),
    ],
    "Not every z is equally likely: weight each with p(z).": [
        lambda p: np.mean(_per_z(p))
    ],
    "The values for the single z are added up: average them.": [
        lambda p: np.sum(_per_z(p))
    ],
    "These are the values for each z: average them.": _per_z,
    "This is the co-information: I(X;Y) does not belong.": [
        info.co_information,
        lambda p: -info.co_information(p),
    ],
    "This joins Z to a side: what Z tells alone must come off.": [
        lambda p: info.mutual_information(p, 0, (1, 2)),
        lambda p: info.mutual_information(p, 1, (0, 2)),
        lambda p: info.mutual_information(p, (0, 1), 2),
    ],
    "This is H(X,Y|Z), H(X|Z) or H(Y|Z): what is open, not what is shared.": [
        lambda p: info.conditional_entropy(p, 2),
        lambda p: info.conditional_entropy(p.sum(1), 1),
        lambda p: info.conditional_entropy(p.sum(0), 1),
    ],
    "H(Z) is in two of the entropies: it must come off too.": [
        lambda p: _given_z(p) + info.entropy(p.sum((0, 1)))
    ],
    "H(Z) has the wrong sign.": lambda p: _given_z(p) + 2 * info.entropy(p.sum((0, 1))),
}
CONDITIONAL_MISTAKES_AT_ZEROS = {
    "It returns nan where a p is 0: such a cell adds nothing.": lambda p: np.nan,
    "It returns nan if some z never occurs: skip it.": [
        lambda p: _given_z(p) if p.sum((0, 1)).all() else np.nan
    ],
}


def conditional_mutual_information(answer, rng):
    """conditional_mutual_information(p): I(X;Y|Z) in bits.

    p: joint pmf, shape (nx, ny, nz); it may hold zeros, also a z that never occurs.
    """
    cases = [(random_pmf(rng, *shape),) for shape in ((2, 2, 2), (2, 3, 4))]
    never = random_pmf(rng, 3, 3, 2)
    never[:, :, 1] = 0
    zeros = [(random_pmf(rng, 2, 3, 3, zeros=5),), (never / never.sum(),)]
    zeros.append((gates.xor(),))
    return compare(answer, cases, _given_z, CONDITIONAL_MISTAKES) or compare(
        answer, zeros, _given_z, CONDITIONAL_MISTAKES_AT_ZEROS
    )


def _best(error):
    cost = info.entropy([error, 1 - error]) / (1 - error)
    return 1 / ((1 - error) * (1 + 2**cost))


def _capacity(error):
    q = _best(error)
    return info.mutual_information([[1 - q, 0], [q * error, q * (1 - error)]])


Z_MISTAKES = {
    "A fair input is best without errors, or if a 0 were as unreliable as a 1.": [
        lambda error: 0.5
    ],
    "It is always 0.4: a constant, or the grid is too coarse.": lambda error: 0.4,
    "This is the probability of a 0, not of a 1.": lambda error: 1 - _best(error),
    "This is the most information; the input that reaches it is wanted.": _capacity,
    "This makes the output fair. Only a sent 1 is noisy: weight H(error) with it.": [
        lambda error: min(1, 0.5 / (1 - error))
    ],
    "The error is swapped with its complement: a 1 is read as 0 with `error`.": [
        lambda error: _best(1 - error)
    ],
    "This is how often a 1 is read, not how often it is sent.": [
        lambda error: _best(error) * (1 - error)
    ],
    "Always 0 tells nothing: argmin, or a nan that argmax takes for the largest?": [
        lambda error: 0
    ],
    "An input that is always 1 tells nothing.": lambda error: 1,
}


def z_channel(answer, rng):
    """best_input(error): the probability of sending a 1 that tells the most.

    error: probability in (0, 1) that a 1 is read as 0; a 0 is always read as 0.
    """
    lows, highs = (0.15, 0.6, 0.03, 0.93), (0.4, 0.9, 0.07, 0.97)
    cases = [(0.5,), *((round(float(e), 3),) for e in rng.uniform(lows, highs))]
    if number(answer(0.5)).max() > 1:
        return "A probability is wanted, not a grid index or a percentage."
    near = compare(answer, cases, _best, tolerance=0.05) is None
    coarse = "It is close, but not within 0.001: is the grid too coarse?"
    return compare(answer, cases, _best, Z_MISTAKES, 2e-3, coarse if near else None)


def _rank(x):
    return np.argsort(np.argsort(x))


def _equal_width(x, k):
    edges = np.linspace(x.min(), x.max(), k + 1)
    return np.digitize(x, edges[1:-1])


BINS_MISTAKES = {
    "These bins are equally wide: they must hold equally many samples.": [
        _equal_width,
        lambda x, k: np.digitize(x, np.linspace(x.min(), x.max(), k + 1)) - 1,
    ],
    "argsort gives who comes first, not the place of each: that takes one more.": [
        lambda x, k: np.argsort(x) * k // len(x)
    ],
    "Labels start at 0 and end at k - 1.": lambda x, k: _rank(x) * k // len(x) + 1,
    "The largest x falls out of the last bin and gets a label of its own.": [
        lambda x, k: np.digitize(x, np.quantile(x, np.arange(k + 1) / k)) - 1
    ],
    "The order is upside down: the smallest x belong in bin 0.": [
        lambda x, k: k - 1 - _rank(x) * k // len(x),
        lambda x, k: _rank(-x) * k // len(x),
    ],
    "Labels are whole numbers: round down.": lambda x, k: _rank(x) * k / len(x),
    "Neighbours in rank belong in one bin, not in turn.": lambda x, k: _rank(x) % k,
    "These are ranks: k labels are wanted.": lambda x, k: _rank(x),
    "The labels are sorted: each belongs to its sample, in the order of x.": [
        lambda x, k: np.arange(len(x)) * k // len(x)
    ],
    "These are k + 1 labels: one too many.": lambda x, k: _by_rank(x, k + 1),
    "The remainder is in one bin: spread it over the bins.": [
        lambda x, k: np.minimum(_rank(x) // (len(x) // k), k - 1),
        lambda x, k: _rank(x) // -(-len(x) // k),
    ],
    "These are the edges between bins: a label for each sample is wanted.": [
        lambda x, k: np.quantile(x, np.arange(1, k) / k)
    ],
}


def equal_count_bins(answer, rng):
    """bins(x, k): a label 0..k-1 for each sample; each label equally often.

    x: array of n different numbers. Larger x never gets a lower label, and the
    numbers of samples in two bins differ by 1 at most.
    """
    # Edges from np.quantile pass: no i (n - 1) / k is whole, where rounding decides.
    cases = [(rng.exponential(size=n), k) for n, k in ((12, 3), (50, 4), (23, 5))]
    cases.append((np.array([10.0, 30, 20, 1000]), 2))
    one_each = "One label per sample is wanted, but"
    labels = [number(answer(*case), one_each) for case in cases]
    failing = [c for c, found in zip(cases, labels) if not _is_equal_count(found, *c)]
    if not failing:
        return None
    n, k = len(failing[0][0]), failing[0][1]
    text = f"For {n} samples and k = {k}: labels 0..{k - 1}, in order, equally often."
    return compare(answer, cases, _by_rank, BINS_MISTAKES, otherwise=text)


def _by_rank(x, k):
    return _rank(x) * k // len(x)


def _is_equal_count(labels, x, k):
    if labels.shape != x.shape or not np.isin(labels, np.arange(k)).all():
        return False
    counts = np.bincount(labels.astype(int), minlength=k)
    in_order = (np.diff(labels[np.argsort(x)]) >= 0).all()
    return bool(in_order and counts.max() - counts.min() <= 1)


def _plug_in(counts):
    return info.entropy(counts / counts.sum())


def _missing(counts):
    return (np.sum(counts > 0) - 1) / (2 * np.sum(counts) * np.log(2))


def _raised(counts):
    return _plug_in(counts) + _missing(counts)


def _unique(counts, kept):
    return (len(np.unique(kept)) - 1) / (2 * np.sum(counts) * np.log(2))


MILLER_MADOW_MISTAKES = {
    "This is the plug-in estimate; its correction is missing.": _plug_in,
    **unit_mistakes(_raised),
    "The entropy is in bits, but its correction in nats.": [
        lambda c: _plug_in(c) + _missing(c) * np.log(2)
    ],
    "A nat is more than a bit: divide by ln 2.": [
        lambda c: _plug_in(c) + _missing(c) * np.log(2) ** 2
    ],
    "Only the correction is in nats: the entropy is in bits already.": [
        lambda c: _plug_in(c) / np.log(2) + _missing(c)
    ],
    "n is the number of samples, not of outcomes.": [
        lambda c: _plug_in(c) + (np.sum(c > 0) - 1) / (2 * len(c) * np.log(2))
    ],
    "`/ 2 * n` multiplies by n: brackets around the whole denominator.": [
        lambda c, f=f: _plug_in(c) + (np.sum(c > 0) - 1) / 2 * np.sum(c) * f
        for f in (1, np.log(2), 1 / np.log(2))
    ],
    "np.unique merges outcomes with equal counts: count the outcomes.": [
        lambda c: _plug_in(c) + _unique(c, c),
        lambda c: _plug_in(c) + _unique(c, c[c > 0]),
    ],
    "The plug-in entropy is too small, so the correction must raise it.": [
        lambda c: _plug_in(c) - _missing(c)
    ],
    "Only outcomes that were seen count, not those with a count of 0.": [
        lambda c: _plug_in(c) + (len(c) - 1) / (2 * np.sum(c) * np.log(2))
    ],
    "The shares sum to 1: one outcome fewer is free than was seen.": [
        lambda c: _plug_in(c) + np.sum(c > 0) / (2 * np.sum(c) * np.log(2))
    ],
    "The correction is twice too large.": lambda c: _plug_in(c) + 2 * _missing(c),
    "This is the correction alone, without the entropy.": lambda c: _missing(c),
    "It returns nan for a count of 0: it must add nothing.": lambda c: np.nan,
}


def miller_madow(answer, rng):
    """miller_madow(counts): the Miller-Madow estimate of an entropy, in bits.

    counts: integer array, how often each outcome was seen; it may hold zeros.
    """
    cases = [(np.append(rng.integers(1, 20, n), [0] * z),) for n, z in ((3, 2), (7, 1))]
    cases.append((np.array([1, 1]),))
    return compare(answer, cases, _raised, MILLER_MADOW_MISTAKES)


FUNCTIONS = {
    "entropy-of-text": entropy_of_text,
    "kl-divergence": kl_divergence,
    "conditional-mutual-information": conditional_mutual_information,
    "z-channel": z_channel,
    "equal-count-bins": equal_count_bins,
    "miller-madow": miller_madow,
    "shuffle-test": shuffle_test,
    "significant": significant,
}
