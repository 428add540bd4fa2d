"""The problem sets as the tests see them: teacher's source and student's release."""

import importlib.util

import nbformat
import pytest
from problem_sets import ROOT


@pytest.fixture(scope="session")
def build():
    spec = importlib.util.spec_from_file_location("build", ROOT / "exercises/build.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def source_path():
    return ROOT / "exercises/source/problem-set-1.md"


@pytest.fixture(scope="session")
def source(build, source_path):
    return build.source_notebook(source_path)


@pytest.fixture(scope="session")
def release_path():
    return ROOT / "exercises/release/problem-set-1.ipynb"


@pytest.fixture(scope="session")
def release(release_path):
    return nbformat.read(release_path, as_version=4)
