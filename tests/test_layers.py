"""The layers of the design: a module may import from lower layers only; neighbours never meet."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import beibei_site

PACKAGE = Path(beibei_site.__file__).parent
LAYERS = (
    ("__main__",),
    ("cli",),
    ("server", "starter"),
    ("pipeline",),
    ("publish",),
    ("ingest",),
    ("ledger",),
    ("seeds", "changes"),
    ("rendering", "search", "cataloguing", "parsing", "store", "cache"),
    ("checks",),
    ("archive", "frontmatter", "records"),
    ("settings",),
    ("dates", "urls", "yamltext", "words", "files"),
    ("text", "problems", "findings", "paths"),
    ("model",),
)
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}
ROOMS = {"jieba": {"words"}, "whoosh": {"search"}, "jinja2": {"rendering"}, "yaml": {"yamltext"}}
MODULES = sorted(p for p in PACKAGE.rglob("*.py") if p.name != "__init__.py")


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            if node.module == "beibei_site":
                yield from (f"beibei_site.{alias.name}" for alias in node.names)
            else:
                yield node.module


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_a_module_imports_only_from_below(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    own = room(path)
    for name in imports(tree):
        parts = name.split(".")
        if parts[0] == "beibei_site" and parts[1:2] != ["__version__"]:
            other = parts[1]
            assert other == own or LEVEL[other] > LEVEL[own], f"{own} imports {other}"
        elif parts[0] in ROOMS:
            assert own in ROOMS[parts[0]], f"{parts[0]} belongs to {ROOMS[parts[0]]}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_no_import_inside_a_function(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            hidden = [n for n in ast.walk(node) if isinstance(n, ast.Import | ast.ImportFrom)]
            assert not hidden, f"{node.name} imports"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_modules_and_functions_stay_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 300
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= 44, f"{node.name} has {length} lines"
