"""I^sx and BROJA: ours beside dit, and beside the time of the logarithms alone.

Within each group the figures in brackets are ratios of medians. The floor is the
logarithms that I^sx cannot do without: 3.1 N for two sources, 13.5 N for three, with
N the number of cells and a binary target.
"""

import numpy as np
import pytest
import torch

from infomorphic_lite import broja, dit_bridge
from infomorphic_lite.pid import decompose

torch.set_num_threads(1)
BATCH = 1000


def random_pmfs(*shape, batch=()):
    """A random pmf of that shape, or a batch of them in further axes."""
    p = np.random.default_rng(0).gamma(1.0, size=(*shape, *batch))
    return p / p.sum(tuple(range(len(shape))))


@pytest.mark.parametrize("size", [2, 4])
@pytest.mark.parametrize("package", ["ours", "dit"])
def test_one_distribution(benchmark, size, package):
    """A single call for size x size x size outcomes."""
    benchmark.group = f"I^sx, one distribution, {size}x{size}x{size}"
    p = random_pmfs(size, size, size)
    if package == "ours":
        benchmark(decompose, p)
    else:
        rounds = 7 if size == 2 else 1
        benchmark.pedantic(dit_bridge.decompose, (p, "sx"), rounds=rounds)


@pytest.mark.parametrize("shape", [(10, 10, 2), (10, 10, 10, 2)], ids=str)
@pytest.mark.parametrize("what", ["ours", "floor"])
def test_a_batch(benchmark, shape, what):
    """A thousand distributions at once; divide by 1,000 for one of them."""
    benchmark.group = f"I^sx, batch of {BATCH}, {'x'.join(map(str, shape))}"
    p, sources = random_pmfs(*shape, batch=(BATCH,)), len(shape) - 1
    if what == "ours":
        benchmark.pedantic(decompose, (p,), {"sources": sources}, rounds=9)
    else:
        logarithms = np.resize(p, int({2: 3.1, 3: 13.5}[sources] * p.size))
        benchmark.pedantic(np.log2, (logarithms,), rounds=9)


def value_and_gradient(p, sources):
    """The sum of all atoms and its gradient."""
    p = p.detach().requires_grad_()
    decompose(p, sources=sources).values.sum().backward()
    return p.grad


def value(p, sources):
    """The atoms alone, without a graph for a gradient."""
    with torch.no_grad():
        return decompose(p, sources=sources).values


@pytest.mark.parametrize("shape", [(10, 10, 2), (10, 10, 10, 2)], ids=str)
@pytest.mark.parametrize("function", [value, value_and_gradient])
def test_torch(benchmark, shape, function):
    """The same batch as double-precision tensors."""
    benchmark.group = f"I^sx with torch, batch of {BATCH}, {'x'.join(map(str, shape))}"
    p = torch.tensor(random_pmfs(*shape, batch=(BATCH,)))
    benchmark.pedantic(function, (p, len(shape) - 1), rounds=7, warmup_rounds=1)


@pytest.mark.parametrize("package", ["ours", "dit"])
def test_broja(benchmark, package):
    """20 x 20 source values and a binary target."""
    benchmark.group = "BROJA, 20x20x2"
    p = random_pmfs(20, 20, 2)
    if package == "ours":
        benchmark(broja.decompose, p)
    else:
        benchmark.pedantic(dit_bridge.decompose, (p, "broja"), rounds=5)
