"""Roles for links that start at the repository, whose address only _config.yml knows.

{repository}`text <path>`  the file or folder on the repository's site
{binder}`text <path>`      the same path, live in JupyterLab on Binder
{colab}`text <path.ipynb>` a notebook of the repository in Google Colab

Without a path, `{repository}` followed by plain text links the repository itself.
"""

from pathlib import Path

from docutils import nodes
from sphinx.util.docutils import SphinxRole

BINDER = "https://mybinder.org/v2/gh"
COLAB = "https://colab.research.google.com/github"


def address(service, repository, branch, path):
    """The URL of a path of the repository on one of the three services."""
    slug = repository.removeprefix("https://github.com/")
    kind = "tree" if Path(path).suffix == "" else "blob"
    return {
        "repository": f"{repository}/{kind}/{branch}/{path}" if path else repository,
        "binder": f"{BINDER}/{slug}/{branch}?urlpath=lab/tree/{path}",
        "colab": f"{COLAB}/{slug}/blob/{branch}/{path}",
    }[service]


class RepositoryLink(SphinxRole):
    """A link to a path of the repository; warns when there is no such path."""

    def run(self):
        """Return the link's node."""
        title, _, path = self.text.rstrip(">").rpartition("<")
        title, path = (title.strip(), path.strip()) if title else (self.text, "")
        if not (Path(self.env.srcdir) / path).exists():
            warning = self.inliner.reporter.warning
            return [], [warning(f"the repository has no {path}", line=self.lineno)]
        theme = self.config.html_theme_options
        url = address(
            self.name, theme["repository_url"], theme["repository_branch"], path
        )
        return [nodes.reference(self.rawtext, title, refuri=url)], []


def setup(app):
    """Register the roles."""
    for name in ("repository", "binder", "colab"):
        app.add_role(name, RepositoryLink())
    return {"parallel_read_safe": True, "parallel_write_safe": True}
