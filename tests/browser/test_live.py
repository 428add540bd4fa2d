"""The same cells in a real JupyterLab: the kernel draws what the controls say."""

import os
import re
import subprocess
import sys
from pathlib import Path

import jupytext
import pytest
from chapters import BOOK, expect_picture, experiments, turn

CHAPTER = "1-information/entropy.md"


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """The address of a JupyterLab whose folder holds the chapter as a notebook."""
    folder = tmp_path_factory.mktemp("lab")
    notebook = jupytext.read(BOOK / CHAPTER)
    jupytext.write(notebook, folder / "chapter.ipynb")
    (folder / "quiz").symlink_to(BOOK / "1-information/quiz")
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--port=0"]
    command += ["--allow-root", "--IdentityProvider.token=", "--ServerApp.password="]
    command += [f"--ServerApp.root_dir={folder}", "--LabApp.news_url=None"]
    settings = folder / "s/@jupyterlab/notebook-extension/tracker.jupyterlab-settings"
    settings.parent.mkdir(parents=True)
    settings.write_text('{"windowingMode": "none"}')  # keep cells out of sight too
    folders = {"JUPYTER_CONFIG_DIR": "c", "JUPYTERLAB_SETTINGS_DIR": "s"}
    private = {k: str(folder / v) for k, v in folders.items()}
    environment = os.environ | private | {"INFOMORPHIC_STATIC": ""}
    log = Path(folder / "log")
    with log.open("w") as output:
        server = subprocess.Popen(
            command, stderr=output, stdout=output, env=environment
        )
        try:
            yield address(server, log)
        finally:
            server.terminate()
            server.wait(20)


def address(server, log):
    """Where the server listens, read from its log."""
    for _ in range(300):
        if found := re.search(
            r"http://(localhost|127\.0\.0\.1):\d+/lab", log.read_text()
        ):
            return found[0]
        if server.poll() is not None:
            break
        subprocess.run(["sleep", "0.2"], check=True)
    raise RuntimeError(f"JupyterLab did not start:\n{log.read_text()}")


def test_a_chapter_is_live_in_jupyterlab(lab, browser, monkeypatch):
    page = browser.new_page(viewport={"width": 1200, "height": 1000})
    page.goto(f"{lab}/tree/chapter.ipynb")
    page.locator(".jp-Notebook .jp-CodeCell").first.wait_for(timeout=60_000)
    page.get_by_text("| Idle").wait_for(timeout=60_000)
    page.get_by_text("Run", exact=True).first.click()
    page.get_by_text("Run All Cells", exact=True).click()
    for n, experiment in enumerate(experiments(CHAPTER, monkeypatch)):
        widget = page.locator(".explore").nth(n)
        widget.locator("input[type=range]").first.wait_for(timeout=60_000)
        widget.scroll_into_view_if_needed()
        expect_picture(widget, experiment.frame(experiment.start))
        ends = [len(values) - 1 for values in experiment.values.values()]
        for index in ([0] * len(ends), ends, [end // 2 for end in ends]):
            for k, position in enumerate(index):
                turn(widget, k, position)
            expect_picture(widget, experiment.frame(index))
    page.close()
