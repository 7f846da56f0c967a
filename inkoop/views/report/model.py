"""What the report says, as plain data: texts that are ready to print and whole-number coordinates."""

from __future__ import annotations

from dataclasses import dataclass

from inkoop.views.report.chart import SingleBar, StackChart, StackRow
from inkoop.views.report.dots import DotChart, ProfileChart
from inkoop.views.words.blocks import Fact, Mention, RuleWords, Table


@dataclass(frozen=True, slots=True)
class MentionList:
    """Providers under one heading; `more` counts those that are not listed."""

    title: str
    mentions: tuple[Mention, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page."""

    title: str
    reference: str
    buyer: str
    procedure: str
    published: str
    closes: str
    status: str
    introduction: str
    fictional: bool
    fictional_note: str
    fingerprint: str
    """The first part of the kader's fingerprint, in groups of four."""
    key: StackRow | None
    """What can be earned, divided over the criteria."""
    key_title: str
    lot: str
    """The lot that this report is about; empty where there is one whole."""
    edition: str = ""
    """Who may see this version."""
    replaced: str = ""
    """The report whose place this one takes, and what became otherwise; empty without."""
    record: str = ""
    """The first part of the stand of the tender's record, in groups of four; empty outside its folder."""


@dataclass(frozen=True, slots=True)
class Summary:
    """The page that says it all at a glance."""

    headline: str
    lead: tuple[str, ...]
    contracts: Table | None
    """Everybody with a contract and everybody who may still get one."""
    firm_words: str
    """What the word for how firm a contract is means."""
    people: SingleBar | None
    """Who can stay and who cannot, in one bar."""
    people_words: str
    draw: tuple[str, ...]
    """What each end of a draw brings."""
    terms: tuple[Fact, ...]
    """The money and the term of the contract, as far as the kader tells."""
    decides: tuple[Fact, ...]
    """Who decides what."""
    proposal: tuple[MentionList, ...]
    """The others in the ranking."""
    notable: tuple[str, ...]
    outside: tuple[MentionList, ...]
    open_points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RankingChapter:
    """The ranking: charts in chunks that fit a page, tables with the same numbers."""

    lead: tuple[str, ...]
    legend: tuple[Fact, ...]
    charts: tuple[StackChart, ...]
    tables: tuple[Table, ...]
    division: tuple[Table, ...]
    """How the capacity is divided, where the kader has one."""
    below_title: str
    below_lead: str
    below: tuple[Mention, ...]
    below_tables: tuple[Table, ...]
    outside: tuple[MentionList, ...]
    others: tuple[Mention, ...] = ()
    """On paper: those in the ranking that the tables have no room for."""
    others_more: int = 0
    """How many of those are not even named."""
    below_more: int = 0
    """On paper: how many of those in `below` are not named."""


@dataclass(frozen=True, slots=True)
class LeafSection:
    """A sub-criterion: what was asked, by which rule, and how everybody did."""

    code: str
    title: str
    group: str
    """The groups between this and the top-level criterion."""
    maximum: str
    """With its unit: 7,5 punten, € 2.500, or that it earns no points."""
    explanation: str
    question: str
    asked_for: str
    """What exactly is counted or measured, for a number."""
    rule: RuleWords
    looks_at: tuple[str, ...]
    sources: str
    chart: DotChart | None


@dataclass(frozen=True, slots=True)
class CriterionChapter:
    """A page per top-level criterion."""

    code: str
    title: str
    anchor: str
    maximum: str
    """With its unit, its share of the whole and its threshold."""
    earns: bool
    explanation: str
    principles: tuple[Fact, ...]
    leaves: tuple[LeafSection, ...]
    tables: tuple[Table, ...]
    left_out: str = ""
    """On paper: what stands on the screen only."""


@dataclass(frozen=True, slots=True)
class Gave:
    """What one assessor gave before the panel met."""

    label: str
    grade: str
    text: str
    """The grade with its name, how far it lies from what the panel gave, and why it was given."""


@dataclass(frozen=True, slots=True)
class ScoredLeaf:
    """One score on a provider's page; `share` is a whole percentage for the bar, if it is told."""

    code: str
    title: str
    points: str
    maximum: str
    share: int | None
    reason: str
    cells: str
    words: str = ""
    """The grade with what the panel wrote; empty where a rule made the score."""
    exact: str = ""
    """The points with all their digits, for who subtracts them; empty where nothing can be earned or told."""
    given: tuple[Gave, ...] = ()
    """What each assessor gave beforehand, in a closed report that knows it."""


@dataclass(frozen=True, slots=True)
class ScoredGroup:
    """The scores under one top-level criterion."""

    caption: str
    leaves: tuple[ScoredLeaf, ...]
    note: str = ""
    """How the sum of the parts was rescaled or rounded."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding: where it is, what it says, how to mend it."""

    code: str
    severity: str
    place: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class ProviderPage:
    """A page per provider, also for those outside the ranking."""

    name: str
    full_name: str
    anchor: str
    label: str
    """The rank, or the letter of one outside the ranking."""
    rank: str
    status: str
    total: str
    total_name: str
    """What stands beside the total: punten, fictieve prijs, index."""
    proposal: str
    outcome: str
    """The sum that gives the total."""
    facts: tuple[Fact, ...]
    grounds: tuple[str, ...]
    strong: tuple[str, ...]
    weak: tuple[str, ...]
    chart: ProfileChart | None
    groups: tuple[ScoredGroup, ...]
    remarks: tuple[Remark, ...]
    decisions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleExplained:
    """A kind of rule in general words, with an example from this report."""

    title: str
    text: str
    example: str


@dataclass(frozen=True, slots=True)
class Method:
    """How points came about, in plain words."""

    steps: tuple[Fact, ...]
    rules: tuple[RuleExplained, ...]
    scales: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class Tile:
    """A district on the map: its name, and a mark for every function in the order of the legend."""

    x: int
    y: int
    name: str
    marks: tuple[TileMark, ...]
    note: str = ""
    """The room there against what is needed."""


@dataclass(frozen=True, slots=True)
class TileMark:
    """A function in a district: with how many of the awarded it can be had."""

    x: int
    y: int
    number: str
    kind: str
    """veel, een or geen: shown as filled, open or crossed out, never by colour alone."""


@dataclass(frozen=True, slots=True)
class TileChart:
    """Districts as tiles: a map without a map, in the order of the kader."""

    title: str
    height: int
    tile: int
    """The width of every tile."""
    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class InsightChapter:
    """What the award means in one respect: one plain sentence, a chart, tables, and how it was worked out."""

    anchor: str
    title: str
    conclusion: str
    lead: tuple[str, ...]
    stack: StackChart | None = None
    profile: ProfileChart | None = None
    tiles: TileChart | None = None
    legend: tuple[Fact, ...] = ()
    tables: tuple[Table, ...] = ()
    warnings: tuple[str, ...] = ()
    """Numbers of others that contradict each other."""
    apart: tuple[str, ...] = ()
    """A what-if, set apart from the award."""
    notes: tuple[str, ...] = ()
    """How it was worked out, and its limits."""


@dataclass(frozen=True, slots=True)
class Annex:
    """What the report rests on."""

    fingerprint: str
    files: tuple[Table, ...]
    assessment: tuple[Table, ...]
    sources: tuple[Table, ...]
    glossary: tuple[Fact, ...]
    reading: str
    """How many workbooks a second program read as well."""
    seal: str = ""
    """The fingerprint of all data that travels inside the PDF; empty without."""
    replaced: str = ""
    """The seal of the report whose place this one takes; empty without."""
    counted: int = 0
    """On paper: how many files there are, where they are too many to list."""
    stand: str = ""
    """The stand of the tender's record; empty outside its folder."""
    clock: tuple[str, ...] = ()
    """What a reader has to know about the moments in that record."""
    prices: str = ""
    """How prices were kept; empty outside such a folder, and where no price counts."""


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """A line of the table of contents, with the lines under it."""

    number: str
    title: str
    anchor: str
    parts: tuple[ContentsLine, ...] = ()


@dataclass(frozen=True, slots=True)
class LotsPage:
    """All lots of the tender beside each other, each with its own proposal."""

    lead: tuple[str, ...]
    tables: tuple[Table, ...]
    overview: Table | None
    """Who bid where, in the order of the alphabet; None where it would not fit."""


@dataclass(frozen=True, slots=True)
class Beyond:
    """What a report says that may rest on answers which are not in it: sums that show no answer."""

    summary: Summary
    insights: tuple[InsightChapter, ...]


@dataclass(frozen=True, slots=True)
class ReportView:
    """The whole report."""

    contents: tuple[ContentsLine, ...]
    cover: Cover
    summary: Summary
    lots: LotsPage | None
    ranking: RankingChapter | None
    insights: tuple[InsightChapter, ...]
    """What the award means, each in a chapter of its own."""
    criteria: tuple[CriterionChapter, ...]
    providers: tuple[ProviderPage, ...]
    method: Method
    annex: Annex
    dated: str
    """The closing day as year-month-day: the date in the document's metadata."""
    paper: ReportView | None = None
    """The same with what fits on paper; None in that one itself."""

    @property
    def on_paper(self) -> bool:
        """Whether this is what goes on paper, and not the page for the screen."""
        return self.paper is None

    @property
    def linked(self) -> frozenset[str]:
        """The providers that have a page to link to."""
        return frozenset(page.anchor for page in self.providers)
