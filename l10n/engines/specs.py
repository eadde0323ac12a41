"""Specs as the configuration writes them: `auto`, `pseudo`, `google`, `neural:en-pt > apertium:pt-es`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from l10n.engines import pairs
from l10n.engines.base import Availability, Engine, EngineModule, Facts, require
from l10n.errors import EngineError, UsageError
from l10n.model import Pair, Request
from l10n.registry import Registry

if TYPE_CHECKING:
    from l10n.engines.cache import Judge
    from l10n.engines.meter import Estimate, Meter

ENGINES: Registry[EngineModule] = Registry(
    "l10n.engines", "neural", "apertium", "deepl", "libre", "llm", "deep", "pseudo"
)

# Short names for what people ask for most.
ALIASES = {"google": "deep:google", "mymemory": "deep:mymemory"}
AUTO = "auto"


@dataclass(frozen=True, slots=True)
class Leg:
    """One engine of a spec, with the pair it serves there."""

    engine: str
    mode: str
    pair: Pair

    @property
    def module(self) -> EngineModule:
        return ENGINES[self.engine]

    @property
    def availability(self) -> Availability:
        return self.module.availability(self.mode, self.pair)

    @property
    def facts(self) -> Facts:
        return self.module.facts(self.mode)


@dataclass(frozen=True, slots=True)
class Choice:
    """What `auto` took: the spec (empty: nothing serves the pair), how good it is, and why not a better one.

    Without one, `fix` is the command that would make the best one possible.
    """

    spec: str
    note: str
    why: str
    fix: str = ""


def parse(spec: str, pair: Pair) -> tuple[Leg, ...]:
    """The legs of a spec other than `auto`. UsageError where a name is unknown or the languages do not join up."""
    named = [_named(part.strip()) for part in spec.split(">")]
    ends = [ENGINES[engine].ends(mode) if mode else None for engine, mode in named]
    legs = []
    source = pair.source
    for i, (engine, mode) in enumerate(named):
        target = _target(i, ends, pair)
        leg_pair = Pair(source, target)
        mode = mode or _mode(engine, leg_pair)
        if not ENGINES[engine].serves(mode, leg_pair):
            where = f"{leg_pair.source} to {leg_pair.target}"
            raise UsageError(
                f"{spec!r} cannot translate {pair.source} to {pair.target}: {engine}:{mode} is not {where}"
            )
        legs.append(Leg(engine, mode, leg_pair))
        source = target
    return tuple(legs)


def _target(i: int, ends: Sequence[tuple[str, str] | None], pair: Pair) -> str:
    """Where a leg leads: the pair's target at the end, else what its mode or the next one's says."""
    if i + 1 == len(ends):
        return pair.target
    here, after = ends[i], ends[i + 1]
    return here[1] if here else after[0] if after else pair.target


def _named(part: str) -> tuple[str, str]:
    """Engine and mode of one leg, known to exist."""
    engine, _, mode = ALIASES.get(part, part).partition(":")
    engine, mode = engine.strip(), mode.strip()
    if engine not in ENGINES:
        known = [*ENGINES, *ALIASES, AUTO]
        message = f"there is no engine named {engine!r}{_nearest(engine, known)}"
        raise UsageError(message, hint=f"known: {', '.join(known)}")
    known_modes = ENGINES[engine].known()
    if mode and mode not in known_modes and not ENGINES[engine].plausible(mode):
        raise UsageError(f"{engine} has no mode {mode!r}{_nearest(mode, known_modes)}")
    return engine, mode


def _nearest(name: str, known: Sequence[str]) -> str:
    close = get_close_matches(name, known, n=1, cutoff=0.5)
    return f"; did you mean {close[0]!r}?" if close else ""


def _mode(engine: str, pair: Pair) -> str:
    """The best mode of an engine that was named alone."""
    modes = ENGINES[engine].modes(pair)
    if not modes:
        raise EngineError(f"{engine} has nothing for {pair.source} to {pair.target}")
    return modes[0]


def open_engine(
    spec: str,
    pair: Pair,
    cache: Path | None = None,
    meter: Meter | None = None,
    judge: Judge | None = None,
) -> Engine:
    """The engine of a spec, ready for a pair. EngineError says what is missing and the command that repairs it.

    With a `cache` file it is a `cache.Cached`, and so is each leg of a chain: chains that begin alike share that work.
    What legs that are online are sent, and was not in the cache, goes on the `meter`; what they answer and `judge` has
    something against is not kept.
    """
    from l10n.engines.chain import Chain

    def kept(engine: Engine, *legs: Leg) -> Engine:
        from l10n.engines.cache import Cached

        return Cached(engine, cache, judge if any(leg.facts.online for leg in legs) else None) if cache else engine

    if spec.strip() == AUTO:
        choice = auto(pair)
        if not choice.spec:
            raise EngineError(choice.why, hint=f"to repair: {choice.fix}" if choice.fix else "")
        spec = choice.spec
    legs = parse(spec, pair)
    for leg in legs:
        require(leg.availability)
    opened = [(kept(_metered(leg, meter), leg), leg.pair) for leg in legs]
    return opened[0][0] if len(opened) == 1 else kept(Chain(opened), *legs)


def _metered(leg: Leg, meter: Meter | None) -> Engine:
    from l10n.engines.meter import Metered
    from l10n.engines.varieties import Varied, variety

    found = variety(leg.engine, leg.mode, leg.pair)
    pair = Pair(leg.pair.source, found.asked) if found else leg.pair
    engine, facts = leg.module.open(leg.mode, pair), leg.facts
    engine = Metered(engine, facts, meter) if meter and facts.online else engine
    return Varied(engine, found, pair) if found else engine


def open_suggester(
    spec: str, pair: Pair, cache: Path | None = None, meter: Meter | None = None, judge: Judge | None = None
) -> Engine:
    """The same engine for drafts that people review: terms of a glossary are put, and answers say their risk."""
    from l10n.engines.risk import Rated
    from l10n.engines.terms import Glossed

    engine: Engine = Glossed(open_engine(spec, pair, cache, meter, judge))
    other = second(spec, pair)
    return Rated(engine, open_engine(other, pair, cache)) if other else engine


def estimate(spec: str, pair: Pair, texts: Sequence[str], cache: Path) -> Estimate:
    """What these texts would take of an engine; nothing is sent, and no cache file is made."""
    from l10n.engines.cache import Cached
    from l10n.engines.meter import Estimate

    asked, known = [Request(i, text) for i, text in enumerate(dict.fromkeys(texts))], 0
    if cache.exists():
        engine = open_engine(spec, pair, cache)
        assert isinstance(engine, Cached)
        asked, known = engine.known(asked, pair)
        engine.close()
    characters = sum(len(request.text) for request in asked)
    price = sum(leg.facts.price for leg in parse(spec, pair) if leg.facts.online)
    return Estimate(len(asked), known, characters, characters * price / 1e6)


def second(spec: str, pair: Pair) -> str:
    """A cheap engine for a second opinion: the best chain of rules that is not this one; "" where there is none."""
    if not spec or any(leg.engine == "pseudo" for leg in parse(spec, pair)):
        return ""
    others = (route.spec for route in candidates(pair) if route.note == pairs.DRAFT and route.spec != spec)
    return next((other for other in others if availability(other, pair).ok), "")


def availability(spec: str, pair: Pair) -> Availability:
    """Whether a spec can be used now; the first leg's trouble if not."""
    if spec.strip() == AUTO:
        choice = auto(pair)
        return Availability(bool(choice.spec), "" if choice.spec else choice.why, choice.fix)
    return next((found for leg in parse(spec, pair) if not (found := leg.availability).ok), Availability(True))


