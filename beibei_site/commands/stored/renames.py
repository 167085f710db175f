"""Seeds that have gone, and those that only have another name now: records, ids and articles go along."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from beibei_site.cataloguing.ownership import lies_in
from beibei_site.content.disk import files as disk
from beibei_site.content.disk.paths import archive_of, seed_of, show
from beibei_site.content.frontmatter import ContentFile
from beibei_site.content.page_record import RecordFile, parse_record, record_path, render_record
from beibei_site.content.reading import Content
from beibei_site.content.store import Folders
from beibei_site.domain.model import Problem
from beibei_site.domain.record import PageRecord


def follow_renames(folders: Folders, content: Content, found: Sequence[tuple[str, bytes]]) -> Content:
    """The same with every seed under its present name: of the seeds `found` (name and bytes) just one that is
    new holds what just one held that has gone."""
    gone = _gone(folders, content, [name for name, _ in found])
    known = {seed_of(file.record.file) for file in content.records}
    taken = {*(file.path for file in content.records), *content.refused}
    new: defaultdict[str, list[str]] = defaultdict(list)
    for name, data in found if gone else ():
        if name not in known and not lies_in(record_path(name), taken):
            new[disk.sha256(data)].append(name)
    former: defaultdict[str, list[str]] = defaultdict(list)
    for name, pages in gone.items():
        former[pages[0].record.sha256].append(name)
    names = {former[sha][0]: new[sha][0] for sha in former if len(former[sha]) == len(new[sha]) == 1}
    records = tuple(_renamed(file, names) for file in content.records)
    return replace(content, records=records, articles=at_home(content.articles, (f.record for f in records)))


def at_home(files: Iterable[ContentFile], records: Iterable[PageRecord]) -> tuple[ContentFile, ...]:
    """The `files`, with the present name of their page if they give a former one, as a person's goes on
    doing."""
    homes = {
        (name, entry.id): record.file
        for record in records
        for name in record.formerly
        for entry in (*record.articles, *record.removed)
    }
    return tuple(_moved(file, homes.get((file.article.source_file or "", file.article.id))) for file in files)


def _moved(file: ContentFile, page: str | None) -> ContentFile:
    if page is None:
        return file
    source = tuple(replace(span, file=page) for span in file.article.source)
    return replace(file, article=replace(file.article, source=source))


def _renamed(file: RecordFile, names: dict[str, str]) -> RecordFile:
    """A record of a page of a seed that has another of these `names` now; its path is still that of the file
    as it lies on the disk."""
    old = file.record.file
    seed = seed_of(old)
    if seed not in names:
        return file
    page = names[seed] + old.removeprefix(seed)
    before = tuple(name for name in file.record.formerly if name != page)
    text = render_record(replace(file.record, file=page, formerly=(*before, old)))
    return replace(file, record=parse_record(text, file.path))  # so all its lines are those of the new name


def _gone(folders: Folders, content: Content, names: Sequence[str]) -> dict[str, list[RecordFile]]:
    """The records of every seed that has some and is none of `names`, though nothing keeps it from being
    read."""
    present, archives = set(names), {archive_of(name)[0] for name in names}
    gone: defaultdict[str, list[RecordFile]] = defaultdict(list)
    for file in content.records:
        seed = seed_of(file.record.file)
        if seed in present:
            continue
        outer, inner = archive_of(seed)
        if (inner and outer in archives) or not (folders.seeds / outer).exists():
            gone[seed].append(file)
    return gone


def gone_problems(folders: Folders, content: Content, names: Sequence[str]) -> Iterator[Problem]:
    """A problem for every seed that has gone, with the ways out."""
    for name, pages in sorted(_gone(folders, content, names).items()):
        record = show(str(folders.content / pages[0].path))
        message = f"{name}: the source page is gone; {record} and its articles stay as they were"
        remedy = (
            "Put it back; or delete the record and the articles; or, to keep these without a page, delete the"
            " record and take 'source' out of them."
        )
        yield Problem("seed-differs", "warning", message, remedy)
