"""The HTML of one article, made fit to stand beside those of others: in one page, or in a file of XML."""

from __future__ import annotations

import re
from typing import Literal

from lxml import etree, html

Form = Literal["html", "xml"]

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # characters that XML forbids
_OUTWARD = ("http://", "https://", "mailto:")


def own_fragment(text: str, prefix: str, form: Form) -> str:
    """`text` in a `div`, every id and every link to one with `prefix` before it.

    Links that lead elsewhere on the site lose their target and pictures become their description: neither is
    part of a book.
    """
    root = html.fragment_fromstring(_NOT_XML.sub("", text), create_parent="div")
    for element in list(root.iter("*")):
        if "id" in element.attrib:
            element.set("id", _own_id(prefix, element.attrib["id"]))
        target = element.attrib.get("href", "")
        if target.startswith("#"):
            element.set("href", f"#{_own_id(prefix, target[1:])}")
        elif target and not target.startswith(_OUTWARD):
            del element.attrib["href"]
        if element.tag == "img":
            element.tag = "span"
            element.text = element.attrib.get("alt", "")
            for name in list(element.attrib):
                del element.attrib[name]
    return etree.tostring(root, method=form, encoding="unicode")


def only_xml(text: str) -> str:
    """`text` without the characters that XML forbids."""
    return _NOT_XML.sub("", text)


def _own_id(prefix: str, name: str) -> str:
    """An id that is a name in XML too, which knows no colon in one."""
    return prefix + re.sub(r"[^\w.-]", "-", name)
