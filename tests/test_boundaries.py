"""One place through which text goes out to a terminal, and one through which files come in."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator

from inkoop.domain.visible import one_line, visible, visible_json

from .docs.pages import ROOT

SCREEN = "cli/console.py"
HELP = {"cli/dutch.py", "cli/app.py"}
"""Our own help page; no text of anybody else stands in it."""

OPENS = {"open", "read_text", "read_bytes", "fdopen"}
OWN = {
    "catalogue/__init__.py": "the catalogue",
    "readers/files/archive.py": "the loader itself",
    "readers/report/drawing.py": "pikepdf, on bytes that were loaded",
    "readers/report/pdfa.py": "the same",
    "resources.py": "our own modules and templates",
    "writers/archive_pdf.py": "the PDF that was just written",
    "writers/browser.py": "the PDF that a browser just printed",
    "writers/looks.py": "our style sheets and letters, and those of a house style that were looked at",
    "writers/reading_copy_files.py": "our style sheet",
    "writers/procedure/record.py": "the record, to which it adds a line",
    "writers/whole_set.py": "the list of a report that we made, and its files for their SHA-256",
    "writers/web_pages/page.py": "our parts of the page",
    "writers/web_pages/scripts.py": "our scripts",
    "writers/web_pages/engine.py": "our own modules",
}
"""Modules that may open a file themselves, and which."""


def modules(folder: str = "") -> Iterator[tuple[str, ast.Module]]:
    root = ROOT / "inkoop"
    for file in sorted((root / folder).rglob("*.py")):
        yield file.relative_to(root).as_posix(), ast.parse(file.read_text("utf-8"))


def called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def prints(tree: ast.Module) -> Iterator[str]:
    """What in a module could write on a terminal."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and called(node) in {"print", "echo", "secho", "write", "writelines"}:
            yield f"{node.lineno}: {called(node)}"
        if isinstance(node, ast.ImportFrom | ast.Import):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [n.name for n in node.names]
            yield from (f"{node.lineno}: {name}" for name in names if name.split(".")[0] == "rich")


def opens(tree: ast.Module) -> Iterator[str]:
    """What in a module opens a file to read it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and called(node) in OPENS:
            yield f"{node.lineno}: {called(node)}"


def test_only_the_screen_prints() -> None:
    found = {name: list(prints(tree)) for name, tree in modules("cli")}
    assert found.pop(SCREEN)
    assert {name: faults for name, faults in found.items() if faults and name not in HELP} == {}


def test_below_the_command_line_nothing_prints() -> None:
    for name, tree in modules():
        if not name.startswith("cli/"):
            assert [fault for fault in prints(tree) if "print" in fault or "echo" in fault] == [], name


def test_files_come_in_through_the_loader() -> None:
    found = {name: list(opens(tree)) for name, tree in modules()}
    assert {name for name, faults in found.items() if faults} == set(OWN)


def test_what_is_caught() -> None:
    tree = ast.parse(
        "print(x)\ntyper.echo(x)\nfrom rich.text import Text\nsys.stdout.write(x)\npath.open()\n"
    )
    assert len(list(prints(tree))) == 4
    assert len(list(opens(tree))) == 1


HIDDEN = (
    *map(chr, (0, 7, 8, 11, 12, 13, 27, 0x7F, 0x85, 0x9B, 0xAD, 0x200B, 0x200F, 0x2028, 0x2029)),
    *map(chr, range(0x202A, 0x202F)),
    *map(chr, range(0x2066, 0x206A)),
    *("\ufeff", "\ud800", "\udfff", "\U000e0001", "\U000e0041", "\ue000", "\uffff"),
)


def test_what_nobody_sees_is_shown_as_a_mark() -> None:
    for character in HIDDEN:
        assert visible(f"a{character}b") == "a\ufffdb", hex(ord(character))
        written = visible_json(json.dumps(f"a{character}b", ensure_ascii=False))
        assert not set(written) & set(HIDDEN)
        assert json.loads(written) == f"a{character}b"
    assert visible("a\tb\r\nc\u00a0€ ✗ é [/NL] :smile:") == "a b\nc\u00a0€ ✗ é [/NL] :smile:"
    assert one_line("a\nb") == "a\ufffdb"
