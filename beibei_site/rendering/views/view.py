"""What every view is: a frozen value with exactly what one template prints, one for every HTML file.

A view holds what was printed or computed; the words of the interface are in the templates, where they are
translated. Only what leaves the site as plain text (a citation, a marked title) is already worded.
Costly parts are properties: they are computed when the view is rendered, and a view that has not changed
is not rendered again.
"""

from __future__ import annotations

from dataclasses import dataclass

from beibei_site.rendering.components import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One HTML file: where it lies, which template makes it, its title and its place in the menu.

    `crumbs` lead from the start page to what this one is part of: links made by `section_crumb` and
    `date_crumb`, or to an entry.
    """

    path: str
    template: str
    title: str = ""
    section: str = ""
    before: Link | None = None
    after: Link | None = None
    up: Link | None = None
    crumbs: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RedirectView(View):
    """A former address. `link` is the present one."""

    template: str = "redirect.html"
    link: Link
