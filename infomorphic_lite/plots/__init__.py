"""The figures of the book. Each function returns a `Picture`, a figure with alt text.

`base` holds the look and what every figure needs; the other modules hold the figures
of one chapter each.
"""

from .base import (
    BLUE,
    CONTEXT,
    FEEDFORWARD,
    GREEN,
    INK,
    LATERAL,
    ORANGE,
    PAPER,
    PURPLE,
    REDUNDANCY,
    SKY,
    STYLE,
    SYNERGY,
    UNIQUE_1,
    UNIQUE_2,
    VERMILLION,
    Picture,
    bars,
    canvas,
    curve,
    drawing,
    style,
    to_html,
    to_png,
)
from .decomposition import (
    ATOM_COLOURS,
    ATOM_WORDS,
    atoms,
    exclusions,
    lattice,
    lattice_positions,
    pointwise,
)
from .entropy import (
    bits_of,
    coin,
    letter_entropy,
    questions,
    spike_entropy,
    surprise_curve,
)
from .estimation import estimates, pixel_maps, row_profile, significant_pixels
from .mutual_information import (
    SHAPES,
    dependence,
    information_growth,
    letter_pairs,
    noisy_neuron,
    noisy_shape,
    pointwise_blocks,
    shared_entropy,
)
