"""What the site (mkdocs.yml) adds to the pages: those of the top folder, the reference, and links that stay inside.

The pages are written to be read in a checkout, where they may link to the code. A site has only the pages.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files

import fansim

TOP = Path(__file__).resolve().parents[1]
FROM_THE_TOP = {
    "index.md": "README.md",
    **{f"{name}.md": f"{name}.md" for name in ("README.zh", "CONTRIBUTING", "CHANGELOG")},
}
_LINK = re.compile(r"\[([^\]]*)\]\(([^)\s]+)\)")


def on_files(files: Files, config: Any) -> Files:
    """Add the pages of the top folder, and the reference of the public names."""
    for page, path in FROM_THE_TOP.items():
        text = (TOP / path).read_text(encoding="utf-8").replace("](docs/", "](")
        files.append(File.generated(config, page, content=text))
    names = "\n\n".join(f"::: fansim.{name}" for name in sorted(fansim.__all__, key=str.lower))
    files.append(
        File.generated(config, "reference.md", content=f"# Reference\n\nWhat `import fansim` offers.\n\n{names}\n")
    )
    return files


def on_page_markdown(markdown: str, page: Any, config: Any, files: Files) -> str:
    """Let links that lead out of the pages be words, and those to the top folder lead to its pages here."""
    return _LINK.sub(lambda link: _inside(link, page.file.src_uri, files), markdown)


def _inside(link: re.Match[str], page: str, files: Files) -> str:
    """Return a link, or its words where there is no page at its end."""
    words, target = link.groups()
    path, _, place = target.partition("#")
    if "://" in target or not path:
        return link[0]
    parts = list(Path(page).parent.parts)
    for part in Path(path).parts:
        if part == ".." and parts:
            parts.pop()
        elif part != "..":
            parts.append(part)
    found = "/".join(parts)
    found = "index.md" if found == "README.md" else found
    if files.get_file_from_path(found) is None:
        return words
    up = "../" * (len(Path(page).parts) - 1)
    return f"[{words}]({up}{found}{'#' + place if place else ''})"
