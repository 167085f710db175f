"""The bill of materials that the wheel carries agrees with `pyproject.toml` and with `requirements.lock`."""

from __future__ import annotations

import json
import re
import tomllib
from collections import defaultdict
from typing import Any

from tests.conftest import ROOT

SBOM: dict[str, Any] = json.loads((ROOT / "sbom.cdx.json").read_text("utf-8"))
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
_NAME = re.compile(r"[A-Za-z0-9._-]+")


def plain(name: str) -> str:
    """A name of PyPI in the one form that all its spellings share."""
    found = _NAME.match(name)
    assert found
    return re.sub(r"[-_.]+", "-", found[0]).lower()


def test_it_is_about_this_version_and_says_no_time() -> None:
    root = SBOM["metadata"]["component"]
    assert (SBOM["bomFormat"], root["name"], root["version"]) == (
        "CycloneDX",
        PROJECT["name"],
        PROJECT["version"],
    )
    assert "serialNumber" not in SBOM and "timestamp" not in SBOM["metadata"]
    assert "file:" not in json.dumps(SBOM)


def test_it_names_what_the_program_needs() -> None:
    below = {one["ref"]: one.get("dependsOn", []) for one in SBOM["dependencies"]}
    needed = {plain(name) for name in below[SBOM["metadata"]["component"]["bom-ref"]]}
    assert needed == {plain(name) for name in PROJECT["dependencies"]}
    assert {name for names in below.values() for name in names} <= {
        one["bom-ref"] for one in SBOM["components"]
    }


def test_it_has_the_versions_that_are_pinned() -> None:
    pinned = defaultdict(set)
    for line in (ROOT / "requirements.lock").read_text("utf-8").splitlines():
        if found := re.match(r"([\w.-]+)==(\S+)", line):
            pinned[plain(found[1])].add(found[2])
    assert SBOM["components"]
    for one in SBOM["components"]:
        assert one["version"] in pinned[plain(one["name"])], one["name"]
        assert one["purl"].endswith(f"@{one['version']}"), one["name"]
