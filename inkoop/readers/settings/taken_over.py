"""Puts parts of the library in the place where a kader names them, before anything is checked.

A reference is a block with the key `bibliotheek`. What stands beside that key goes before what the part
says: under `vraag` and `regel` key by key, elsewhere as a whole. Principles, scales and code lists that a
part goes by come along; questions and lists that only the municipality can write are asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from inkoop.readers.settings.library import Library, Part
from inkoop.readers.settings.yaml_nodes import (
    TakenMark,
    child,
    copied,
    is_mapping,
    is_scalar,
    items,
    key_node,
    pairs,
    plain,
    taken,
    text_of,
)
from inkoop.rules.suggestion import suggestion

KEY = "bibliotheek"
BLOCKS = {"criterium": "criteria", "eis": "eisen", "vraag": "algemeen", "bron": "bronnen"}
NAMED = {"schaal": "schalen", "codelijst": "codelijsten"}
"""Where in a kader a kind of part stands: in a list, or by its name."""
_MERGED = ("vraag", "regel")
_FIRST = ("code", "titel", "soort")
"""The keys that stay in front, before what a kader adds."""
_NOTHING = ("", "~", "null")
_ORDER = ("kader", "aanbesteding", "bronnen", "codelijsten", "schalen", "algemeen")
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that cannot be taken over: the code of the finding, where, and the words for its sentence."""

    code: str
    mark: Any
    words: dict[str, object]


@dataclass(frozen=True, slots=True)
class Taken:
    """A part where it came to stand."""

    part: Part
    node: Any
    mark: TakenMark
    changed: tuple[str, ...] = ()
    """The keys that the kader says itself."""
    along: bool = False
    """It came along with another part."""


@dataclass
class TakenOver:
    """What was taken over into one kader."""

    parts: list[Taken] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def named(self) -> list[Taken]:
        """The parts that the kader names itself, in the order of the file."""
        own = (each for each in self.parts if not each.along)
        return sorted(own, key=lambda each: (each.mark.line, each.mark.column))


def refers(data: Any, depth: int = _DEEPEST) -> bool:
    """Whether anything in the raw data of a kader may refer to the library."""
    if isinstance(data, dict):
        return KEY in data or (depth > 0 and any(refers(value, depth - 1) for value in data.values()))
    return isinstance(data, list) and depth > 0 and any(refers(item, depth - 1) for item in data)


def take_over(root: Any, library: Library) -> TakenOver:
    """Put every part in its place, in the tree itself. A tree without aliases."""
    made = TakenOver()
    for node, kind in list(_spots(root)):
        if (named := child(node, KEY)) is not None:
            _place(node, named, kind, library, made)
    _Along(root, library, made).bring()
    return made


def _spots(root: Any) -> Iterator[tuple[Any, str]]:
    """Every block in which a part may be named, with the kind that belongs there; inner ones first."""
    for question in items(child(root, "algemeen")):
        yield question, "vraag"
    for requirement in items(child(root, "eisen")):
        yield from ((value, "vraag") for key, value in pairs(requirement) if key == "vraag")
        yield requirement, "eis"
    yield from _criteria(child(root, "criteria"), _DEEPEST)
    for source in items(child(root, "bronnen")):
        yield source, "bron"
    for kind, block in NAMED.items():
        yield from ((value, kind) for _, value in pairs(child(root, block)))


def _criteria(node: Any, room: int) -> Iterator[tuple[Any, str]]:
    for criterion in items(node) if room else ():
        yield from _criteria(child(criterion, "criteria"), room - 1)
        yield from ((value, "vraag") for key, value in pairs(criterion) if key == "vraag")
        yield criterion, "criterium"


def _place(node: Any, named: Any, kind: str, library: Library, made: TakenOver) -> None:
    own = [pair for pair in node.value if pair[1] is not named]
    typed = str(named.value) if is_scalar(named) else ""
    name, _, version = typed.partition("@")
    part = library.parts.get(name)
    if part is None:
        words: dict[str, object] = {"naam": typed, "bedoelt": suggestion(name, library.parts)}
        fault = Fault("BIEB-01", named.start_mark, words)
    elif part.kind != kind:
        fault = Fault("BIEB-02", named.start_mark, {"naam": name, "soort": part.kind, "nodig": kind})
    elif version and version != str(part.version):
        words = {"naam": name, "versie": version, "heeft": part.version}
        fault = Fault("BIEB-03", named.start_mark, words)
    else:
        mark = TakenMark(named.start_mark.line, named.start_mark.column, name)
        _fill(node, named, own, part, mark)
        changed = tuple(key.value for key, _ in own if is_scalar(key))
        made.parts.append(Taken(part, node, mark, changed))
        return
    made.faults.append(fault)
    # Nothing more is said of what is missing in it.
    node.value, node.start_mark = own, named.start_mark


