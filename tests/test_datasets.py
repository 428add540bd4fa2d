import gzip
import hashlib
import importlib.util
import os
import struct
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
import pytest

from infomorphic_lite import datasets, estimate

needs_mnist = pytest.mark.skipif(
    "INFOMORPHIC_DATA" not in os.environ,
    reason="INFOMORPHIC_DATA names no folder with the full MNIST",
)


def idx(values):
    values = np.asarray(values, np.uint8)
    header = struct.pack(f">HBB{values.ndim}I", 0, 8, values.ndim, *values.shape)
    return header + values.tobytes()


@pytest.fixture
def tiny(monkeypatch):
    """Stand-ins for the four files, as {name: gzipped bytes}, with their checksums."""
    rng = np.random.default_rng(0)
    packed, sums = {}, {}
    for name in datasets.MNIST_FILES:
        shape = (6, 28, 28) if "images" in name else (6,)
        content = idx(rng.integers(0, 10, shape))
        packed[name] = gzip.compress(content, mtime=0)
        sums[name] = tuple(hashlib.md5(b).hexdigest() for b in (content, packed[name]))
    monkeypatch.setattr(datasets, "MNIST_FILES", sums)
    return packed


def put(folder, files):
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / f"{name}.gz").write_bytes(content)
    return folder


@pytest.fixture
def serve():
    """Serve folders over HTTP on the loopback interface; gives their addresses."""
    servers = []

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *args):
            pass

    def start(folder):
        handler = partial(Quiet, directory=str(folder))
        servers.append(ThreadingHTTPServer(("127.0.0.1", 0), handler))
        threading.Thread(target=servers[-1].serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{servers[-1].server_port}/"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def cache(monkeypatch, tmp_path):
    pooch = pytest.importorskip("pooch")
    monkeypatch.setattr(pooch, "os_cache", lambda name: tmp_path / "cache" / name)
    monkeypatch.delenv("INFOMORPHIC_DATA", raising=False)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    return tmp_path / "cache" / "infomorphic_lite"


def test_small_mnist_has_equally_many_of_each_digit():
    images = datasets.small_mnist()
    assert images.train_images.shape == (6000, 28, 28)
    assert images.test_images.shape == (1000, 28, 28)
    assert np.bincount(images.train_labels).tolist() == [600] * 10
    assert np.bincount(images.test_labels).tolist() == [100] * 10
    assert {a.dtype for a in images} == {np.dtype(np.uint8)}
    assert images.train_images.max() == 255 and images.train_images.min() == 0
    rows = np.concatenate([images.train_images, images.test_images]).reshape(7000, -1)
    assert len(np.unique(rows, axis=0)) == 7000


def test_small_mnist_is_small_and_its_licence_is_beside_it():
    assert datasets.SMALL_MNIST.stat().st_size < 1.5e6
    licence = (datasets.SMALL_MNIST.parent / "LICENSE-MNIST.md").read_text()
    assert "CC BY-SA 3.0" in licence and "LeCun" in licence


def test_small_mnist_keeps_the_look_of_mnist():
    pixels = datasets.small_mnist().train_images.astype(float)
    assert pixels.mean() == pytest.approx(datasets.MNIST_MEAN, rel=0.01)
    assert pixels.std() == pytest.approx(datasets.MNIST_STD, rel=0.01)


def test_a_missing_or_damaged_small_mnist_says_what_to_do(monkeypatch, tmp_path):
    copy = tmp_path / "mnist-small.npz"
    content = bytearray(datasets.SMALL_MNIST.read_bytes())
    monkeypatch.setattr(datasets, "SMALL_MNIST", copy)
    with pytest.raises(FileNotFoundError, match="install the package again"):
        datasets.small_mnist()
    content[5000] ^= 1
    copy.write_bytes(content)
    with pytest.raises(ValueError, match="damaged; install"):
        datasets.small_mnist()


@needs_mnist
def test_small_mnist_is_made_again_byte_for_byte(tmp_path):
    path = Path(__file__).parents[1] / "tools" / "make_small_mnist.py"
    spec = importlib.util.spec_from_file_location("make_small_mnist", path)
    make = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make)
    make.write(make.subset(datasets.mnist()), tmp_path / "again.npz")
    assert (tmp_path / "again.npz").read_bytes() == datasets.SMALL_MNIST.read_bytes()


@needs_mnist
def test_the_full_mnist():
    images = datasets.mnist()
    counts = [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949]
    assert np.bincount(images.train_labels).tolist() == counts
    assert images.train_images.shape == (60000, 28, 28)
    assert images.test_images.shape == (10000, 28, 28)
    pixels = images.train_images.astype(float)
    assert pixels.mean() == pytest.approx(datasets.MNIST_MEAN, abs=1e-6)
    assert pixels.std() == pytest.approx(datasets.MNIST_STD, abs=1e-6)


@pytest.mark.parametrize("subfolder", ["", "mnist"])
def test_mnist_is_read_from_the_folder_of_the_variable(
    tiny, monkeypatch, tmp_path, subfolder
):
    put(tmp_path / subfolder, tiny)
    monkeypatch.setenv("INFOMORPHIC_DATA", str(tmp_path))
    images = datasets.mnist()
    for array, packed in zip(images, tiny.values(), strict=True):
        assert idx(array) == gzip.decompress(packed)


