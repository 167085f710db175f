"""Modules are published as classic scripts, everything else as it is."""

from __future__ import annotations

import subprocess
from pathlib import Path

from beibei_site.rendering.outputs.static import static_files
from tests.conftest import ROOT


def published(*folders: Path) -> dict[str, bytes]:
    return {file.path: file.data for file in static_files((*folders, ROOT / "static"), frozenset())}


def write(folder: Path, name: str, data: bytes) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)


def test_the_site_holds_scripts_and_no_module() -> None:
    files = published()
    assert {"assets/search.js", "assets/article.js", "assets/style.css"} <= set(files)
    assert not any(path.endswith(".mjs") for path in files)
    assert files == published()


def test_a_module_of_the_archive_takes_the_place_of_the_program_s(tmp_path: Path, node: str) -> None:
    own = b"import {c} from './search/c.mjs';\nimport {b} from './search/b.mjs';\nconsole.log(b + c + 'd');\n"
    write(tmp_path, "article.mjs", own)
    write(tmp_path, "search/b.mjs", b"import {\n  a,\n} from '../a.mjs';\nexport const b = a + 'b';\n")
    write(tmp_path, "search/c.mjs", b"import {b} from './b.mjs';\nexport let c = b + 'c';\n")
    write(tmp_path, "a.mjs", b"/* the first */\nexport const a = 'a';\n")
    files = published(tmp_path)
    script = files["assets/article.js"]
    assert not {"assets/a.mjs", "assets/search/b.mjs"} & set(files) and b"first" not in script
    printed = subprocess.run([node], input=script, capture_output=True, check=True).stdout
    assert printed == b"ababcd\n"


def test_other_modules_of_the_archive_are_its_own_affair(tmp_path: Path) -> None:
    write(tmp_path, "map.mjs", b"export default 1;\n")
    assert published(tmp_path)["assets/map.mjs"] == b"export default 1;\n"


def test_a_script_of_the_archive_takes_the_place_of_modules(tmp_path: Path) -> None:
    write(tmp_path, "search.js", b"alert(1)")
    assert published(tmp_path)["assets/search.js"] == b"alert(1)"


def test_modules_in_a_circle_lost_ones_and_any_bytes_stop_no_build(tmp_path: Path) -> None:
    write(tmp_path, "article.mjs", b"import {a} from './a.mjs';\nimport {x} from './lost.mjs';\n'\xff';\n")
    write(tmp_path, "a.mjs", b"import {h} from './article.mjs';\nexport const a = 1;\n")
    assert published(tmp_path)["assets/article.js"].endswith(b"const a=1;'\xff';})();")
