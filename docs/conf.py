"""The documentation site: `make docs` builds it into `site/`, without network."""

from __future__ import annotations

import sys
from importlib.metadata import version as installed
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_extensions"))

project = "policyrules"
author = "The policyrules authors"
project_copyright = author
release = version = installed("policyrules")
language = "en"

extensions = [
    "myst_nb",
    "sphinx.ext.autodoc",
    "house_docstrings",
    "outside_pages",
    "page_folders",
    "sister_pages",
    "two_language_search",
]
exclude_patterns = ["_extensions", "_templates"]
nitpicky = True
# Without network no library but ours can be linked to, and what is inside the house has no page.
nitpick_ignore_regex = [("py:.*", ".*")]
# Rooms have classes of one name (`Difference`), and a signature may give it without its room.
suppress_warnings = ["ref.python"]

# Markdown: pages must read well on a code host too, so little beyond its plain form is used.
myst_heading_anchors = 4
# Options begin with two dashes, and quotation marks are as they were written.
smartquotes = False

# Notebooks are executed when they are read, and an error in one fails the build.
nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_timeout = 300
nb_merge_streams = True

# Pages outside docs/ that the site has too, as what. Every other file that a page links to becomes a download.
outside_pages = {
    "examples/README.md": "project/examples",
    "policies/ganzhou/README.md": "policies/about-ganzhou",
    "policies/zhanjiang/README.md": "policies/about-zhanjiang",
    "CONTRIBUTING.md": "project/contributing",
    "CHANGELOG.md": "project/changelog",
}
# What the repository's front page says, the landing page says in its own way.
outside_links = {"README.md": "index"}

# The API from docstrings.
autodoc_typehints_format = "short"
autodoc_member_order = "bysource"
autodoc_preserve_defaults = True
autodoc_class_signature = "mixed"
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 88
toc_object_entries_show_parents = "hide"
add_module_names = False

# The site.
html_theme = "furo"
html_title = "policyrules"
html_favicon = "_static/icon.svg"
html_static_path = ["_static"]
html_css_files = ["site.css"]
templates_path = ["_templates"]
html_copy_source = False
html_show_sphinx = False
html_show_copyright = False
html_search_language = "two_languages"
_FONTS = (
    "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, "
    "'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif"
)
_FIXED_FONTS = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', 'Noto Sans Mono CJK SC', monospace"
html_theme_options = {
    "light_css_variables": {
        "font-stack": _FONTS,
        "font-stack--monospace": _FIXED_FONTS,
        "font-stack--headings": _FONTS,
        "color-brand-primary": "#8c2f24",
        "color-brand-content": "#8c2f24",
        "color-brand-visited": "#6b3a52",
    },
    "dark_css_variables": {
        "color-brand-primary": "#e8a08f",
        "color-brand-content": "#e8a08f",
        "color-brand-visited": "#c9a0b8",
    },
}
