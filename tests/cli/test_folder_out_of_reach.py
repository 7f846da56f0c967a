"""A tender's folder that cannot be read or written now: every command says so in one sentence."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
import typer

from inkoop.cli import main
from inkoop.cli.app import app
from tests.conftest import ROOT

# What each command needs to reach the folder; a command that is not here fails the test below.
COMMANDS = {
    "": [],
    "publiceer": [],
    "ontvang": ["form.xlsx"],
    "open": ["--door", "An", "--door", "Bo"],
    "meedoen": ["1", "--ja", "--motivering", "x"],
    "besluit": ["1", "E1", "voldoet", "--motivering", "x"],
    "beoordelaars": ["--naam", "An"],
    "lever-in": ["form.xlsx"],
    "overleg": [],
    "kwaliteit-vast": ["--door", "An", "--door", "Bo"],
    "prijzen-open": ["--door", "An", "--door", "Bo"],
    "dossier": ["controleer"],
    "beoordeel": [],
    "rapport": ["-o", "rapport"],
    "uitval": ["--afvaller", "An"],
    "uitleg": ["--inschrijver", "An"],
    "vraag": [],
    "herstel": ["1", "form.xlsx", "--reden", "x"],
    "terugtrekken": ["1", "--reden", "x", "--door", "An"],
    "voorkeur": ["1", "noord", "--motivering", "x", "--door", "An"],
    "brieven": [],
    "bezwaar": ["1", "--reden", "x", "--door", "An"],
    "gun": ["--door", "An"],
    "aankondiging": [],
    "archief": [],
    "proces-verbaal": [],
}


def test_every_step_is_here() -> None:
    group = typer.main.get_command(app)
    steps = {
        name
        for name, command in group.commands.items()  # type: ignore[attr-defined]
        if "map_" in {parameter.name for parameter in command.params} or hasattr(command, "commands")
    }
    assert steps - {"nieuw"} <= set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_it_is_one_sentence(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def never(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system", str(tmp_path / ".dossier.lock"))

    (tmp_path / "kader.yaml").write_bytes((ROOT / "criteria" / "meerdonk-2027.yaml").read_bytes())
    monkeypatch.chdir(tmp_path)
    for place in ("folder.locked", "standing.read_record", "folder.read_record"):
        monkeypatch.setattr(f"inkoop.journeys.procedure.{place}", never)
    with pytest.raises(SystemExit) as ended:
        main([*filter(None, [command]), *COMMANDS[command]])
    told = capsys.readouterr().err
    assert ended.value.code == 4, told
    assert "daar kan alleen gelezen worden" in told
    assert "Traceback" not in told
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kader.yaml"]


def test_no_folder_is_made_where_there_is_no_tender(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for command, arguments in COMMANDS.items():
        if command not in ("", "dossier", "beoordeel", "rapport", "uitval", "uitleg"):
            with pytest.raises(SystemExit) as ended:
                main([command, *arguments])
            assert ended.value.code == 4, command
    assert list(tmp_path.iterdir()) == []
    assert "geen map van een aanbesteding" in capsys.readouterr().err
