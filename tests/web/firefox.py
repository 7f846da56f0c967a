"""Firefox for the tests: just enough of WebDriver BiDi to open the page, give it files and look."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

from tests.web.browser import PATIENCE_SECONDS

LISTENING = re.compile(r"WebDriver BiDi listening on (ws://\S+)")


class Firefox:
    """One tab; `requests` lists every address that was asked for."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._numbers = count(1)
        self.requests: list[str] = []
        self.command("session.new", capabilities={})
        self.command("session.subscribe", events=["network.beforeRequestSent"])
        (tab,) = self.command("browsingContext.getTree")["contexts"]
        self._tab = tab["context"]

    def command(self, method: str, **params: Any) -> Any:
        """The answer to a command."""
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            told = json.loads(self._socket.recv(timeout=PATIENCE_SECONDS))
            if told.get("method") == "network.beforeRequestSent":
                self.requests.append(told["params"]["request"]["url"])
            elif told.get("id") == number:
                assert told["type"] == "success", told
                return told["result"]

    def open(self, url: str) -> None:
        """Go to a page."""
        self.command("browsingContext.navigate", context=self._tab, url=url, wait="complete")

    def look(self, expression: str) -> Any:
        """The value of an expression, by way of JSON."""
        return json.loads(self._evaluate(f"JSON.stringify({expression})")["value"])

    def until(self, expression: str) -> None:
        """Wait until an expression is true."""
        end = time.monotonic() + PATIENCE_SECONDS
        while not self.look(f"Boolean({expression})"):
            assert time.monotonic() < end, f"{expression}: {self.look('document.body.innerText')[:2000]}"
            time.sleep(0.05)

    def give(self, files: Sequence[Path]) -> None:
        """Choose files."""
        chooser = self._evaluate("document.getElementById('bestand')")
        self.command(
            "input.setFiles",
            context=self._tab,
            element={"sharedId": chooser["sharedId"]},
            files=[str(file) for file in files],
        )

    def _evaluate(self, expression: str) -> Any:
        target = {"context": self._tab}
        found = self.command("script.evaluate", expression=expression, target=target, awaitPromise=False)
        assert found["type"] == "success", found
        return found["result"]


@contextmanager
def firefox(profile: Path) -> Iterator[Firefox]:
    """Headless Firefox with a profile of its own."""
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    assert program, "Firefox ontbreekt: gebruik `make test`."
    log = profile / "melding.txt"
    command = [program, "--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port=0"]
    with log.open("wb") as told, subprocess.Popen(command, stdout=told, stderr=told) as process:
        try:
            with connect(f"{_address(log)}/session", max_size=None) as socket:
                yield Firefox(socket)
        finally:
            process.terminate()


def _address(log: Path) -> str:
    """Where Firefox says it listens."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not (found := LISTENING.search(log.read_text("utf-8", "replace"))):
        assert time.monotonic() < end, log.read_text("utf-8", "replace")
        time.sleep(0.05)
    return found[1]
