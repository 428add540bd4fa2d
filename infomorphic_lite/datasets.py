"""Images of digits: scikit-learn's 8 x 8 digits, a small MNIST and the full MNIST.

Every loader returns `Images`. The small MNIST is part of the package and needs no
network; its licence stands beside it in data/LICENSE-MNIST.md.
"""

import gzip
import hashlib
import os
import zlib
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np

# Of all pixels of the 60,000 training images of MNIST, on the scale 0 to 255.
MNIST_MEAN = 33.318421
MNIST_STD = 78.567490

# The original host no longer answers; these two hold the same four files.
MIRRORS = (
    "https://ossci-datasets.s3.amazonaws.com/mnist/",
    "https://storage.googleapis.com/cvdf-datasets/mnist/",
)

# MD5 of the uncompressed file and of the .gz on the mirrors, in the order of `Images`.
MNIST_FILES = {
    "train-images-idx3-ubyte": (
        "6bbc9ace898e44ae57da46a324031adb",
        "f68b3c2dcbeaaa9fbdd348bbdeb94873",
    ),
    "train-labels-idx1-ubyte": (
        "a25bea736e30d166cdddb491f175f624",
        "d53e105ee54ea40749a09fcbcd1e9432",
    ),
    "t10k-images-idx3-ubyte": (
        "2646ac647ad5339dbf082846283269ea",
        "9fb629c4189551a2d022fa330f9573f3",
    ),
    "t10k-labels-idx1-ubyte": (
        "27ae3e4e09519cfbb04c329615203637",
        "ec29112dd5afa0611ce80d1b7f02629c",
    ),
}

SMALL_MNIST = Path(__file__).parent / "data" / "mnist-small.npz"
SMALL_MNIST_SHA256 = "fc4ac0b67ed0b66985acca7934827bf4f8fda2db86e5cd39dcf7cb93decc268d"


class Images(NamedTuple):
    """Images and their digits, for training and for testing.

    train_images, test_images: uint8, shape (n, height, width).
    train_labels, test_labels: the digits 0 to 9, uint8, shape (n,).
    """

    train_images: np.ndarray
    train_labels: np.ndarray
    test_images: np.ndarray
    test_labels: np.ndarray


def digits(rng, test_fraction=0.2):
    """The 1,797 digits of 8 x 8 pixels, 0 to 16, that come with scikit-learn.

    rng: a seed or a numpy.random.Generator; it draws the test images, `test_fraction`
    of each digit (rounded), so that both parts have the digits in one proportion.
    Returns Images, in the order of the original. Needs scikit-learn.
    Raises ValueError unless 0 < test_fraction < 1.
    """
    from sklearn.datasets import load_digits

    if not 0 < test_fraction < 1:
        raise ValueError(f"test_fraction lies between 0 and 1, not at {test_fraction}")
    data = load_digits()
    images, labels = data.images.astype(np.uint8), data.target.astype(np.uint8)
    test = _drawn_by_class(labels, np.random.default_rng(rng), test_fraction)
    return Images(images[~test], labels[~test], images[test], labels[test])


def small_mnist():
    """6,000 training and 1,000 test images of MNIST that come with this package.

    600 and 100 of each digit, drawn without replacement from MNIST's own two halves
    and kept in their order there. As each digit is equally frequent, the entropy of
    the digit is log2(10) = 3.3219 bits exactly.

    Returns Images of uint8, 28 x 28 pixels, 0 to 255.
    Raises FileNotFoundError or ValueError if the package's file is gone or damaged.
    """
    if not SMALL_MNIST.exists():
        raise FileNotFoundError(
            f"{SMALL_MNIST} is part of infomorphic_lite, but is missing; install the "
            "package again"
        )
    digest = hashlib.sha256(SMALL_MNIST.read_bytes()).hexdigest()
    if digest != SMALL_MNIST_SHA256:
        raise ValueError(f"{SMALL_MNIST} is damaged; install infomorphic_lite again")
    with np.load(SMALL_MNIST, allow_pickle=False) as file:
        return Images(*(file[name] for name in Images._fields))