def test_a_missing_file_of_mnist_says_what_to_do(tiny, monkeypatch, tmp_path):
    monkeypatch.setenv("INFOMORPHIC_DATA", str(tmp_path))
    with pytest.raises(FileNotFoundError, match="unset INFOMORPHIC_DATA to download"):
        datasets.mnist()


@pytest.mark.parametrize(
    "damage",
    [
        lambda b: b[:-9],
        lambda b: b"",
        lambda b: b"no gzip",
        lambda b: gzip.compress(b"x"),
    ],
)
def test_a_damaged_file_of_mnist_says_what_to_do(tiny, monkeypatch, tmp_path, damage):
    put(tmp_path, {name: damage(content) for name, content in tiny.items()})
    monkeypatch.setenv("INFOMORPHIC_DATA", str(tmp_path))
    with pytest.raises(ValueError, match="damaged; delete it"):
        datasets.mnist()


def test_a_second_mirror_serves_what_the_first_lacks_or_spoils(
    tiny, cache, serve, monkeypatch, tmp_path
):
    first = next(iter(tiny))
    spoiled = put(tmp_path / "spoiled", {first: b"something else"})
    mirrors = serve(spoiled), serve(put(tmp_path / "sound", tiny))
    monkeypatch.setattr(datasets, "MIRRORS", mirrors)
    images = datasets.mnist()
    assert idx(images.train_images) == gzip.decompress(tiny[first])
    assert sorted(p.name for p in cache.iterdir()) == sorted(f"{n}.gz" for n in tiny)
    monkeypatch.setattr(datasets, "MIRRORS", ())
    with pytest.raises(ConnectionError):
        datasets.mnist()


def test_a_download_happens_once(tiny, cache, serve, monkeypatch, tmp_path):
    mirror = put(tmp_path / "sound", tiny)
    monkeypatch.setattr(datasets, "MIRRORS", (serve(mirror),))
    datasets.mnist()
    for path in mirror.iterdir():
        path.unlink()
    assert len(datasets.mnist().train_labels) == 6


def test_no_mirror_says_what_to_do(tiny, cache, serve, monkeypatch, tmp_path):
    empty = tmp_path / "empty"
    empty.mkdir()
    monkeypatch.setattr(datasets, "MIRRORS", (serve(empty), "http://127.0.0.1:9/"))
    with pytest.raises(ConnectionError, match="set INFOMORPHIC_DATA") as error:
        datasets.mnist()
    assert "404" in str(error.value) and "127.0.0.1:9" in str(error.value)


def test_there_is_more_than_one_mirror_and_all_are_encrypted():
    assert len(set(datasets.MIRRORS)) > 1
    assert all(m.startswith("https://") and m.endswith("/") for m in datasets.MIRRORS)


@pytest.mark.parametrize("shape", [(0,), (3,), (2, 3), (2, 3, 4)])
def test_idx_files_are_parsed(shape):
    values = np.arange(np.prod(shape), dtype=np.uint8).reshape(shape)
    parsed = datasets.parse_idx(idx(values))
    np.testing.assert_array_equal(parsed, values)
    assert parsed.flags.writeable


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0\0\x08",
        b"\0\0\x0d\x01",
        idx([1, 2])[:-1],
        idx([1]) + b"x",
        idx([[1]])[:6],
    ],
)
def test_other_content_is_no_idx_file(content):
    with pytest.raises(ValueError, match="IDX"):
        datasets.parse_idx(content)


def test_digits_are_split_alike_in_every_class():
    images = datasets.digits(0)
    train, test = np.bincount(images.train_labels), np.bincount(images.test_labels)
    assert images.train_images.shape[1:] == (8, 8) and train.sum() + test.sum() == 1797
    np.testing.assert_array_equal(test, np.round((train + test) / 5))
    assert images.train_images.max() == 16 and images.test_images.dtype == np.uint8


def test_digits_depend_on_the_seed_alone():
    first, again, other = (datasets.digits(seed) for seed in (1, 1, 2))
    from_rng = datasets.digits(np.random.default_rng(1))
    assert np.array_equal(first.test_images, again.test_images)
    assert np.array_equal(first.test_images, from_rng.test_images)
    assert not np.array_equal(first.test_labels, other.test_labels)
    with pytest.raises(ValueError, match="test_fraction"):
        datasets.digits(0, test_fraction=1)


def test_digits_lose_and_double_no_image():
    from sklearn.datasets import load_digits

    images = datasets.digits(3)
    both = np.concatenate([images.train_images, images.test_images]).reshape(1797, -1)
    original = load_digits().data.astype(int)
    assert sorted(map(tuple, both.tolist())) == sorted(map(tuple, original.tolist()))


def test_binarise():
    assert datasets.binarise(np.array([0, 127, 128, 255], np.uint8)).tolist() == [
        0,
        0,
        1,
        1,
    ]
    assert datasets.binarise([7, 8, 16], threshold=8).tolist() == [0, 1, 1]
    assert datasets.binarise([3]).dtype == int


@needs_mnist
def test_the_best_pixel_tells_what_the_book_says():
    full, small = datasets.mnist(), datasets.small_mnist()
    told = [
        estimate.mutual_information_map(
            datasets.binarise(data.train_images), data.train_labels
        )
        for data in (full, small)
    ]
    assert told[0].max() == pytest.approx(0.309, abs=5e-4)
    assert told[1].max() == told[1][13, 14] == pytest.approx(0.317, abs=5e-4)
