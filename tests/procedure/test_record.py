"""The record of a tender: what it holds fast, and what it never becomes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inkoop.domain.findings import Refused
from inkoop.domain.procedure.facts import (
    Admitted,
    Asked,
    AskedPoint,
    AskedPrice,
    CellRef,
    Chose,
    Decided,
    Drawn,
    Entry,
    Fact,
    FileRef,
    Final,
    HandedIn,
    HandedOut,
    Locked,
    Mended,
    MendedCell,
    Objected,
    ObjectionEnded,
    Opened,
    OpenedFile,
    PriceAsked,
    PriceExplained,
    PricesOpened,
    Published,
    Received,
    SealedFile,
    Sent,
    SteppedBack,
    Withdrew,
)
from inkoop.domain.procedure.state import State
from inkoop.domain.procedure.vault import Custodian
from inkoop.readers.procedure.record import CONFIRMED, RECORD, Record, RecordError, read_record, record_in
from inkoop.rules.procedure.fold import ForbiddenError, after
from inkoop.writers.procedure.record import TORN, append, line_of, locked

ZONE = timezone(timedelta(hours=1))
CLOSES = datetime(2027, 4, 12, 12, tzinfo=ZONE)
FILE = FileRef(path="kader.yaml", sha256="0" * 64, size=3)
PUBLISHED = Published(version=1, fingerprint="1" * 64, closes=CLOSES, kader=FILE, files=(FILE,))


KEYS = ("age1" + "q" * 58, "age1" + "p" * 58)
VAULT = (
    Custodian(name="An", key=KEYS[0], layer="binnen"),
    Custodian(name="Bo", key=KEYS[1], layer="buiten"),
)
SEALED = SealedFile(path="kluis/1/prijs.age", sha256="4" * 64, size=9, plain="3" * 64, plain_size=5)


def out_of_vault(number: int) -> OpenedFile:
    return OpenedFile(path=f"prijzen/1/{number}", sha256=SEALED.plain, size=5, number=number)


def received(number: int, **given: Any) -> Received:
    told: dict[str, Any] = {
        "tenderer": f"S{number}",
        "arrived": CLOSES - timedelta(hours=1),
        "source": "hand",
    }
    return Received(number=number, form=FILE, files=(FILE,), **(told | given))


def written(folder: Path, *facts: tuple[Fact, datetime, tuple[str, ...]]) -> Record:
    record = read_record(folder)
    for fact, moment, by in facts:
        with locked(folder):
            record = append(folder, record, fact, by, moment)
    return record


SENT, LAST = date(2027, 4, 20), date(2027, 5, 10)
OVER = datetime(2027, 5, 11, 9, tzinfo=ZONE)
BEFORE, AFTER = CLOSES - timedelta(days=1), CLOSES + timedelta(hours=1)
LATER = CLOSES + timedelta(days=7)
PRICE = AskedPrice(code="PRIJS-01", criterion="K4", question="prijs", words="x")
LETTERS = {"A": "0" * 12, "B": "1" * 12}
STORY: Sequence[tuple[Fact, datetime, tuple[str, ...]]] = (
    (PUBLISHED, BEFORE, ()),
    (received(1), BEFORE, ()),
    (received(2), BEFORE, ()),
    (received(3, tenderer="S2", replaces=2), BEFORE, ()),
    (received(4, arrived=CLOSES + timedelta(minutes=1)), AFTER, ()),
    (Opened(numbers=(1, 3, 4)), AFTER, ("An", "Bo")),
    (Admitted(number=4, takes_part=False, motivation="Eén minuut te laat."), AFTER, ("An",)),
    (Decided(number=3, subject="E1", ruling="voldoet", motivation="Gezien."), AFTER, ("Bo",)),
    (HandedOut(stamp="b1", assessor="Cor", label="B1", seed="x", file=FILE), AFTER, ("An",)),
    (HandedOut(stamp="b2", assessor="Dé", label="B2", letters=LETTERS, file=FILE), AFTER, ("An",)),
    (HandedIn(stamp="b1", file=FILE), AFTER, ("Cor",)),
    (SteppedBack(assessor="Dé", motivation="Ziek."), AFTER, ("An",)),
    (HandedOut(stamp="p1", file=FILE), AFTER, ("An",)),
    (HandedIn(stamp="p1", file=FILE), AFTER, ("An",)),
    (Locked(files=(FILE, FILE)), AFTER, ("An", "Bo")),
    (PriceAsked(number=1, until=LATER, prices=(PRICE,), letter=FILE), AFTER, ("An",)),
    (PriceExplained(number=1, arrived=AFTER, files=(FILE, FILE)), AFTER, ("An",)),
    (Drawn(lot="noord", file=FILE), AFTER, ("An",)),
    (Withdrew(number=3, lot="noord", motivation="Brief van 3 mei."), AFTER, ("An",)),
    (Chose(number=1, lots=("zuid", "noord"), motivation="Mail van 4 mei."), AFTER, ("An",)),
    (Sent(round=1, sent=SENT, days=20, last_day=LAST, outcome="2" * 64, files=(FILE,)), AFTER, ("An",)),
    (Objected(number=3, way="kort geding", reason="De loting."), AFTER, ("An",)),
    (ObjectionEnded(number=3, ruling="ongegrond", reason="Vonnis."), AFTER, ("An",)),
    (Final(round=1, outcome="2" * 64), OVER, ("An",)),
)


def test_a_whole_procedure_reads_back_as_it_was_written(tmp_path: Path) -> None:
    record = written(tmp_path, *STORY)
    again = read_record(tmp_path)
    assert again == record
    assert [entry.fact for entry in again.entries] == [fact for fact, *_ in STORY]
    assert [bid.number for bid in again.state.counting] == [1, 3]
    assert again.state.locked is not None


def test_every_line_holds_the_one_before_it_by_sha256_over_its_bytes(tmp_path: Path) -> None:
    """Read with nothing of ours: json and hashlib only."""
    written(tmp_path, *STORY)
    before = "0" * 64
    for number, line in enumerate((tmp_path / RECORD).read_bytes().splitlines(), 1):
        data = json.loads(line)
        assert (data["nr"], data["vorige"]) == (number, before)
        assert line == json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
        before = hashlib.sha256(line).hexdigest()
    assert read_record(tmp_path).state.stand == before


def test_no_byte_can_be_changed_unseen(tmp_path: Path) -> None:
    stand = written(tmp_path, *STORY).state.stand
    content = (tmp_path / RECORD).read_bytes()
    for place in range(0, len(content), 7):
        changed = bytearray(content)
        changed[place] ^= 1
        try:
            seen = record_in(bytes(changed))
        except RecordError:
            continue
        # Only a change in the last line leaves a chain that fits: then the stand tells.
        assert seen.state.stand != stand, place


@pytest.mark.parametrize("drop", range(len(STORY)))
def test_no_line_can_be_left_out(drop: int, tmp_path: Path) -> None:
    stand = written(tmp_path, *STORY).state.stand
    lines = (tmp_path / RECORD).read_bytes().splitlines(keepends=True)
    rest = b"".join(line for number, line in enumerate(lines) if number != drop)
    if drop == len(lines) - 1:
        assert record_in(rest).state.stand != stand
    else:
        with pytest.raises(RecordError):
            record_in(rest)


def test_what_was_cut_off_is_set_aside_and_nothing_is_lost(tmp_path: Path) -> None:
    """At every byte at which a power cut can end the last line."""
    whole = written(tmp_path, *STORY[:3])
    path = tmp_path / RECORD
    content, confirmed = path.read_bytes(), (tmp_path / CONFIRMED).read_bytes()
    fact, moment, by = STORY[3]
    entry = Entry(number=4, before=whole.state.stand, moment=moment, by=by, fact=fact)
    for length in range(1, len(line_of(entry)) + 1):
        path.write_bytes(content + line_of(entry)[:length])
        (tmp_path / CONFIRMED).write_bytes(confirmed)
        (tmp_path / TORN).unlink(missing_ok=True)
        record = read_record(tmp_path)
        assert (record.state.stand, record.torn) == (whole.state.stand, line_of(entry)[:length])
        if length % 20 == 0:
            made = append(tmp_path, record, fact, by, moment)
            assert read_record(tmp_path) == made
            assert (tmp_path / TORN).read_bytes() == line_of(entry)[:length] + b"\n"


def test_a_fact_that_may_not_be_here_is_never_written(tmp_path: Path) -> None:
    record = written(tmp_path, STORY[0])
    content = (tmp_path / RECORD).read_bytes()
    with pytest.raises(ForbiddenError, match="sluiting"):
        append(tmp_path, record, Opened(numbers=()), ("An", "Bo"), BEFORE)
    assert (tmp_path / RECORD).read_bytes() == content


def test_only_what_was_handed_in_is_fixed(tmp_path: Path) -> None:
    until = next(number for number, (fact, *_) in enumerate(STORY) if isinstance(fact, Locked))
    record = written(tmp_path, *STORY[:until])
    other = FileRef(path="ander.xlsx", sha256="2" * 64, size=3)
    for files in ((FILE,), (FILE, other), (FILE, FILE, FILE)):
        with pytest.raises(ForbiddenError, match="werkbladen die ingeleverd zijn"):
            append(tmp_path, record, Locked(files=files), ("An", "Bo"), AFTER)


def test_a_line_of_a_later_program_says_so(tmp_path: Path) -> None:
    written(tmp_path, STORY[0])
    path = tmp_path / RECORD
    path.write_bytes(path.read_bytes().replace(b'"formaat":1', b'"formaat":2'))
    with pytest.raises(RecordError, match="nieuwere versie"):
        read_record(tmp_path)


def test_nobody_else_writes_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inkoop.writers.procedure.record._PATIENCE", 0.05)
    with locked(tmp_path), pytest.raises(Refused, match=r"in deze map werkt nu .* op "), locked(tmp_path):
        pass


POINT = AskedPoint(code="ANTW-07", words="x", cells=(CellRef(sheet="A", cell="C9"),))
CELL = MendedCell(sheet="A", cell="C9", before="x", now="1")
numbers = st.integers(1, 4)
names = st.sampled_from(["An", "Bo", "Cor"])
stamps = st.sampled_from(["b1", "b2", "p1"])
moments = st.integers(-3, 3).map(lambda hours: CLOSES + timedelta(hours=hours))
facts: st.SearchStrategy[Fact] = st.one_of(
    st.builds(
        lambda v, keys: PUBLISHED.model_copy(update={"version": v, "custodians": keys}),
        st.integers(1, 3),
        st.sampled_from([(), VAULT]),
    ),
    st.builds(
        lambda n, a, r, sealed: received(n, arrived=a, replaces=r, sealed=sealed),
        numbers,
        moments,
        st.none() | numbers,
        st.sampled_from([(), (SEALED,)]),
    ),
    st.builds(
        lambda n, k: PricesOpened(keys=k, files=tuple(map(out_of_vault, sorted(n)))),
        st.sets(numbers),
        st.sampled_from([("An", "Bo"), ("An", "Cor")]),
    ),
    st.builds(lambda n: Opened(numbers=tuple(sorted(n))), st.sets(numbers)),
    st.builds(lambda n, t: Admitted(number=n, takes_part=t, motivation="x"), numbers, st.booleans()),
    st.builds(lambda n: Decided(number=n, subject="E1", ruling="voldoet", motivation="x"), numbers),
    st.builds(lambda n: Asked(number=n, until=CLOSES, points=(POINT,)), numbers),
    st.builds(lambda n: Mended(number=n, form=FILE, arrived=CLOSES, cells=(CELL,), reason="x"), numbers),
    st.builds(
        lambda n, until: PriceAsked(number=n, until=until, prices=(PRICE,), letter=FILE), numbers, moments
    ),
    st.builds(lambda n: PriceExplained(number=n, arrived=CLOSES, files=(FILE,)), numbers),
    st.builds(lambda s, a: HandedOut(stamp=s, assessor=a, file=FILE), stamps, st.just("") | names),
    st.builds(lambda s: HandedIn(stamp=s, file=FILE), stamps),
    st.builds(lambda a: SteppedBack(assessor=a, motivation="x"), names),
    st.builds(lambda n: Locked(files=(FILE,) * n), st.integers(1, 3)),
    st.builds(
        lambda n, lot: Withdrew(number=n, lot=lot, motivation="x"), numbers, st.sampled_from(("", "a"))
    ),
    st.builds(lambda n: Chose(number=n, lots=("a",), motivation="x"), numbers),
    st.builds(
        lambda r, day: Sent(round=r, sent=SENT, days=20, last_day=day, outcome="2" * 64, files=(FILE,)),
        st.integers(1, 3),
        st.sampled_from((CLOSES.date(), CLOSES.date() - timedelta(1))),
    ),
    st.builds(lambda n: Objected(number=n, way="bezwaar", reason="x"), numbers),
    st.builds(
        lambda n, ruling: ObjectionEnded(number=n, ruling=ruling, reason="x"),
        numbers,
        st.sampled_from(("gegrond", "ongegrond")),
    ),
    st.builds(lambda r: Final(round=r, outcome="2" * 64), st.integers(1, 3)),
)
people = st.lists(names, max_size=3).map(tuple)


@given(st.lists(st.tuples(facts, moments, people), max_size=40))
@settings(max_examples=300, deadline=None)
def test_no_order_of_steps_reaches_what_may_not_be(
    tried: list[tuple[Fact, datetime, tuple[str, ...]]],
) -> None:
    """Whatever is tried in whatever order: what is told about each fact that was taken holds."""
    state, taken = State(), []
    for number, (fact, moment, by) in enumerate(tried, 1):
        entry = Entry(number=number, before="0" * 64, moment=moment, by=by, fact=fact)
        try:
            state = after(state, entry, "0" * 64)
        except ForbiddenError:
            continue
        taken.append((fact, moment, by))
    for place in range(len(taken)):
        _check_order(taken, place)
        _check_prices(taken, place)
    for bid in state.counting:
        late = bid.received.arrived > CLOSES
        assert not late or any(isinstance(f, Admitted) and f.takes_part for f, *_ in taken)
        assert not any(isinstance(f, Received) and f.replaces == bid.number for f, *_ in taken)


def _assessing(earlier: Sequence[Fact], name: str) -> str:
    """The stamp of the workbook that somebody works in; empty where there is none, or they stopped."""
    mine = [f for f in earlier if isinstance(f, HandedOut | SteppedBack) and f.assessor == name]
    return mine[-1].stamp if mine and isinstance(mine[-1], HandedOut) else ""


def _check_mending(fact: Asked | Mended, earlier: Sequence[Fact]) -> None:
    assert not any(isinstance(f, HandedOut) for f in earlier)
    mine = [f for f in earlier if isinstance(f, Asked | Mended) and f.number == fact.number]
    assert isinstance(fact, Asked) or isinstance(mine[-1], Asked)


def _check_prices(taken: Sequence[tuple[Fact, datetime, tuple[str, ...]]], place: int) -> None:
    """Who was asked about a price is heard, or had the whole term, or takes no part any more."""
    fact, moment, by = taken[place]
    earlier = [f for f, *_ in taken[:place]]
    if isinstance(fact, PriceAsked | PriceExplained):
        rules = [f for f in earlier if isinstance(f, Published)]
        assert by
        assert not rules[0].custodians or any(isinstance(f, PricesOpened) for f in earlier)
    if isinstance(fact, PriceExplained):
        assert any(isinstance(f, PriceAsked) and f.number == fact.number for f in earlier)
    for at, asked in enumerate(earlier):
        if isinstance(fact, Sent) and isinstance(asked, PriceAsked) and moment <= asked.until:
            number = asked.number
            assert any(
                (isinstance(f, PriceExplained) and f.number == number and later > at)
                or (isinstance(f, Withdrew) and f.number == number and not f.lot)
                or (isinstance(f, Admitted) and f.number == number and not f.takes_part)
                for later, f in enumerate(earlier)
            )


def _check_order(taken: Sequence[tuple[Fact, datetime, tuple[str, ...]]], place: int) -> None:
    """What must have come before a fact, in words of its own and not those of the table."""
    fact, moment, by = taken[place]
    earlier = [f for f, *_ in taken[:place]]
    past = [type(f).__name__ for f in earlier]
    if isinstance(fact, Published):
        assert "Opened" not in past
        assert fact.version == past.count("Published") + 1
        return
    assert "Locked" not in past
    assert ("Published" if isinstance(fact, Received | Opened) else "Opened") in past
    if isinstance(fact, Opened):
        assert "Opened" not in past
        assert moment > CLOSES
    if isinstance(fact, Admitted | Decided | Asked | Mended):
        assert by
    if isinstance(fact, Asked | Mended):
        _check_mending(fact, earlier)
    if isinstance(fact, SteppedBack):
        assert by
        assert _assessing(earlier, fact.assessor)
    if isinstance(fact, SteppedBack | HandedOut) and getattr(fact, "assessor", ""):
        assert not any(isinstance(f, HandedOut) and not f.assessor for f in earlier)
    if isinstance(fact, HandedOut) and not fact.assessor:
        given = [f.stamp for f in earlier if isinstance(f, HandedIn)]
        still = [last for name in ("An", "Bo", "Cor") if (last := _assessing(earlier, name))]
        assert still
        assert set(still) <= set(given)
    if isinstance(fact, Locked):
        panels = [f.stamp for f in earlier if isinstance(f, HandedOut) and not f.assessor]
        assert panels
        assert panels[-1] in [f.stamp for f in earlier if isinstance(f, HandedIn)]
    if isinstance(fact, Opened | Locked):
        assert len(set(by)) > 1
