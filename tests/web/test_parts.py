"""The pinned parts of the page, and what `inkoop webcontrole` writes, without a browser."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

from inkoop.cli.app import app
from inkoop.writers.web_pages import self_check, verify
from inkoop.writers.web_pages.engine import Cargo, site_packages
from inkoop.writers.web_pages.parts import Parts
from tests.conftest import ROOT, SMALL_KADER
from tests.web.browser import PARTS, made_page

TEMPLATES = ROOT / "templates" / "webpagina"
FOLDERS = ("webpagina", "webcontrole", "verifieerpagina")
SCRIPTS = [script for name in FOLDERS for script in (ROOT / "templates" / name).glob("*.js")]
CARGOS = {"webcontrole": self_check.CARGO, "verifieerpagina": verify.CARGO}
PINS = TEMPLATES / "onderdelen"


def test_the_browser_gets_the_versions_of_the_lock_file():
    locked = {
        p["name"]: p["version"] for p in tomllib.loads((ROOT / "uv.lock").read_text("utf-8"))["package"]
    }
    pins = re.findall(
        r"^([\w.-]+)==(\S+) --hash=sha256:[0-9a-f]{64}$", (PINS / "wielen.txt").read_text(), re.M
    )
    assert len(pins) == 8
    assert {name.replace("-", "_").replace(".", "_") for name, _ in pins} == set(verify.CARGO.wheels)
    assert {name: version for name, version in pins if locked[name.replace(".", "-")] != version} == {}


def test_every_part_is_pinned_and_no_registry_is_named():
    lock = json.loads((PINS / "package-lock.json").read_text("utf-8"))
    for name, package in lock["packages"].items():
        assert not name or package.get("integrity"), name
        assert "resolved" not in package
    named = json.loads((PINS / "package.json").read_text("utf-8"))
    versions = {**named["dependencies"], **named["devDependencies"]}
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in versions.values())


def test_the_python_of_the_browser_is_the_one_the_wheels_are_for():
    python = json.loads(Parts(PARTS, ()).engine_lock.read_text("utf-8"))["info"]
    series = ".".join(python["python"].split(".")[:2])
    assert f"/lib/python{series}/site-packages" in (TEMPLATES / "worker.js").read_text("utf-8")
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert f"--python-version {series} " in makefile
    assert f"pyemscripten_{python['abi_version']}_wasm32" in makefile


def carried(cargo: Cargo) -> list[str]:
    return list(site_packages(Parts(PARTS, cargo.wheels).wheels, cargo))


def test_the_engine_holds_what_the_check_needs_and_no_more():
    names = carried(self_check.CARGO)
    ours = {name.split("/")[1] for name in names if name.startswith("inkoop/")}
    assert ours == {"__init__.py", "catalogue", "domain", "journeys", "readers", "rules", "views", "writers"}
    journeys = {name for name in names if name.startswith("inkoop/journeys/")}
    assert journeys == {"inkoop/journeys/__init__.py", "inkoop/journeys/browser_check.py"}
    writers = {name.removeprefix("inkoop/writers/") for name in names if name.startswith("inkoop/writers/")}
    assert writers == {"__init__.py", "markup.py", "reading_copy.py"}
    assert "inkoop/catalogue/meldingen.toml" in names


@pytest.mark.parametrize("page", CARGOS)
def test_the_licences_of_all_packages_go_along(page: str):
    names = carried(CARGOS[page])
    packages = {name.split("/")[1].rpartition("-")[0] for name in names if name.startswith("licenties/")}
    assert packages == set(CARGOS[page].wheels)


def test_reckoning_a_report_takes_no_commands_no_forms_to_write_and_no_process():
    names = [name for name in carried(verify.CARGO) if name.startswith("inkoop/")]
    ours = {name.split("/")[1] for name in names if name.count("/") > 1}
    assert ours == {"analysis", "catalogue", "domain", "journeys", "readers", "rules", "views", "writers"}
    writers = {name for name in names if name.startswith("inkoop/writers/")}
    assert writers == {f"inkoop/writers/{name}.py" for name in ("__init__", "atomic", "tables")}


def test_no_script_turns_text_into_markup_or_code():
    banned = re.compile(
        r"innerHTML|insertAdjacentHTML|outerHTML\s*=|document\.write|\beval\(|new Function|https?:"
    )
    assert len(SCRIPTS) == 16
    for script in SCRIPTS:
        assert not banned.search(script.read_text("utf-8")), script.name


def test_the_command_writes_one_file_in_a_house_style(tmp_path: Path):
    style = tmp_path / "stad.css"
    style.write_text("/* tokens </style><script> */\n.stad-theme {\n  --utrecht-document-color: navy;\n}\n")
    target = tmp_path / "uit" / "controle.html"
    arguments = ["webcontrole", str(SMALL_KADER), "-o", str(target), "--huisstijl", str(style)]
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 0, done.output
    assert done.stdout.strip() == str(target)
    assert list(target.parent.iterdir()) == [target]
    page = target.read_text("utf-8")
    assert 'class="utrecht-root stad-theme"' in page
    assert "--utrecht-document-color: navy;" in page
    assert "</style><script>" not in page
    links = re.findall(r"""\b(?:href|src)=["']([^"']{1,60})|url\(["']?([^"')]{1,60})""", page)
    outside = [
        one or other for one, other in links if not (one or other).startswith(("data:", "#", "mailto:"))
    ]
    assert outside == []


def test_the_page_is_the_same_in_every_encoding(tmp_path: Path):
    assert made_page(SMALL_KADER, tmp_path).read_bytes().isascii()


def test_the_same_kader_gives_the_same_page(tmp_path: Path):
    first, second = (made_page(SMALL_KADER, tmp_path / name) for name in ("een", "twee"))
    assert first.read_bytes() == second.read_bytes()


def test_the_policy_allows_what_stands_in_the_page_and_nothing_else(tmp_path: Path):
    page = made_page(SMALL_KADER, tmp_path).read_text("utf-8")
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    allowed = dict(part.strip().split(" ", 1) for part in policy.replace("&#39;", "'").split(";"))
    styles = re.findall(r"<style[^>]*>(.*?)</style>", page.split("<body")[0], re.S)
    (script,) = re.findall(r'<script type="module">(.*?)</script>', page, re.S)
    assert allowed == {
        "default-src": "'none'",
        "script-src": f"{hashed(script)} 'wasm-unsafe-eval'",
        "style-src": " ".join(hashed(style) for style in styles),
        "img-src": "data:",
        "font-src": "data:",
        "worker-src": "blob:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }


def hashed(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_without_the_parts_it_says_how_to_get_them(tmp_path: Path):
    arguments = [
        "webcontrole",
        str(SMALL_KADER),
        "-o",
        str(tmp_path / "uit.html"),
        "--onderdelen",
        str(tmp_path),
    ]
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 4
    assert "make web" in done.stderr
    assert not (tmp_path / "uit.html").exists()


@pytest.mark.parametrize("kader", ["bestaat-niet.yaml"])
def test_a_kader_that_cannot_be_used(tmp_path: Path, kader: str):
    done = CliRunner().invoke(app, ["webcontrole", str(tmp_path / kader), "-o", str(tmp_path / "uit.html")])
    assert done.exit_code == 3
    assert not (tmp_path / "uit.html").exists()
