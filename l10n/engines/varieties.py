"""Engines that know only one variety or script of a language, and what makes another of it: Brazilian Portuguese into
European, Serbian Cyrillic into Latin. Data, and rules without exceptions worth a dictionary.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from l10n import locales
from l10n.engines.base import Engine, Wrapper
from l10n.engines.marks import parse, render
from l10n.model import Pair, Refusal, Request, Suggestion


@dataclass(frozen=True, slots=True)
class Variety:
    """What an engine is asked for instead, and how its answers become what was wanted."""

    asked: str
    change: Callable[[str], str]


def variety(engine: str, mode: str, pair: Pair) -> Variety | None:
    """How this engine comes to a target that it does not have itself; None where it has it, or needs no help."""
    tags = locales.fallbacks(pair.target)
    google = engine == "deep" and mode == "google"
    serbian = tags[0].split("-")[0] == "sr" and locales.script(pair.target) == "Latn"
    if serbian and (google or engine in {"libre", "deepl"}):
        return Variety("sr", latin)
    if tags[0].split("-")[0] != "pt" or not (google or engine == "neural"):
        return None
    return Variety(pair.target, portuguese) if tags[0] in {"pt", "pt-BR"} else Variety("pt", european_portuguese)


class Varied(Wrapper):
    """An engine asked for one variety, that answers in another. Only text is changed, no token."""

    def __init__(self, engine: Engine, found: Variety, pair: Pair) -> None:
        super().__init__(engine)
        self._change = found.change
        self._asked = Pair(pair.source, found.asked)

    def suggest(self, requests: Sequence[Request], pair: Pair) -> Iterator[Suggestion | Refusal]:  # noqa: ARG002
        for answer in self._engine.suggest(requests, self._asked):
            if isinstance(answer, Suggestion):
                items = [self._change(item) if isinstance(item, str) else item for item in parse(answer.text)]
                answer = replace(answer, text=render(items))
            yield answer


# ---------------------------------------------------------------- Serbian

_CYRILLIC = "абвгдђежзијклмнопрстћуфхцчшАБВГДЂЕЖЗИЈКЛМНОПРСТЋУФХЦЧШ"
_LATIN = "abvgdđežzijklmnoprstćufhcčšABVGDĐEŽZIJKLMNOPRSTĆUFHCČŠ"
_TABLE = str.maketrans(_CYRILLIC + "љњџ", _LATIN + "\ue001\ue002\ue003")
_DIGRAPHS = {"љ": "lj", "њ": "nj", "џ": "dž", "Љ": "Lj", "Њ": "Nj", "Џ": "Dž"}


def latin(text: str) -> str:
    """Serbian in Latin letters; the digraphs are in capitals inside words in capitals."""

    def digraph(found: re.Match[str]) -> str:
        around = text[max(0, found.start() - 1) : found.start()] + text[found.end() : found.end() + 1]
        letters = [char for char in around if char.isalpha()]
        plain = _DIGRAPHS[found[0]]
        return plain.upper() if found[0].isupper() and letters and all(map(str.isupper, letters)) else plain

    return re.sub("[љњџЉЊЏ]", digraph, text).translate(_TABLE)


# ---------------------------------------------------------------- Portuguese

# Brazilian, then European, of the same gender; `~` is a blank. What the rule for accents does anyway is not here.
_WORDS = """
1~bilhão mil~milhões|aeromoça hospedeira|aeromoças hospedeiras|Amsterdã Amesterdão|anistia amnistia
aposentado reformado|aposentadoria reforma|aposentadorias reformas|aposentados reformados|Armênia Arménia
arquivo ficheiro|arquivos ficheiros|aspecto aspeto|aspectos aspetos|aterrissagem aterragem|aterrissar aterrar
aterrissou aterrou|Bagdá Bagdade|basquete basquetebol|bebê bebé|bebês bebés|bilhões mil~milhões
café~da~manhã pequeno-almoço|caminhão camião|caminhões camiões|canadense canadiano|canadenses canadianos
celular telemóvel|celulares telemóveis|Cingapura Singapura|concepção conceção|contatar contactar|contato contacto
contatos contactos|contatou contactou|controle controlo|controles controlos|Copenhague Copenhaga
cotidiano quotidiano|câncer cancro|cânceres cancros|decepcionada dececionada|decepcionado dececionado
decepcionados dececionados|decepcionante dececionante|decepção deceção|detectada detetada|detectado detetado
detectar detetar|detectou detetou|detecção deteção|dezenove dezanove|dezesseis dezasseis|dezessete dezassete
enquete sondagem|enquetes sondagens|equipe equipa|equipes equipas|Eslovênia Eslovénia|espectador espetador
espectadores espetadores|esporte desporto|esportes desportos|esportiva desportiva|esportivas desportivas
esportivo desportivo|esportivos desportivos|Estônia Estónia|fato facto|fatos factos|gerenciar gerir|gol golo
goleira guarda-redes|goleiro guarda-redes|goleiros guarda-redes|gols golos|gramado relvado|gramados relvados
Groenlândia Gronelândia|indenização indemnização|indenizações indemnizações|Irã Irão|israelense israelita
israelenses israelitas|Iêmen Iémen|Letônia Letónia|loteria lotaria|Madri Madrid|metrô metro|Moscou Moscovo
mídia comunicação~social|mídias meios~de~comunicação|onipresente omnipresente|pedestre peão|pedestres peões
percepção perceção|perspectiva perspetiva|perspectivas perspetivas|planeja planeia|planejada planeada
planejadas planeadas|planejado planeado|planejados planeados|planejam planeiam|planejamento planeamento
planejar planear|planejava planeava|planejavam planeavam|planejou planeou|polonesa polaca|polonesas polacas
poloneses polacos|polonês polaco|Polônia Polónia|Quênia Quénia|recepcionista rececionista|recepção receção
registrada registada|registradas registadas|registrado registado|registrados registados|registrar registar
registraram registaram|registro registo|registros registos|registrou registou|respectiva respetiva
respectivamente respetivamente|respectivas respetivas|respectivo respetivo|respectivos respetivos|Romênia Roménia
seção secção|seções secções|sorvete gelado|sorvetes gelados|suco sumo|sucos sumos|sutil subtil|sutis subtis
súdito súbdito|súditos súbditos|Teerã Teerão|torcedor adepto|torcedores adeptos|trem comboio|trens comboios
trilhão bilião|trilhões biliões|umidade humidade|um~bilhão mil~milhões|usuária utilizadora|usuário utilizador
usuários utilizadores|Vietnã Vietname|vôlei voleibol|xícara chávena|xícaras chávenas|zagueiro defesa
zagueiros defesas|ônibus autocarro|úmida húmida|úmido húmido
"""
_CIRCUMFLEX = str.maketrans("êôÊÔ", "éóÉÓ")
_OPEN = re.compile(r"(?<=\w)?[êôÊÔ](?=[mn][aeiouáàâãéêíóôõú])")
_ESTAR = (
    "estou|está|estás|estamos|estão|estava|estavas|estávamos|estavam|esteve|estive|estivemos|estiveram|estar|estaria"
    "|estariam|estará|estarão|esteja|estejam|estivesse|estivessem|continua|continuam|continuou|continuaram|continuar"
    "|continuava|continuavam"
)
_GERUND = re.compile(
    rf"\b({_ESTAR})(\s+(?:\w+mente|já|ainda|também|agora|sempre)?\s*)(\w+?)([aei])ndo\b", re.IGNORECASE
)


def _entries() -> Iterator[tuple[str, str]]:
    for entry in re.split(r"[|\n]", _WORDS.strip()):
        brazilian, european = entry.split(" ")
        yield brazilian.replace("~", " "), european.replace("~", " ")


_EXACT = dict(_entries())
_LISTED = re.compile(
    rf"(?<![\w-])(?:{'|'.join(sorted(map(re.escape, _EXACT), key=len, reverse=True))})(?![\w-])", re.IGNORECASE
)


_PERCENT = re.compile(r"(?<=\d) por cento\b")


def portuguese(text: str) -> str:
    """With the signs that writers use for the words of the engine: 5%."""
    return _PERCENT.sub("%", text)


def european_portuguese(text: str) -> str:
    """Brazilian Portuguese with the words, the accents and the progressive of Portugal."""
    text = portuguese(text)
    text = _GERUND.sub(_progressive, text)
    text = _LISTED.sub(_replaced, text)
    return _OPEN.sub(lambda found: found[0].translate(_CIRCUMFLEX), text)


def _replaced(found: re.Match[str]) -> str:
    """A word in capitals inside a sentence is a name, if it is not listed so."""
    word = found[0]
    if word in _EXACT:
        return _EXACT[word]
    new = _EXACT.get(word.lower()) or _EXACT.get(word.capitalize() if word.isupper() else word, word)
    before = found.string[: found.start()].rstrip(" \"'“«(")
    starts = not before or before[-1] in ".!?:…"
    if word.isupper() and len(word) > 1:
        return new.upper()
    return new[0].upper() + new[1:] if starts else word


def _progressive(found: re.Match[str]) -> str:
    """está fazendo → está a fazer"""
    verb, gap, stem, vowel = found.groups()
    return f"{verb}{gap.rstrip()} a {stem}{vowel}r" if stem.lower() != "qua" else found[0]
