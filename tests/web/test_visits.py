"""The page in a browser that starts for it: offline, a second time, and without scripts."""

from __future__ import annotations

from pathlib import Path

from tests.web.browser import KEPT, STARTED, browser, codes, ready, until


def test_from_the_disk_and_offline(tmp_path: Path, written: Path, form: Path):
    with browser(tmp_path, offline=True) as own:
        page = own.new_page()
        page.goto(written.as_uri())
        ready(page)
        assert codes(page, form) == ["FORM-24"]


def test_the_second_visit_starts_from_what_was_kept(tmp_path: Path, written: Path, form: Path):
    for start in ("nieuw", "bewaard"):
        with browser(tmp_path) as own:
            page = own.new_page()
            page.goto(written.as_uri())
            ready(page)
            assert page.evaluate(STARTED) == start
            assert codes(page, form) == ["FORM-24"]
            until(page, f"{KEPT} === 'true'")


def test_without_scripts_the_reader_learns_what_to_do(tmp_path: Path, written: Path):
    with browser(tmp_path, java_script_enabled=False) as own:
        page = own.new_page()
        page.goto(written.as_uri())
        told = page.inner_text("noscript")
        assert "JavaScript nodig" in told
        assert "blad Controle" in told
        assert "inkoop@" in told
