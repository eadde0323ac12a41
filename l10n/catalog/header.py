"""The header of a new catalog or template, complete in the eyes of `msgfmt -c` and i18nspector."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parseaddr

from l10n import locales
from l10n.catalog.origin import translation
from l10n.catalog.reading import Catalog

Header = tuple[tuple[str, str], ...]

# Who to write to where the project names nobody. The domain is kept free for private use, so that no mail goes astray.
NO_CONTACT = "translations@newsroom.internal"


def new_header(
    locale: str | None,
    *,
    project: str,
    created: datetime,
    contact: str = "",
    team: str = "",
    revised: datetime | None = None,
) -> Header:
    """The fields for a locale (BCP 47), or for a template where it is None.

    `project` is a name, with a version if it has one; dates need a time zone. `revised` is `created` if not given.
    """
    named = project if any(char.isdigit() for char in project) else f"{project} 1"
    contact = contact or NO_CONTACT
    if locale is None:
        person = ("YEAR-MO-DA HO:MI+ZONE", "FULL NAME <EMAIL@ADDRESS>", "LANGUAGE <LL@li.org>", "")
    else:
        person = (date(revised or created), _translator(contact), _team(locale, team, contact), locales.posix(locale))
    fields = {
        "Project-Id-Version": named,
        "Report-Msgid-Bugs-To": contact,
        "POT-Creation-Date": date(created),
        "PO-Revision-Date": person[0],
        "Last-Translator": person[1],
        "Language-Team": person[2],
        "Language": person[3],
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    if locale is not None:
        fields["Plural-Forms"] = locales.plural_forms(locale)
    return tuple((name, " ".join(value.split())) for name, value in fields.items())


def revised(before: Catalog, after: Catalog, now: datetime) -> Catalog:
    """`after` with the date of its revision, if a translation is another than in `before`."""
    if not after.header:
        return after
    texts = {entry.key: translation(entry) for entry in before.entries}
    if all(texts.get(entry.key) == translation(entry) for entry in after.entries if not entry.obsolete):
        return after
    return after.with_field("PO-Revision-Date", date(now))


def date(moment: datetime) -> str:
    """As PO headers write it: `2026-11-24 11:33+0000`."""
    return moment.strftime("%Y-%m-%d %H:%M%z")


def moment(text: str) -> datetime:
    """The time that a header's date says; the year 1 where it says none."""
    try:
        return datetime.strptime(text, "%Y-%m-%d %H:%M%z")
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)


def _translator(contact: str) -> str:
    name, address = parseaddr(contact)
    if "@" not in address:  # a contact may be a web address, a translator may not
        return f"l10n <{NO_CONTACT}>"
    return f"{name or 'l10n'} <{address}>"


def _team(locale: str, team: str, contact: str) -> str:
    """A team with the address of the translator counts as no team, so the address is left out there."""
    name, address = parseaddr(team)
    if "@" not in address:
        return team or locales.name(locale)
    return (
        f"{name or locales.name(locale)} <{address}>"
        if address != parseaddr(contact)[1]
        else name or locales.name(locale)
    )
