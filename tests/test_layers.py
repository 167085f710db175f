"""The layers of the design: a module may import from lower layers only; neighbours never meet."""

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import beibei_site

PACKAGE = Path(beibei_site.__file__).parent
LAYERS = (
    ("__main__",),
    ("cli",),
    ("serve", "report", "arguments", "progress"),
    ("preview",),
    ("commands",),
    ("workers",),
    ("rendering", "search", "cataloguing", "parsing"),
    ("content", "chinese"),
    ("domain", "unchanged"),
)
# The parts of a package, the top first; what is not named stands above all of them.
PARTS = {
    "parsing": (
        ("sources",),
        ("pdf",),
        ("documents",),
        ("sheet", "bare"),
        ("stories",),
        ("blocks",),
        ("folio",),
        ("text",),
        ("language",),
        ("certainty", "role_trace"),
        ("tables", "chains", "viterbi"),
        ("assignment", "trees", "worth"),
    ),
    "rendering": (
        ("views",),
        ("outputs",),
        ("outline",),
        ("lists",),
        ("context",),
        ("newspaper",),
        ("alignment",),
        ("charts", "components", "keyed", "language", "prose", "urls"),
    ),
    "search": (
        ("whoosh", "browser"),
        ("vocabulary", "syntax"),
        ("tree",),
        ("bigrams", "date_forms", "document", "notes"),
    ),
}
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}
ROOMS = {
    "whoosh": ("search.whoosh",),
    "jinja2": ("rendering",),
    "yaml": ("content.formats.yamltext",),
    "jieba": ("chinese",),
    "rjieba": ("chinese",),
    "opencc": ("chinese",),
    "numpy": (
        "chinese.lexicon",
        "search.whoosh.inverted",
        "chinese.tagger",
        "chinese.recurrent",
        "parsing.sheet",
        "parsing.bare",
        "parsing.chains",
        "parsing.assignment",
        "parsing.trees",
        "parsing.language",
        "parsing.text.seams",
        "parsing.viterbi",
        "parsing.pdf.ink",
        "search.browser",
    ),
    "threadpoolctl": ("chinese.recurrent",),
    "pypdfium2": ("parsing.pdf",),
    "trafilatura": ("parsing.sources",),
    "docx": ("parsing.sources",),
    "spellchecker": ("parsing.text",),
    "watchfiles": ("serve",),
    "rich": ("cli", "progress", "report"),
    "distributed": ("workers",),
}
# What may be imported inside a function, where it is needed: the module → the names of its functions.
LAZY = {
    "parsing.assignment": {"assign"},  # scipy: where a page is read
    "parsing.bare.evidence.words": {"_table"},
    # what most builds do without: the readers of files, of pages, and what other commands do
    "parsing.sources.seeds": {
        "_web_page",
        "_word_file",
        "_text_pages",
        "_pdf_pages",
        "_pdf",
        "_in_order",
        "open_pdf",
    },
    "commands.reading": {"_read"},
    "commands.pipeline": {"run_check", "run_migrate", "run_review"},
    "cli": {"_explain", "_search", "_serve"},
    "__main__": {"main"},  # the program, unless a build has nothing to do
    "workers": {"_connect"},  # Dask: a second of start that only --cluster needs
    "chinese.pinyin": {"_syllables"},  # a dictionary that is needed only where names or words are new
    "chinese.cutter": {"cutters"},  # an extra that may be missing
    "chinese.segmenter": {"_jieba"},  # jieba: with its warnings silenced, and only where text is cut
}
MODULES = sorted(p for p in PACKAGE.rglob("*.py") if p.name != "__init__.py")


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            modules = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (m if is_module(m) else node.module for m in modules)


def is_module(name: str) -> bool:
    path = PACKAGE.parent.joinpath(*name.split("."))
    return path.with_suffix(".py").is_file() or path.is_dir()


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_a_module_imports_only_from_below(path: Path) -> None:
    own = dotted(path)
    for name in imports(ast.parse(path.read_text(encoding="utf-8"))):
        first, *inner = name.split(".")
        if first == "beibei_site" and inner:
            assert may_import(own, ".".join(inner)), f"{own} imports {name}"
        elif first in ROOMS:
            rooms = ROOMS[first]
            assert any(f"{own}.".startswith(f"{room}.") for room in rooms), f"{first} belongs to {rooms}"


def dotted(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts)


def may_import(own: str, other: str) -> bool:
    """Whether the module `own` may import `other`: from a lower layer, or from a lower part of its package."""
    package, *inside = own.split(".")
    target, *part = other.split(".")
    if target != package:
        return LEVEL[target] > LEVEL[package]
    level = {name: at for at, names in enumerate(PARTS.get(package, ())) for name in names}
    mine, theirs = level.get(inside[0], -1) if inside else -1, level.get(part[0], -1) if part else -1
    return theirs > mine or inside[:1] == part[:1] or mine == theirs == -1


def test_no_module_stands_in_a_cycle() -> None:
    graph = {
        dotted(path): [
            name.removeprefix("beibei_site.")
            for name in imports(ast.parse(path.read_text(encoding="utf-8")))
            if name.startswith("beibei_site.")
        ]
        for path in MODULES
    }
    TopologicalSorter(graph).prepare()  # raises CycleError


@pytest.mark.parametrize("folder", sorted({p.parent for p in MODULES}), ids=lambda p: p.name)
def test_a_package_is_small_and_says_what_lives_there(folder: Path) -> None:
    assert len([p for p in folder.glob("*.py") if p.name != "__init__.py"]) <= 12
    assert ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_no_import_inside_a_function(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "import_module" not in text, "an import in disguise"
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name not in LAZY.get(dotted(path), ()):
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
