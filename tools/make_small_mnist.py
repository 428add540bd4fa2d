"""Make infomorphic_lite/data/mnist-small.npz from the full MNIST, byte for byte.

    INFOMORPHIC_DATA=folder python tools/make_small_mnist.py [output.npz]

Without INFOMORPHIC_DATA the full MNIST is downloaded. The file is a plain .npz for
`np.load`, but its members are compressed by bzip2: smaller than deflate here, and
libbz2 gives the same bytes everywhere, which the many builds of zlib do not.
"""

import io
import sys
import zipfile

import numpy as np

from infomorphic_lite.datasets import SMALL_MNIST, Images, mnist

SEED = 28
TRAIN_EACH, TEST_EACH = 600, 100


def draw_by_class(labels, each, keys):
    """Positions of the `each` members of every digit with the smallest keys, sorted."""
    by_key = [
        d[np.argsort(keys[d])] for d in (np.flatnonzero(labels == k) for k in range(10))
    ]
    return np.sort(np.concatenate([members[:each] for members in by_key]))


def subset(full):
    """The small MNIST of the full one.

    The keys are raw output of PCG64: NumPy promises that this stream never changes,
    which it does not promise for the methods of a Generator.
    """
    bits = np.random.PCG64(SEED)
    train_keys = bits.random_raw(len(full.train_labels))
    test_keys = bits.random_raw(len(full.test_labels))
    train = draw_by_class(full.train_labels, TRAIN_EACH, train_keys)
    test = draw_by_class(full.test_labels, TEST_EACH, test_keys)
    return Images(
        full.train_images[train],
        full.train_labels[train],
        full.test_images[test],
        full.test_labels[test],
    )


def write(images, path):
    """Write Images as .npz without anything that differs from run to run."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, array in zip(Images._fields, images, strict=True):
            member = zipfile.ZipInfo(f"{name}.npy", date_time=(1980, 1, 1, 0, 0, 0))
            member.compress_type = zipfile.ZIP_BZIP2
            member.create_system = 3
            member.external_attr = 0o644 << 16
            buffer = io.BytesIO()
            np.lib.format.write_array(buffer, array, version=(1, 0), allow_pickle=False)
            archive.writestr(member, buffer.getvalue(), compresslevel=9)


if __name__ == "__main__":
    write(subset(mnist()), sys.argv[1] if len(sys.argv) > 1 else SMALL_MNIST)
