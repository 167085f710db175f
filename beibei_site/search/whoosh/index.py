"""The Whoosh index: built in a new folder and swapped in, or updated if little has changed.

Its files contain pickles: they stay in the cache folder, are never published, and are never taken from
elsewhere.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from whoosh import index

from beibei_site.content.frontmatter import content_path
from beibei_site.domain.archive import Archive
from beibei_site.domain.problems import SetupError
from beibei_site.search.document import digest_article
from beibei_site.search.vocabulary import find_names
from beibei_site.search.whoosh.codec import Codec
from beibei_site.search.whoosh.schema import build_schema, to_document

_STATE = "articles.json"
_FEW = 0.2
MANY = 500  # articles: with fewer, a second process does not pay off
_AT_ONCE = 4000  # articles: their postings fit into memory


def build_index(archive: Archive, directory: Path, version: str) -> int:
    """Update the index in `directory` to match `archive`; returns how many articles were indexed.

    `version` is that of the program: an index made by another version is rebuilt.
    """
    wanted = {a.id: digest_article(archive, a) for a in archive.articles}
    known = _known(directory, version)
    if known == wanted:
        return 0
    changed = sorted(i for i in wanted if known.get(i) != wanted[i])
    gone = sorted(set(known) - set(wanted))
    if known and len(changed) + len(gone) <= _FEW * len(wanted):
        _update(archive, directory, changed, gone)
    else:
        changed = sorted(wanted)
        _create(archive, directory)
    state = {"version": version, "articles": wanted, "names": find_names(archive)}
    (directory / _STATE).write_text(json.dumps(state, sort_keys=True), "utf-8")
    return len(changed)


def _known(directory: Path, version: str) -> Mapping[str, str]:
    try:
        state = json.loads((directory / _STATE).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    articles: dict[str, str] = state.get("articles", {})
    return articles if state.get("version") == version and index.exists_in(str(directory)) else {}


def read_names(directory: Path) -> dict[str, int]:
    """The names that the indexed archive bears, folded, with the number of their articles."""
    names: dict[str, int] = json.loads((directory / _STATE).read_text("utf-8"))["names"]
    return names


def _create(archive: Archive, directory: Path) -> None:
    new = directory.with_name(directory.name + ".new")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    made = index.create_in(str(new), build_schema())
    processes = 2 if len(archive.articles) > MANY else 1
    for start in range(0, len(archive.articles), _AT_ONCE):
        writer = made.writer(limitmb=512, procs=processes, multisegment=processes > 1, codec=Codec())
        for article in archive.articles[start : start + _AT_ONCE]:
            writer.add_document(**to_document(archive, article, content_path(article)))
        writer.commit(merge=False)  # merging, or runs on disk, would cost more than two processes gain
    made.close()
    _sync(new)
    shutil.rmtree(directory, ignore_errors=True)
    new.rename(directory)


def _update(archive: Archive, directory: Path, changed: list[str], gone: list[str]) -> None:
    (directory / _STATE).unlink()
    opened = index.open_dir(str(directory))
    writer = opened.writer()
    for article_id in gone:
        writer.delete_by_term("id", article_id)
    for article_id in changed:
        article = archive.by_id[article_id]
        writer.update_document(**to_document(archive, article, content_path(article)))
    writer.commit()
    opened.close()


def _sync(folder: Path) -> None:
    """Whoosh does not sync: without this, a power failure may leave empty files."""
    for path in sorted(folder.iterdir()):
        with path.open("rb") as file:
            os.fsync(file.fileno())


def open_index(directory: Path) -> index.Index:
    """The index, opened for reading; raises SetupError if there is none."""
    if not index.exists_in(str(directory)):
        raise SetupError(
            "there is no search index yet", file=directory, remedy="Run 'beibei-site build' first."
        )
    return index.open_dir(str(directory))
