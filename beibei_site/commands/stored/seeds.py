"""Every page of the seeds with what `content/` knows of it: its record, and the files that come from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from beibei_site.cataloguing.ownership import Protected, find_protected, lies_in
from beibei_site.commands.claims import claim_problems, find_false_claims, stray_problems, unclear, without
from beibei_site.commands.ledger import Seed
from beibei_site.commands.stored.moves import Present, to_present
from beibei_site.commands.stored.renames import gone_problems
from beibei_site.content.cache import Cache
from beibei_site.content.disk import files
from beibei_site.content.disk.paths import show
from beibei_site.content.former import Former
from beibei_site.content.frontmatter import ContentFile
from beibei_site.content.page_record import RecordFile, record_path
from beibei_site.content.reading import Content
from beibei_site.content.store import Folders
from beibei_site.domain.model import Outcome, Problem
from beibei_site.domain.record import LedgerEntry, PageRecord
from beibei_site.parsing.hints import hints_of
from beibei_site.parsing.sources.seeds import PageText, read_pages


def find_seeds(
    folders: Folders,
    found: Outcome[list[tuple[str, bytes]]],
    content: Content,
    former: Former,
    cache: Cache,
) -> Outcome[list[Seed]]:
    """The pages of all seeds that were `found` (name and bytes)."""
    known = _Known(folders, content, former)
    seeds: list[Seed] = []
    names = list(known.records)
    problems = list(found.problems)
    for name, data in found.value:
        record = known.records.get(name)
        try:
            pages = read_pages(name, data, cache, record.record.set_kind if record else None)
        except ValueError as error:
            problems.append(Problem("unreadable-seed", "error", f"{name}: {error}"))
            continue
        names += [page.name for page in pages]
        sha256 = files.sha256(data)
        for page in pages:
            outcome = known.to_seed(page, sha256)
            seeds += outcome.value
            problems += (*page.problems, *outcome.problems)
    problems += stray_problems(folders.content, content.articles, names)
    problems += gone_problems(folders, content, [name for name, _ in found.value])
    return Outcome(seeds, tuple(problems))


class _Known:
    """What `content/` knows of pages."""

    def __init__(self, folders: Folders, content: Content, former: Former) -> None:
        self.records = {file.record.file: file for file in content.records}
        self._places = {file.path: file for file in content.records}
        self._folder, self._refused, self._former = folders.content, content.refused, former
        self._files: defaultdict[str | None, list[ContentFile]] = defaultdict(list)
        for file in content.articles:
            self._files[file.article.source_file].append(file)
        self._homes = {file.article.id: file.article.source_file for file in content.articles}

    def to_seed(self, page: PageText, sha256: str) -> Outcome[list[Seed]]:
        """A page with what is known of it; nothing if it has lost its text."""
        left = self._without_record(page.name)
        file = self.records.get(page.name) if left is None else left.value
        problems = list(left.problems) if left else []
        record = self._without_guests(file.record) if file else None
        if not page.text.strip():
            problems.append(_empty(page.name, record))
            if record and record.articles:
                return Outcome([], tuple(problems))
        now = to_present(record, self._files[page.name], page.text, sha256)
        protected = find_protected(now.files, now.record, self._refused)
        claims = tuple(find_false_claims(protected.edited, page.text))
        contradictions = [*claim_problems(self._folder, claims), *self._unclear(now, protected, file)]
        seed = Seed(
            name=page.name,
            text=page.text,
            encoding=page.encoding,
            sha256=sha256,
            fingerprints=now.fingerprints,
            file=replace(file, record=now.record) if file and now.record else None,
            protected=without(protected, claims),
            sheet=page.sheet,
            hints=hints_of(page, record.set_kind if record else None),
            is_held=left is not None or bool(contradictions),
        )
        return Outcome([seed], (*problems, *(contradictions if left is None else ())))

    def _without_guests(self, record: PageRecord) -> PageRecord:
        """A record without the articles that a person alone had said to be its page's, and says to be another
        page's now: they are not deleted, and their lines are free."""

        def stays(entry: LedgerEntry) -> bool:
            return bool(entry.digest) or self._homes.get(entry.id) in (None, record.file)

        articles, removed = (tuple(filter(stays, entries)) for entries in (record.articles, record.removed))
        return replace(record, articles=articles, removed=removed)

    def _without_record(self, name: str) -> Outcome[RecordFile | None] | None:
        """Of a page whose record cannot be used now, which is left as it was: the one that was read last, so
        that the page is still evidence of the years, twins and names of others. None of any other page."""
        path = record_path(name)
        if lies_in(path, self._refused):
            kept = self._former.records.before.get(path)
            return Outcome(RecordFile(kept.value, path, kept.digest) if kept else None)
        other = self._places.get(path)
        if name in self.records or other is None:
            return None
        problem = _misnamed(f"{self._folder / path}", other.record.file, name)
        return Outcome(replace(other, record=replace(other.record, file=name)), (problem,))

    def _unclear(self, now: Present, protected: Protected, file: RecordFile | None) -> Sequence[Problem]:
        """A problem if it is not certain which lines of the page are a person's now; of a page whose former
        lines are not known, which lines are whose."""
        is_known = now.record is None or now.record.fingerprints
        ids = now.unclear & protected.ids if is_known else now.unclear
        return (unclear(self._folder, file, protected, ids),) if file and ids else ()


def _misnamed(path: str, given: str, name: str) -> Problem:
    """A record that says it is another page's: the page is left as it was."""
    message = f"{path}: file: '{show(given)}' is not the page that this record is for; it is left as it was"
    return Problem("refused-value", "error", message, f"Write '{name}'.")


def _empty(name: str, record: PageRecord | None) -> Problem:
    """A page without text: a mistake if it had some."""
    if record and record.articles:
        message = f"{name}: no text on this page any more; its articles are left as they were"
        return Problem("empty-seed", "error", message, "Put the file there again, or delete it.")
    return Problem("empty-seed", "warning", f"{name}: no text on this page")
