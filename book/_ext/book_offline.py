"""Make each page ask nothing of any other host, and little of its own.

MathJax comes from the site itself, in the parts that the pages use. Of the theme's
1.5 MB of icons, only those stay that a page shows.
"""

import json
import re
from importlib.util import find_spec
from pathlib import Path
from shutil import copytree

# SVG output draws its own glyphs: browsers may refuse font files from file://. One
# file, because parts that load each other sometimes come in the wrong order.
MATHJAX = "tex-svg.js"
MATHJAX_PARTS = (MATHJAX, "input/tex/extensions")
# The menu would fetch speech rules, which pages opened from disk cannot.
MATHJAX_CONFIG = {"options": {"enableMenu": False}}
ICONS = "_static/scripts/fontawesome.js"
ICON_SCRIPT = """\
// The icons that this site shows, from Font Awesome Free (icons: CC BY 4.0; see
// fontawesome.js.LICENSE.txt), in place of all of them.
const icons = %s;
document.querySelectorAll("i.fas, i.fa-solid").forEach((i) => {
  const name = [...i.classList].map((c) => c.slice(3)).find((c) => c in icons);
  if (!name) return;
  const [width, height, path] = icons[name];
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  for (const { name, value } of i.attributes) svg.setAttribute(name, value);
  svg.classList.add("svg-inline--fa");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  svg.innerHTML = `<path fill="currentColor" d="${path}"></path>`;
  i.replaceWith(svg);
});
"""


def mathjax_folder():
    """The folder of MathJax 3 in the package sphinx-mathjax-offline."""
    spec = find_spec("sphinx-mathjax-offline")
    return Path(spec.origin).parent / "static/mathjax"


def use_local_mathjax(app, config):
    """Point Sphinx at the copy of MathJax in the site."""
    config.mathjax_path = f"mathjax/{MATHJAX}"
    merged = dict(config.mathjax3_config or {})
    for key, value in MATHJAX_CONFIG.items():
        merged[key] = {**merged.get(key, {}), **value}
    config.mathjax3_config = merged


def copy_mathjax(app, exception):
    """Copy the part of MathJax that the pages use into the site."""
    if exception is not None:
        return
    source, target = mathjax_folder(), Path(app.outdir) / "_static/mathjax"
    for part in MATHJAX_PARTS:
        if (source / part).is_dir():
            copytree(source / part, target / part, dirs_exist_ok=True)
        else:
            (target / part).parent.mkdir(parents=True, exist_ok=True)
            (target / part).write_bytes((source / part).read_bytes())


def icon(name, library):
    """(width, height, path) of a solid icon in Font Awesome's script, or None."""
    pattern = (
        rf'[{{,]"?{re.escape(name)}"?:\[(\d+),(\d+),\[[^]]*\],"[0-9a-f]+","([^"]+)"'
    )
    found = re.findall(pattern, library)
    return found[-1] if found else None  # brands, regular, solid: in this order


def keep_used_icons(app, exception):
    """Replace the script of all icons by one that holds those of these pages."""
    script = Path(app.outdir) / ICONS
    if exception is not None or not script.exists():
        return
    library = Path(find_spec("pydata_sphinx_theme").origin).parent
    library /= "theme/pydata_sphinx_theme/static/scripts/fontawesome.js"
    library = library.read_text("utf-8")
    pages = "".join(p.read_text("utf-8") for p in Path(app.outdir).rglob("*.html"))
    # The close button comes from the theme's script, not from a page.
    names = sorted({"xmark", *re.findall(r"\bfa-([a-z-]+)", pages)})
    icons = {name: found for name in names if (found := icon(name, library))}
    script.write_text(ICON_SCRIPT % json.dumps(icons))


def setup(app):
    """Register the hooks."""
    app.connect("config-inited", use_local_mathjax, priority=900)
    app.connect("build-finished", copy_mathjax)
    app.connect("build-finished", keep_used_icons)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
