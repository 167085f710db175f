"""`content/site.yml`: what the archive is called and how the site speaks."""

from __future__ import annotations

import re
from typing import Annotated, Literal
from urllib.parse import quote, urlsplit

import msgspec

from beibei_site.content.formats import yamltext
from beibei_site.content.formats.mistakes import LANGUAGE_TAG, WEB_ADDRESS, FieldError, Name, is_web_address

Books = Literal["all", "topics", "none"]

_MAIL = re.compile(r"(?:mailto:)?([^\s@:/?&<>]+@[^\s@:/?&<>]+\.[^\s@:/?&<>]+)")
_PLACE = re.compile(r"\{(file|id|title|address)\}")  # what `edit_url` may name
_SELECTED = "{text}"  # and this, as its end
_EDIT_URL = (
    "Write it as https://example.org/edit/main/content/{file}; other places are {id}, {title}, {address} and,"
    " at its end, {text}."
)

_FOLDER = re.compile(r"(?!/)[\w.~%@/+-]+")  # below the host of this archive
_WEB = re.compile(r"https?://([a-z0-9.-]+|\[[0-9a-f:]+\])(:\d+)?(/[\w.~%@/+-]*)?", re.ASCII | re.IGNORECASE)
_ARCHIVE_ADDRESS = (
    "Write it whole, such as https://example.org/paper/, or as it lies beside this one: ../paper/."
)


class OtherArchive(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Another archive that this program has made: its name, and its address, whole or relative."""

    name: Name
    address: str

    @property
    def is_elsewhere(self) -> bool:
        """Whether the address is a whole one."""
        return "://" in self.address

    @property
    def origin(self) -> str:
        """The host of a whole address, as a security policy names it; empty for a relative one."""
        parts = urlsplit(self.address)
        return f"{parts.scheme}://{parts.netloc}" if self.is_elsewhere else ""


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The settings of one archive; every key may be left out.

    `name` heads the site; `paper` is the newspaper's name, used in citations; `language` is that of
    the interface, `text_language` that of the texts; `punctuation` is how that of Chinese texts is shown;
    `base_url` is where the site will stand (needed only for feeds and the sitemap); `description` is a
    short Markdown text for the start page, `about` one for the page about the archive; `featured` and
    `featured_topics` are ids of articles and topics that the start page shows first; with `review_link` the
    foot of every page leads to the review page; with `markdown` every article lies beside its page as a
    Markdown file; `books` says which entries can be had as a book, two files for each. `contact` may be an
    e-mail address, to which readers then report errors; `edit_url` is where one can edit an article's file or
    report an error in it, with `{file}`, `{id}`, `{title}`, `{address}` and, as its end, `{text}` in the
    places of the article's values.
    `share_font` is a font file of the archive, in which the headlines are drawn that links to articles show;
    `archives` are others that the search page searches too.
    """

    name: str = "报纸文献库"
    paper: str = ""
    publisher_place: str = ""
    language: Literal["zh-CN", "zh-Hant", "en"] = "zh-CN"
    text_language: Annotated[str, msgspec.Meta(pattern=LANGUAGE_TAG)] = "zh-CN"
    punctuation: Literal["full-width", "as-printed"] = "full-width"
    base_url: str = ""
    description: str = ""
    about: str = ""
    contact: str = ""
    edit_url: str = ""
    license: str = ""
    featured: tuple[str, ...] = ()
    featured_topics: tuple[str, ...] = ()
    review_link: bool = False
    markdown: bool = False
    books: Books = "all"
    share_font: str = ""
    archives: tuple[OtherArchive, ...] = ()

    @property
    def mail(self) -> str:
        """The e-mail address that `contact` is; empty if it is something else."""
        found = _MAIL.fullmatch(self.contact.strip())
        return found[1] if found else ""

    @property
    def is_wide(self) -> bool:
        """Whether the punctuation of texts is shown in full width."""
        return self.punctuation == "full-width" and self.text_language.startswith("zh")

    @property
    def has_pictures(self) -> bool:
        """Whether links to articles show a picture: it has a full address, and a font to be drawn in."""
        return bool(self.share_font and self.base_url)

    @property
    def takes_text(self) -> bool:
        """Whether `edit_url` wants the text that a reader has selected added to it."""
        return self.edit_url.endswith(_SELECTED)

    @property
    def edits_file(self) -> bool:
        """Whether `edit_url` leads to an article's own file."""
        return "{file}" in self.edit_url

    def edit_address(self, **values: str) -> str:
        """`edit_url` for one article; `values` has a value for each of its places but the selected text."""
        address = self.edit_url.removesuffix(_SELECTED)
        return _PLACE.sub(lambda place: quote(values[place[1]]), address)


def parse_settings(text: str, file: str) -> Settings:
    """The settings in the YAML `text` of `file`; raises SetupError with line and key."""
    settings = yamltext.convert(yamltext.parse_mapping(text, file), Settings, text, file)
    if settings.base_url and not is_web_address(settings.base_url):
        error = FieldError(f"'{settings.base_url}' is no web address", "base_url", remedy=WEB_ADDRESS)
        raise yamltext.located(error, text, file)
    if settings.edit_url and not _is_edit_url(settings.edit_url):
        error = FieldError("this is no address of a file to edit", "edit_url", remedy=_EDIT_URL)
        raise yamltext.located(error, text, file)
    for number, other in enumerate(settings.archives):
        if not _is_archive(other):
            wrong, keys = f"'{other.address}' is no address of an archive", ("archives", number, "address")
            raise yamltext.located(FieldError(wrong, *keys, remedy=_ARCHIVE_ADDRESS), text, file)
    return settings


def _is_archive(other: OtherArchive) -> bool:
    """Whether an address can stand in a link and its host in a security policy."""
    address = other.address
    return bool(_WEB.fullmatch(address) and is_web_address(address) if other.is_elsewhere
                else _FOLDER.fullmatch(address))  # fmt: skip


def _is_edit_url(url: str) -> bool:
    rest, places = _PLACE.subn("", url.removesuffix(_SELECTED))
    return is_web_address(url) and places > 0 and not {*"{}"} & {*rest}