def _fill(node: Any, named: Any, own: list[Any], part: Part, mark: TakenMark) -> None:
    """Put the part in a reference, with its own keys before those of the part, and every comment kept."""
    after = _cut_off(_last(node))
    node.value, node.start_mark = _merged(copied(part.node, mark).value, own), mark
    # A reference between braces becomes a block where the part is one.
    node.flow_style = part.node.flow_style
    _move(named, node if node.flow_style else node.value[0][1])
    _join(_last(node), after)


def _merged(base: list[Any], own: list[Any]) -> list[Any]:
    """The pairs of a part with those of the kader: what is new comes after the title."""
    ours: dict[str, Any] = {}
    more = []
    for key, value in own:
        if is_scalar(key) and key.value not in ours:
            ours[key.value] = (key, value)
        else:
            more.append((key, value))  # twice the same key: reported where it stands
    pairs_ = [_over(pair, ours.pop(pair[0].value, None)) for pair in base]
    at = 1 + max((n for n, (key, _) in enumerate(pairs_) if key.value in _FIRST), default=-1)
    return [*pairs_[:at], *ours.values(), *more, *pairs_[at:]]


def _over(pair: Any, own: Any) -> Any:
    """One key of a part, as the kader has it."""
    if own is None:
        return pair
    (key, value), (own_key, own_value) = pair, own
    both = is_mapping(value) and is_mapping(own_value) and key.value in _MERGED
    kind = text_of(own_value, "soort")
    if not both or (kind and kind != text_of(value, "soort")):
        return own
    after = _cut_off(_last(own_value))
    own_value.value, own_value.flow_style = _merged(value.value, own_value.value), value.flow_style
    _join(_last(own_value), after)
    return own_key, own_value


# ── Comments: the YAML library hangs what stands below a value on that value ────────────────────────────────


def _last(node: Any) -> Any:
    """The value at the end of a tree."""
    while not is_scalar(node) and node.value and not node.flow_style:
        node = node.value[-1][1] if is_mapping(node) else node.value[-1]
    return node


def _cut_off(node: Any) -> str:
    """What stands on the lines below a value, taken away from it."""
    comment = getattr(node, "comment", None)
    if not comment or comment[0] is None:
        return ""
    beside, end, below = comment[0].value.partition("\n")
    comment[0].value = beside + end
    return str(below)


def _join(node: Any, below: str) -> None:
    """Put lines of comment below a value."""
    if below:
        _comment(node, below if getattr(node, "comment", None) else f"\n{below}")


def _comment(node: Any, text: str) -> None:
    from ruamel.yaml.error import CommentMark
    from ruamel.yaml.tokens import CommentToken

    if getattr(node, "comment", None) and node.comment[0] is not None:
        node.comment[0].value += text
    else:
        node.comment = [CommentToken(text, CommentMark(0), None), None]


def note_on(node: Any, words: str) -> None:
    """Put a remark behind a value, before what its author wrote there."""
    comment = getattr(node, "comment", None)
    if not comment or comment[0] is None:
        _comment(node, f"# {words}\n")
        return
    beside, end, below = comment[0].value.partition("\n")
    own = beside.lstrip("# ")
    comment[0].value = f"# {words}{f' – {own}' if own else ''}{end or chr(10)}{below}"


def _move(source: Any, target: Any) -> None:
    """The comment of a value that goes, to another one."""
    comment = getattr(source, "comment", None)
    if comment and comment[0] is not None and comment[0].value.strip():
        _comment(target, comment[0].value)


# ── What comes along ────────────────────────────────────────────────────────────────────────────────────────


