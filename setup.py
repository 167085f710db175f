"""What `pyproject.toml` cannot say: the wheel carries its bill of materials, where PEP 770 has its place."""

from __future__ import annotations

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.bdist_wheel import bdist_wheel


class Wheel(bdist_wheel):
    def egg2dist(self, egginfo_path: str, distinfo_path: str) -> None:
        super().egg2dist(egginfo_path, distinfo_path)
        (folder := Path(distinfo_path, "sboms")).mkdir()
        shutil.copy("sbom.cdx.json", folder / "beibei-site.cdx.json")


setup(cmdclass={"bdist_wheel": Wheel})
