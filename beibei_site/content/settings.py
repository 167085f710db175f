"""`content/site.yml`: what the archive is called and how the site speaks."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from beibei_site.content import yamltext
from beibei_site.content.mistakes import WEB_ADDRESS, FieldError, is_web_address

_TAG = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"  # of a language: zh-CN, zh-Hant, en


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The settings of one archive; every key may be left out.

    `name` heads the site; `paper` is the newspaper's name, used in citations; `language` is that of
    the interface, `text_language` that of the texts; `punctuation` is how that of Chinese texts is shown;
    `base_url` is where the site will stand (needed only for feeds and the sitemap); `description` is a
    short Markdown text for the start page, `about` one for the page about the archive; `featured` and
    `featured_topics` are ids of articles and topics that the start page shows first; with `review_link` the
    foot of every page leads to the review page.
    """

    name: str = "报纸文献库"
    paper: str = ""
    publisher_place: str = ""
    language: Literal["zh-CN", "zh-Hant", "en"] = "zh-CN"
    text_language: Annotated[str, msgspec.Meta(pattern=_TAG)] = "zh-CN"
    punctuation: Literal["full-width", "as-printed"] = "full-width"
    base_url: str = ""
    description: str = ""
    about: str = ""
    contact: str = ""
    license: str = ""
    featured: tuple[str, ...] = ()
    featured_topics: tuple[str, ...] = ()
    review_link: bool = False


def parse_settings(text: str, file: str) -> Settings:
    """The settings in the YAML `text` of `file`; raises SetupError with line and key."""
    settings = yamltext.convert(yamltext.parse_mapping(text, file), Settings, text, file)
    if settings.base_url and not is_web_address(settings.base_url):
        error = FieldError(f"'{settings.base_url}' is no web address", "base_url", remedy=WEB_ADDRESS)
        raise yamltext.located(error, text, file)
    return settings
