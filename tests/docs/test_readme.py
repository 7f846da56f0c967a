"""README.md: its tour is walked, its links lead somewhere, and it names what the Makefile installs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from inkoop.cli.app import app

from .console import in_order, run
from .pages import DOCS, ROOT

PAGE = (ROOT / "README.md").read_text("utf-8")
PAGES = (ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(DOCS.glob("*.md")))
_LINK = re.compile(r"\]\(([^)\s]+)\)")


def test_the_tour_works(tmp_path: Path):
    for step in in_order(PAGE):
        run(step, tmp_path)


def test_the_tour_shows_every_command():
    shown = {step.command[1] for step in in_order(PAGE)}
    assert shown == {command.callback.__name__ for command in app.registered_commands if command.callback}


def test_the_page_names_what_the_makefile_installs():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    lists = re.findall(r"^(?:PANGO|TEST_PACKAGES) := (.+)$", makefile, re.MULTILINE)
    assert len(lists) == 2
    assert set(re.findall(r"`([a-z0-9.-]*[a-z]-?[a-z0-9.-]*-[a-z0-9.-]+)`", _apt_table())) == {
        package for line in lists for package in line.split()
    }


def _apt_table() -> str:
    return "\n".join(line for line in PAGE.partition("Installed through apt")[2].partition("\n\n")[0:1])


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