def auto(pair: Pair) -> Choice:
    """The best engine that works offline on this machine, or none, with the reason."""
    missing: list[Availability] = []
    for route in candidates(pair):
        found = availability(route.spec, pair)
        if found.ok:
            return Choice(route.spec, route.note, _why(missing))
        missing.append(found)
    if not missing:
        why = f"no offline engine translates {pair.source} to {pair.target}"
        return Choice("", "", f"{why}; name an online one such as google, or pseudo")
    best = next((found for found in missing if found.fix), missing[0])
    why = f"no engine for {pair.source} to {pair.target}: {best.reason}"
    return Choice("", "", f"{why}; or name an online one such as google", best.fix)


def _why(missing: Sequence[Availability]) -> str:
    if not missing:
        return ""
    first = missing[0]
    return f"better ones are not installed: {first.reason}" + (f" ({first.fix})" if first.fix else "")


def candidates(pair: Pair) -> list[pairs.Route]:
    """What could serve a pair offline, best first: a neural model, the measured chains, a direct Apertium pair."""
    from l10n.engines import apertium, neural

    languages = pairs.language(pair.source), pairs.language(pair.target)
    own = [mode for mode in neural.modes(pair) if mode in (*neural.MODES, *neural.installed())]
    found = [pairs.Route(f"neural:{mode}", pairs.NEURAL) for mode in own]
    found += pairs.routes(pair)
    if languages not in pairs.UNFIT:
        package = apertium.package_of("-".join(languages))
        modes = apertium.modes(pair) or ((package,) if package else ())
        found += [pairs.Route(f"apertium:{mode}", pairs.DRAFT) for mode in modes[:1]]
    offered = [mode for mode in neural.modes(pair) if mode not in own and neural.offered(mode)]
    found += [pairs.Route(f"neural:{mode}", pairs.NEURAL) for mode in offered]  # last: to be fetched first
    return list(dict.fromkeys(found))
