"""What is said in two places is the same: versions, names, addresses."""

import re
import shutil
import subprocess
import tomllib

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from pages import CONFIG, REPOSITORY, ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
EXTRAS = PROJECT["optional-dependencies"]
# What a package of PyPI is called on conda-forge.
CONDA_NAMES = {"torch": "pytorch-cpu", "matplotlib": "matplotlib-base"}
TEXT = {
    ".md",
    ".toml",
    ".yml",
    ".yaml",
    ".txt",
    ".py",
    ".cff",
    ".js",
    ".css",
    ".bib",
    "",
}
FLOOR = re.search(r"\d+\.\d+", PROJECT["requires-python"])[0]


def tracked():
    """The project's files that git knows or would add, with text in them."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("this is not a git checkout")
    command = ["git", "ls-files", "-co", "--exclude-standard"]
    run = subprocess.run(command, cwd=ROOT, text=True, capture_output=True, check=True)
    paths = {ROOT / line for line in run.stdout.splitlines()}
    return sorted(p for p in paths if p.suffix in TEXT and p.is_file())


def conda_environment():
    """(conda requirements, pip requirements) of environment.yml."""
    entries = yaml.safe_load((ROOT / "environment.yml").read_text())["dependencies"]
    pip = next(entry["pip"] for entry in entries if isinstance(entry, dict))
    return [e for e in entries if isinstance(e, str)], pip


def test_environment_yml_has_the_names_and_bounds_of_pyproject():
    conda, pip = conda_environment()
    given = {r.name.lower(): r.specifier for r in map(Requirement, pip)}
    given |= {
        re.split("[<>=]", e)[0]: SpecifierSet(e[len(re.split("[<>=]", e)[0]) :])
        for e in conda
        if e != "pip" and not e.startswith("python=")
    }
    wanted = PROJECT["dependencies"] + EXTRAS["run"] + EXTRAS["torch"]
    assert given == {
        CONDA_NAMES.get(r.name, r.name): r.specifier for r in map(Requirement, wanted)
    }


def test_conda_gives_a_python_that_the_project_accepts():
    conda, _ = conda_environment()
    (version,) = [e.removeprefix("python=") for e in conda if e.startswith("python=")]
    assert SpecifierSet(PROJECT["requires-python"]).contains(f"{version}.0")


@pytest.mark.parametrize(
    "name", ["Makefile", "README.md", "book/how-to-use.md"], ids=lambda name: name
)
def test_the_python_floor_is_the_same_everywhere(name):
    text = (ROOT / name).read_text()
    assert set(re.findall(r"Python (\d\.\d+) or newer", text)) == {FLOOR}
    assert f"({FLOOR.replace('.', ', ')})" in (ROOT / "Makefile").read_text()


def test_the_tested_versions_lie_in_the_ranges():
    lines = (ROOT / "constraints.txt").read_text().splitlines()
    tested = [Requirement(line) for line in lines if not line.startswith("#")]
    names = [r.name.lower().replace("_", "-") for r in tested]
    assert "torch" not in names, "the Makefile installs it"
    assert len(names) == len(set(names))
    versions = {
        n: next(iter(r.specifier)).version for n, r in zip(names, tested, strict=True)
    }
    ranges = [Requirement(r) for extra in EXTRAS.values() for r in extra]
    for requirement in [*map(Requirement, PROJECT["dependencies"]), *ranges]:
        if requirement.name not in ("infomorphic-lite", "torch"):
            assert requirement.specifier.contains(versions[requirement.name]), (
                requirement
            )


def test_the_makefiles_torch_lies_in_the_range():
    torch = re.search(r"^TORCH \?= torch==(\S+)", (ROOT / "Makefile").read_text(), re.M)
    assert Requirement(*EXTRAS["torch"]).specifier.contains(torch[1])


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "CITATION.cff"])
def test_addresses_of_the_repository_are_that_of_config(name):
    text = (ROOT / name).read_text()
    slug = REPOSITORY.removeprefix("https://github.com/")
    found = re.findall(r"(?:github\.com|mybinder\.org/v2/gh)/([\w.-]+/[\w.-]+)", text)
    assert found
    assert set(found) == {slug}
    branches = re.findall(rf"{slug}/(?:blob/|tree/)?(\w+)", text)
    assert set(branches) <= {CONFIG["repository"]["branch"], "issues"}


def test_pages_and_code_do_not_write_the_repositorys_address():
    allowed = {"README.md", "CONTRIBUTING.md", "CITATION.cff", "_config.yml"}
    holders = [p for p in tracked() if REPOSITORY in p.read_text()]
    assert {str(p.relative_to(ROOT)) for p in holders} <= allowed


def test_no_file_names_a_place_on_somebodys_machine():
    private = re.compile(r"(?<![\w.])(?:/(?:home|root|work|Users)/\w|\.\./shared)")
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in tracked()
        if (match := private.search(path.read_text()))
    ]
    assert found == []


def test_citation_names_what_the_book_is_called():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text())
    assert citation["title"] == CONFIG["title"]
    assert [author["name"] for author in citation["authors"]] == [CONFIG["author"]]
    assert citation["version"] == PROJECT["version"]
