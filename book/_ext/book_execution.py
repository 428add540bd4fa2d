"""Run the chapters: static widgets, a cache that knows the library, honest failures.

jupyter-book reports a cell that raised as a page that built, and a cell that hung
until its time limit as one that succeeded. This extension fails the build in both
cases, and prints how long each page took.
"""

import hashlib
import os
from pathlib import Path

from myst_nb.sphinx_ import NbMetadataCollector
from sphinx.util import logging

logger = logging.getLogger(__name__)

KERNEL_ENVIRONMENT = {
    "INFOMORPHIC_STATIC": "1",  # explore() embeds every frame in the page
    "OMP_NUM_THREADS": "1",
    "PYTHONHASHSEED": "0",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
}
KERNEL_CONFIG = "c = get_config()\nc.IPKernelApp.log_level = 40\n"
# What a chapter's outputs depend on besides its own code.
CODE = ("infomorphic_lite/**/*", "book/results/**/*", "constraints.txt")


def fingerprint(root):
    """Hash of the files that change what a chapter computes, for the cache's path."""
    digest = hashlib.sha256()
    for path in sorted(p for pattern in CODE for p in Path(root).glob(pattern)):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(str(path.relative_to(root)).encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def prepare(app, config):
    """Set the kernels' environment and tie the cache of outputs to the library."""
    build = Path(app.outdir).parent
    profile = build / ".ipython/profile_default"
    profile.mkdir(parents=True, exist_ok=True)
    # The reader's own start-up files stay out, and so does a line of noise a kernel.
    (profile / "ipython_kernel_config.py").write_text(KERNEL_CONFIG)
    os.environ.update(KERNEL_ENVIRONMENT, IPYTHONDIR=str(profile.parent))
    config.book_fingerprint = fingerprint(app.srcdir)
    cache = build / ".jupyter_cache" / config.book_fingerprint
    config.nb_execution_cache_path = str(cache)


def failure(name, data, limit):
    """The sentence that says what went wrong on a page, or None."""
    if not data["succeeded"]:
        return f"{name}: a cell failed with {data['error']}; see the report above"
    if (data["runtime"] or 0) > limit:
        return f"{name}: ran for {data['runtime']:.0f} s; the limit is {limit} s"
    return None


def executed_pages(env):
    """{page: what myst-nb recorded of its execution}, for the pages with code."""
    pages = {
        name: NbMetadataCollector.get_exec_data(env, name)
        for name in sorted(env.found_docs)
    }
    return {name: data for name, data in pages.items() if data}


def report(app, exception):
    """Print each page's execution time, then fail if a page failed."""
    if exception is not None:
        return
    limit = app.config.book_page_seconds
    pages = executed_pages(app.env)
    total = sum(data["runtime"] or 0 for data in pages.values())
    print(f"execution of {len(pages)} pages: {total:.0f} s (cached: as last run)")
    for name, data in pages.items():
        print(f"{data['runtime'] or 0:8.1f} s  {name}")
    for name, data in pages.items():
        if sentence := failure(name, data, limit):
            logger.error(sentence)
            app.statuscode = 1


def setup(app):
    """Register the hooks."""
    app.add_config_value("book_fingerprint", "", "env")
    app.add_config_value("book_page_seconds", 120, "")
    # Before myst_nb reads its configuration, which it does at the usual priority.
    app.connect("config-inited", prepare, priority=100)
    # Last of all, so that the pages are whole even if one of them failed.
    app.connect("build-finished", report, priority=999)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
