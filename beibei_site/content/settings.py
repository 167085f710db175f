"""`content/site.yml`: what the archive is called and how the site speaks."""

from __future__ import annotations

from typing import Literal

import msgspec

from beibei_site.content import yamltext
from beibei_site.content.mistakes import WEB_ADDRESS, FieldError, is_web_address


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The settings of one archive; every key may be left out.

    `name` heads the site; `paper` is the newspaper's name, used in citations; `language` is that of
    the interface (zh-CN or en); `base_url` is where the site will stand (needed only for feeds and the
    sitemap); `description` is a short Markdown text for the start page.
    """

    name: str = "报纸文献库"
    paper: str = ""
    publisher_place: str = ""
    language: Literal["zh-CN", "en"] = "zh-CN"
    base_url: str = ""
    description: str = ""
    contact: str = ""
    license: str = ""
    featured: tuple[str, ...] = ()


def parse_settings(text: str, file: str) -> Settings:
    """The settings in the YAML `text` of `file`; raises SetupError with line and key."""
    settings = yamltext.convert(yamltext.parse_mapping(text, file), Settings, text, file)
    if settings.base_url and not is_web_address(settings.base_url):
        error = FieldError(f"'{settings.base_url}' is no web address", "base_url", remedy=WEB_ADDRESS)
        raise yamltext.located(error, text, file)
    return settings
