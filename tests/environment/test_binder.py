"""Binder's own builder reads our files as we mean them; nothing is built."""

import shutil
import subprocess
import sys
from pathlib import Path

from pages import ROOT

FILES = ("environment.yml", "postBuild", "pyproject.toml", "README.md")


def test_repo2docker_uses_environment_and_postbuild(tmp_path):
    for name in FILES:
        shutil.copy(ROOT / name, tmp_path)
    command = Path(sys.executable).parent / "jupyter-repo2docker"
    run = subprocess.run(
        [command, "--no-build", "--debug", "."],
        cwd=tmp_path,
        text=True,
        capture_output=True,
    )
    dockerfile = run.stdout + run.stderr
    assert run.returncode == 0, dockerfile
    assert 'env update -p ${NB_PYTHON_PREFIX} --file "environment.yml"' in dockerfile
    assert "RUN ./postBuild" in dockerfile


def test_nothing_hides_the_environment():
    assert not (ROOT / ".binder").exists()
    assert not (ROOT / "binder").exists()


def test_postbuild_can_be_run():
    assert (ROOT / "postBuild").stat().st_mode & 0o100
