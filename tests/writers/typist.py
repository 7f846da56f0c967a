"""Types answers into forms as a person does: a program for the Python that LibreOffice knows (python3-uno).

It reads one job as JSON from standard input. Every text goes through the same entry as the keyboard, so
LibreOffice itself decides whether `60%` or `1-4` is a number, a day or a text.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import uno  # type: ignore[import-not-found]
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE = 60
FILTERS = {".xlsx": "Calc MS Excel 2007 XML", ".ods": "calc8"}
CONTENTS = 1 | 2 | 4 | 16
"""Numbers, days, texts and formulas; not the look of a cell."""
INPUT_LINE = 26100
"""The window with the formula bar. Without a screen its parts are not installed, so it must stay shut."""
SETTINGS = f"""<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>nl-NL</value></prop></item>
<item oor:path="/org.openoffice.Office.Views/Windows"><node oor:name="{INPUT_LINE}" oor:op="replace">
<prop oor:name="Visible" oor:op="fuse"><value>false</value></prop></node></item>
</oor:items>
"""
"""A Dutch LibreOffice, otherwise as it comes out of the box."""


def setting(name: str, value: object) -> Any:
    """A named value as LibreOffice takes it."""
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


@contextmanager
def office(profile: Path) -> Iterator[Any]:
    """One running LibreOffice with a profile of its own."""
    profile.joinpath("user").mkdir(parents=True)
    profile.joinpath("user", "registrymodifications.xcu").write_text(SETTINGS, "utf-8")
    pipe = f"pipe,name=typist{os.getpid()};urp"
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--invisible"]
    process = subprocess.Popen(
        [*command, "--norestore", f"--accept={pipe};"], stdout=sys.stderr, start_new_session=True
    )
    try:
        yield _connect(f"uno:{pipe};StarOffice.ComponentContext")
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(PATIENCE)


def _connect(address: str) -> Any:
    local = uno.getComponentContext().ServiceManager
    resolver = local.createInstance("com.sun.star.bridge.UnoUrlResolver")
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return resolver.resolve(address)
        except Exception:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)


class Form:
    """One open form, which is filled in and emptied again and again."""

    def __init__(self, book: Any, dispatcher: Any) -> None:
        self._book = book
        self._dispatcher = dispatcher
        self._frame = book.CurrentController.Frame
        self._known: dict[tuple[str, str], tuple[Any, int]] = {}
        """A cell by sheet and address, with the look it had: asking LibreOffice for it takes long."""

    def type(self, cells: list[tuple[str, str, str]]) -> None:
        """Type texts, each in a cell of a sheet."""
        open_sheet = ""
        for sheet, address, text in cells:
            if sheet != open_sheet:
                self._book.CurrentController.setActiveSheet(self._book.Sheets.getByName(sheet))
                open_sheet = sheet
            self._remember(sheet, address)
            self._command("GoToCell", "ToPoint", address)
            self._command("EnterString", "StringName", text)

    def empty(self, cells: list[tuple[str, str, str]]) -> None:
        """Make cells as they were before."""
        for sheet, address, _ in cells:
            cell, look = self._known[sheet, address]
            cell.clearContents(CONTENTS)
            cell.NumberFormat = look

    def save(self, out: str) -> None:
        """Save a copy."""
        self._book.storeToURL(Path(out).as_uri(), (setting("FilterName", FILTERS[Path(out).suffix]),))

    def calculate(self) -> None:
        """Calculate everything, whatever the file says is known."""
        self._book.calculateAll()

    def close(self) -> None:
        """Let go of the form without saving it."""
        self._book.close(True)

    def _remember(self, sheet: str, address: str) -> None:
        if (sheet, address) not in self._known:
            cell = self._book.Sheets.getByName(sheet).getCellRangeByName(address).getCellByPosition(0, 0)
            self._known[sheet, address] = cell, cell.NumberFormat

    def _command(self, name: str, argument: str, value: str) -> None:
        self._dispatcher.executeDispatch(self._frame, f".uno:{name}", "", 0, (setting(argument, value),))


class Typist:
    """Opens forms, types into them and saves them under another name."""

    def __init__(self, context: Any) -> None:
        make = context.ServiceManager.createInstanceWithContext
        self._desktop = make("com.sun.star.frame.Desktop", context)
        self._dispatcher = make("com.sun.star.frame.DispatchHelper", context)

    def fill(self, path: str, fills: list[dict[str, Any]]) -> None:
        """Type every fill into the same open form, which is emptied in between."""
        form = self._open(path)
        for fill in fills:
            form.type(fill["cells"])
            form.save(fill["out"])
            form.empty(fill["cells"])
        form.close()

    def resave(self, path: str, out: str) -> None:
        """Open a form, calculate all of it and save it."""
        form = self._open(path)
        form.calculate()
        form.save(out)
        form.close()

    def _open(self, path: str) -> Form:
        hidden = (setting("Hidden", True),)
        book = self._desktop.loadComponentFromURL(Path(path).as_uri(), "_blank", 0, hidden)
        return Form(book, self._dispatcher)


def main() -> None:
    """Do the job on standard input."""
    job = json.load(sys.stdin)
    with office(Path(job["profile"])) as context:
        typist = Typist(context)
        for form in job["typed"]:
            typist.fill(form["form"], form["fills"])
        for form, out in job["resaved"]:
            typist.resave(form, out)


if __name__ == "__main__":
    main()