@dataclass
class _Along:
    """Brings what the parts go by, and asks for what only the kader can say."""

    root: Any
    library: Library
    made: TakenOver
    _below: dict[str, tuple[Any, str]] = field(default_factory=dict)
    """What stood below a block before anything was added to it."""

    def bring(self) -> None:
        """Everything that the parts go by, once."""
        done: set[tuple[str, str]] = set()
        for each in self.made.named:
            for kind, name in _goes_by(each.node, _DEEPEST):
                if (kind, name) in done:
                    continue
                done.add((kind, name))
                if kind == "vraag":
                    self._ask(kind, name, each, there=name in _questions(self.root))
                elif kind == "uitgangspunt":
                    self._principle(name, each)
                else:
                    self._named(kind, name, each)
        for block, below in self._below.values():
            _join(_last(block), below)

    def _principle(self, code: str, each: Taken) -> None:
        found = self.library.principle(code)
        own = next((p for p in _principles(self.root) if text_of(p, "code") == code), None)
        if found is None or (own is not None and plain(own) == plain(found[1])):
            return
        part, principle = found
        if own is not None:
            self._clash(each, "ander uitgangspunt", code)
            return
        source = self._source(part, each)
        if source is not None:
            listed = child(source, "uitgangspunten").value
            order = [text_of(one, "code") for one in items(child(part.node, "uitgangspunten"))]
            later = order[order.index(code) + 1 :]
            at = next((n for n, one in enumerate(listed) if text_of(one, "code") in later), len(listed))
            listed.insert(at, copied(principle, each.mark))

    def _source(self, part: Part, each: Taken) -> Any:
        """The source in the kader to which a principle goes; none where the kader has another one."""
        block = self._block("bronnen", part.node, each)
        for source in items(block):
            if text_of(source, "code") == part.key:
                if text_of(source, "titel") == text_of(part.node, "titel"):
                    return source if items(child(source, "uitgangspunten")) else None
                self._clash(each, "andere bron", part.key)
                return None
        source = copied(part.node, each.mark)
        child(source, "uitgangspunten").value = []
        self._add(block, source, part, each)
        return source

    def _named(self, kind: str, name: str, each: Taken) -> None:
        part = self.library.by_key(kind, name)
        own = child(child(self.root, NAMED[kind]), name)
        if part is None or own is not None:
            if own is None:
                self._ask(kind, name, each, there=False)
            elif part is not None and plain(own) != plain(part.node):
                self._clash(each, f"andere {kind}", name)
            return
        block = self._block(NAMED[kind], part.node, each)
        if is_mapping(block):
            made = copied(part.node, each.mark)
            block.value.append((key_node(part.node.value[0][0], name, each.mark), made))
            self.made.parts.append(Taken(part, made, each.mark, along=True))

    def _add(self, block: Any, node: Any, part: Part, each: Taken) -> None:
        if block is not None:
            block.value.append(node)
            self.made.parts.append(Taken(part, node, each.mark, along=True))

    def _block(self, key: str, like: Any, each: Taken) -> Any:
        """A block of the kader, made where it is not there; None where something else stands there."""
        listed = key in BLOCKS.values()
        found = child(self.root, key)
        wanted = "SequenceNode" if listed else "MappingNode"
        if is_scalar(found) and found.value in _NOTHING:
            self.root.value = [pair for pair in self.root.value if pair[1] is not found]
            found = None
        if found is not None and type(found).__name__ != wanted:
            return None
        if found is not None:
            if key not in self._below:
                self._below[key] = found, _cut_off(_last(found))
            found.flow_style = False
            return found
        made = copied(child(like, "uitgangspunten") if listed else like, each.mark)
        made.value, made.flow_style, made.comment = [], False, None
        before = _ORDER[: _ORDER.index(key)]
        known = [name.value if is_scalar(name) else "" for name, _ in self.root.value]
        at = 1 + max((known.index(name) for name in before if name in known), default=-1)
        self.root.value.insert(at, (key_node(like.value[0][0], key, each.mark), made))
        return made

    def _ask(self, kind: str, name: str, each: Taken, *, there: bool) -> None:
        if there:
            return
        part = self.library.by_key(kind, name)
        how = f"- {KEY}: {part.name}" if part else f"een {kind} met de naam {name}"
        where = BLOCKS.get(kind, NAMED.get(kind, ""))
        words: dict[str, object] = {
            "naam": each.part.name,
            "soort": kind,
            "code": name,
            "waar": where,
            "hoe": how,
        }
        self.made.faults.append(Fault("BIEB-05", each.mark, words))

    def _clash(self, each: Taken, what: str, code: str) -> None:
        words: dict[str, object] = {"naam": each.part.name, "wat": what, "code": code}
        self.made.faults.append(Fault("BIEB-04", each.mark, words))


def _goes_by(node: Any, room: int) -> Iterator[tuple[str, str]]:
    """What the words of the library in a part refer to: the kind, and the code or name."""
    kinds = {"bron": "uitgangspunt", "schaal": "schaal", "keuzes": "codelijst", "vraag": "vraag"}
    for key, value in pairs(node):
        for word in (value, *items(value)):
            if key in kinds and is_scalar(word) and taken(word):
                yield kinds[key], str(word.value)
        if room:
            for inner in (value, *items(value)):
                yield from _goes_by(inner, room - 1)


def _principles(root: Any) -> list[Any]:
    return [p for source in items(child(root, "bronnen")) for p in items(child(source, "uitgangspunten"))]


def _questions(root: Any) -> set[str]:
    """The codes of all questions in a kader."""
    asked = [node for node, kind in _spots(root) if kind == "vraag"]
    return {text_of(node, "code") for node in asked}
