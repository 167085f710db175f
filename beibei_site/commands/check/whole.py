"""Every check, in order: the files of the archive, its pages, the built site, the searches."""

from __future__ import annotations

from collections.abc import Iterator

from beibei_site.commands.check.data import check_data
from beibei_site.commands.check.ledgers import check_ledgers, check_seeds
from beibei_site.commands.check.links import check_links
from beibei_site.commands.check.searches import check_searches
from beibei_site.commands.stored.archive import read_archive
from beibei_site.commands.stored.references import missing_featured
from beibei_site.content.cache import Cache
from beibei_site.content.site.stored import SiteFiles, changed_files
from beibei_site.content.store import Folders
from beibei_site.domain.model import Problem

_AGAIN = "Run beibei-site build."


def check(folders: Folders, cache: Cache) -> Iterator[Problem]:
    """All that is wrong with an archive, its site and its index; nothing if every promise is kept."""
    stored = read_archive(folders, cache)
    archive = stored.archive
    yield from stored.problems
    yield from missing_featured(folders.content, stored.settings, archive)
    yield from check_seeds(folders, archive)
    yield from check_ledgers(archive)
    site = SiteFiles(folders.output)
    if not site:
        yield Problem("site-differs", "error", f"{folders.output}: there is no site", _AGAIN)
        return
    for path in changed_files(folders.output, cache):
        message = f"{folders.output / path}: is not what the last build wrote"
        yield Problem("site-differs", "error", message, _AGAIN)
    yield from check_links(site, stored.settings.base_url)
    yield from check_data(site, archive)
    yield from check_searches(folders, site, archive)
