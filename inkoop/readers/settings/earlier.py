"""The earlier versions that a kader accepts: found beside it, and known by their fingerprint."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from inkoop.catalogue import finding
from inkoop.domain.findings import Finding, Outcome
from inkoop.domain.remarks import TreePath
from inkoop.domain.tender import Tender, whole_code
from inkoop.domain.versions import AcceptedVersion
from inkoop.readers.settings.yaml_source import YamlTree
from inkoop.rules.fingerprint import fingerprint
from inkoop.rules.suggestion import suggestion
from inkoop.rules.versions.holding import Since, changed_questions

Reading = Callable[[Path], Outcome[Tender | None]]
_NOT_WORDS = {
    None: "daar is niets aan veranderd",
    Since.NEW: "die vraag is nieuw in deze versie",
    Since.CHANGED: "daar is meer aan veranderd dan woorden",
}


def earlier_versions(
    tender: Tender, tree: YamlTree, folder: Path, read: Reading
) -> Outcome[Mapping[str, Tender]]:
    """Every accepted version that is there, by fingerprint, and what is wrong with what the kader says of it.

    Args:
        folder: where the kader itself stands.
        read: reads the kader in a file, without its own earlier versions.
    """
    found: dict[str, Tender] = {}
    faults: list[Finding] = []
    for number, accepted in enumerate(tender.accepts):
        path: TreePath = ("aanvaardt", number)
        old = _version(accepted, tender, folder, read)
        if isinstance(old, Tender):
            found[accepted.fingerprint] = old
            faults += _wordings(accepted, old, tender, tree, path)
        else:
            code, words = old
            place = tree.place((*path, "bestand"))
            faults.append(finding(code, place, versie=accepted.version, bestand=accepted.file, **words))
    return Outcome(found, tuple(faults))


def _version(
    accepted: AcceptedVersion, tender: Tender, folder: Path, read: Reading
) -> Tender | tuple[str, dict[str, str]]:
    """The earlier kader, or the code of what is wrong with it and the words for that."""
    path = folder / accepted.file
    if not path.is_file():
        return "VERSIE-04", {}
    old = read(path).value
    if old is None or old.info.reference != tender.info.reference:
        return "VERSIE-06", {"kenmerk": tender.info.reference}
    mark = fingerprint(old)
    return old if mark == accepted.fingerprint else ("VERSIE-05", {"gevonden": mark})


def _wordings(
    accepted: AcceptedVersion, old: Tender, tender: Tender, tree: YamlTree, path: TreePath
) -> Iterator[Finding]:
    """What the kader calls another wording of the same question, and is not."""
    changed = {whole_code(code): since for code, since in changed_questions(old, tender).items()}
    known = {whole_code(code) for code in tender.questions}
    for number, code in enumerate(accepted.same_meaning):
        place = tree.place((*path, "zelfde_bedoeling", number))
        if code not in known:
            words = {"soort": "De vraag", "naam": code, "bekend": ", ".join(sorted(known)[:12])}
            yield finding("KADER-22", place, **words, bedoelt=suggestion(code, known))
        elif changed.get(code) is not Since.WORDS:
            yield finding("VERSIE-07", place, vraag=code, reden=_NOT_WORDS[changed.get(code)])
