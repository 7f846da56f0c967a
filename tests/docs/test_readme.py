"""README.md: its tour is walked, its links lead somewhere, and it names what the Makefile installs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from .console import in_order, run
from .pages import PAGES, ROOT, codes, tables

PAGE = (ROOT / "README.md").read_text("utf-8")
_LINK = re.compile(r"\]\(([^)\s]+)\)")


@pytest.mark.langzaam
def test_the_tour_works(tmp_path: Path):
    for step in in_order(PAGE):
        run(step, tmp_path)


def test_the_tour_shows_the_commands_of_both_sides():
    shown = {step.command[1] for step in in_order(PAGE)}
    assert shown == {
        "nieuw",
        "kader",
        "formulier",
        "leidraad",
        "controleer",
        "beoordeel",
        "uitleg",
        "rapport",
        "verifieer",
    }


def _installed_by_make() -> set[str]:
    """Every package that the Makefile installs through apt."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    named = dict(re.findall(r"^(\w+) := (.+)$", makefile, re.MULTILINE))
    wanted = re.findall(r"^\t\$\(call apt_install,.*,(.+)\)$", makefile, re.MULTILINE)
    words = [re.sub(r"\$\((\w+)\)", lambda variable: named[variable[1]], packages) for packages in wanted]
    return {package for line in words for package in line.split()}


def test_the_page_names_what_the_makefile_installs():
    table = next(t for t in tables(PAGE) if t.header[0] == "Installed through apt")
    assert {package for row in table.rows for package in codes(row[0])} == _installed_by_make()


def test_the_page_names_the_commands_of_make():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert all(
        re.search(rf"^{target}:", makefile, re.MULTILINE) for target in re.findall(r"^make (\w+)", PAGE, re.M)
    )


def test_licence_is_the_one_that_is_declared():
    assert 'license = "EUPL-1.2"' in (ROOT / "pyproject.toml").read_text("utf-8")
    assert (ROOT / "LICENSE").read_text("utf-8").startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path):
    for link in _LINK.findall(page.read_text("utf-8")):
        if link.startswith("https://"):
            continue
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        assert target.is_file(), f"{page.name}: {link}"
        if anchor:
            assert anchor in _anchors(target), f"{page.name}: {link}"


def _anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as code hosts make them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
