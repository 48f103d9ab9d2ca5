"""Writes the sample web: sample/sites, sample/later, sample/schools and sample/planted_names.txt.

Belongs here: calling the schools in a fixed order and writing what they return. Does not belong here: contents
(generator/schools). Needs the development dependencies; the written files need none. Run: python -m sample.generate
"""

import argparse
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

from sample.generator.people import Names
from sample.generator.schools import (
    brackenfell,
    dunmarrow,
    fenwold,
    harrowick,
    islemoor,
    larkmere,
    ottersby,
    pellingham,
    quillhaven,
    rookhope,
    sablewood,
    stavely,
    tamarack,
    umberlake,
    vantry,
    wexcombe,
)
from sample.generator.site import Site
from scrapers.registry import school_yaml

BEHAVIOUR_FILE = "_behaviour.toml"
SCHOOLS = (
    larkmere, tamarack, quillhaven, brackenfell, wexcombe, ottersby, pellingham, dunmarrow, harrowick, stavely, vantry,
    islemoor, fenwold, sablewood, rookhope,
)  # fmt: skip


def build_sites(names: Names) -> list[Site]:
    """Return every site, built in a fixed order so that names fall the same way each time."""
    return [*(school.build(names) for school in SCHOOLS), tamarack.build_branch(), umberlake.build()]


def write_sample(target: Path) -> None:
    """Write the whole sample under target, replacing what an earlier run wrote there."""
    names = Names()
    sites = build_sites(names)
    for folder in ("sites", "later", "schools"):
        shutil.rmtree(target / folder, ignore_errors=True)
    for site in sites:
        _write_files(target / "sites" / site.host, site.rendered())
    _write_files(target / "sites" / brackenfell.FILES_HOST, brackenfell.files_host())
    _write_files(target / "later" / "www.islemoor.example", _later_files(names))
    _write_files(target / "schools", {f"{site.school.slug}.yaml": school_yaml(site.school).encode() for site in sites})
    _write_files(target, {"planted_names.txt": "".join(f"{name}\n" for name in names.used).encode()})


def _later_files(names: Names) -> dict[str, bytes]:
    """Return what covers the first state: changed files, and a behaviour that names what is gone."""
    before = islemoor.build(Names()).rendered()
    after_site = islemoor.build(names, later=True)
    after = after_site.rendered()
    gone = sorted("/" + path.removesuffix("index.html") for path in before.keys() - after.keys())
    after_site.behaviour.removed = gone
    changed = {path: content for path, content in after.items() if before.get(path) != content}
    return {**changed, BEHAVIOUR_FILE: after_site.behaviour.as_toml().encode()}


def _write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def main() -> None:
    """Write the sample web from its generator; the result is the same to the byte each time."""
    parser = argparse.ArgumentParser(prog="python -m sample.generate", description=main.__doc__)
    parser.add_argument("--target", type=Path, default=Path(__file__).parent, help="folder to write to")
    options = parser.parse_args()
    write_sample(options.target)
    written = sum(1 for file in (options.target / "sites").rglob("*") if file.is_file())
    sys.stdout.write(f"{written} files written to {options.target / 'sites'}\n")


if __name__ == "__main__":
    main()