def mnist():
    """MNIST: 60,000 training and 10,000 test images of 28 x 28 pixels, 0 to 255.

    With the environment variable INFOMORPHIC_DATA set, the four .gz files are read
    from that folder or from its subfolder mnist. Otherwise they are downloaded once
    (11 MB, needs pooch and a network) and kept in the user's cache folder. Either way
    their content must have the known checksums.

    Returns Images of uint8. Source: LeCun, Cortes & Burges; LeCun et al. (1998),
    Proceedings of the IEEE 86:2278.
    Raises FileNotFoundError for a file that is not in INFOMORPHIC_DATA, ConnectionError
    if no mirror gives it, ValueError if it is damaged.
    """
    folder = os.environ.get("INFOMORPHIC_DATA")
    find = partial(_in_folder, Path(folder)) if folder else _download
    return Images(*(_read(find(name), name) for name in MNIST_FILES))


def binarise(images, threshold=128):
    """1 where a pixel is at or above the threshold, else 0: integers, same shape.

    The default suits MNIST's 0 to 255; for `digits` (0 to 16) choose 8.
    """
    return (np.asarray(images) >= threshold).astype(int)


def parse_idx(content):
    """The array in an IDX file of unsigned bytes, the format of MNIST.

    Two zero bytes, 8 (unsigned byte), the number of axes; the length of each axis as a
    big-endian 32-bit integer; then the values. content: bytes. Returns uint8.
    Raises ValueError unless content is a whole file of this kind.
    """
    if len(content) < 4 or content[:3] != b"\0\0\x08":
        raise ValueError(
            "this is no IDX file of unsigned bytes: its first bytes differ"
        )
    start = 4 + 4 * content[3]
    if len(content) < start:
        raise ValueError(
            f"this IDX file ends after {len(content)} bytes, in its header"
        )
    shape = tuple(map(int, np.frombuffer(content[4:start], ">u4")))
    values = np.frombuffer(bytearray(content[start:]), np.uint8)
    if np.prod(shape) != len(values):
        raise ValueError(f"an IDX file of shape {shape} has not {len(values)} values")
    return values.reshape(shape)


def _drawn_by_class(labels, rng, fraction):
    chosen = np.zeros(len(labels), bool)
    for digit in range(10):
        members = rng.permutation(np.flatnonzero(labels == digit))
        chosen[members[: round(fraction * len(members))]] = True
    return chosen


def _in_folder(folder, name):
    for path in (folder / "mnist" / f"{name}.gz", folder / f"{name}.gz"):
        if path.exists():
            return path
    raise FileNotFoundError(
        f"{name}.gz is neither in {folder} nor in {folder / 'mnist'}, where "
        "INFOMORPHIC_DATA points; put the four .gz files of MNIST there, or unset "
        "INFOMORPHIC_DATA to download them"
    )


def _download(name):
    import pooch

    failures = []
    for mirror in MIRRORS:
        try:
            return pooch.retrieve(
                mirror + name + ".gz",
                known_hash="md5:" + MNIST_FILES[name][1],
                fname=name + ".gz",
                path=pooch.os_cache("infomorphic_lite"),
            )
        # requests' errors are OSErrors; pooch reports a wrong checksum as ValueError.
        except (OSError, ValueError) as error:
            failures.append(f"{mirror}: {error}")
    raise ConnectionError(
        f"no mirror gave a sound {name}.gz ({'; '.join(failures)}); check the network, "
        "or set INFOMORPHIC_DATA to a folder that holds the four .gz files of MNIST"
    )


def _read(path, name):
    damaged = f"{path} is damaged; delete it and fetch it again"
    try:
        content = gzip.decompress(Path(path).read_bytes())
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise ValueError(damaged) from error
    if hashlib.md5(content, usedforsecurity=False).hexdigest() != MNIST_FILES[name][0]:
        raise ValueError(damaged)
    return parse_idx(content)
