"""No bytes crash a format, none are lost, whatever the catalog says: short here, long in the soak."""

from __future__ import annotations

import os
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from l10n import workflow
from l10n.errors import InputError
from l10n.formats import FORMATS
from l10n.model import Pair
from tests.documents.fuzzing import FRAGMENTS, NOW, SETTINGS, seeds, survive
from tests.documents.test_laws import TARGETS

LONG = int(os.environ.get("EXAMPLES", "20000"))
QUICK = settings(max_examples=60, deadline=None)
SLOW = settings(max_examples=LONG, deadline=None, suppress_health_check=list(HealthCheck))

bits = st.sampled_from([fragment.encode() for fragment in FRAGMENTS])
HOSTILE = st.lists(TARGETS | st.sampled_from(FRAGMENTS) | st.text(max_size=8), min_size=1, max_size=4)


@st.composite
def mutants(draw: st.DrawFn, format_: str) -> bytes:
    """A real article, or none, with pieces cut out, doubled, and others put in."""
    data = draw(st.sampled_from([b"", *seeds(format_)]))
    if data and draw(st.booleans()):
        start = draw(st.integers(0, len(data)))
        data = data[start : start + draw(st.integers(0, 400))]
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(data)))
        end = at + draw(st.integers(0, 20))
        new = b"".join(draw(st.lists(bits | st.binary(max_size=3), max_size=5)))
        data = data[:at] + new + draw(st.sampled_from([data[end:], data[at:], data[at:end] + data[at:]]))
    return data


@pytest.mark.parametrize("format_", list(FORMATS))
@given(data=st.data())
@QUICK
def test_any_bytes_survive(format_: str, data: st.DataObject) -> None:
    survive(data.draw(mutants(format_)), format_, data.draw(HOSTILE))


@pytest.mark.soak
@pytest.mark.parametrize("format_", list(FORMATS))
@given(data=st.data())
@SLOW
def test_any_bytes_survive_for_long(format_: str, data: st.DataObject) -> None:
    survive(data.draw(mutants(format_)), format_, data.draw(HOSTILE))


@pytest.mark.parametrize("format_", list(FORMATS))
@given(data=st.data(), cut=st.integers(0, 400), new=st.binary(max_size=6))
@QUICK
def test_a_broken_catalog_is_an_error_of_ours_or_none(format_: str, data: st.DataObject, cut: int, new: bytes) -> None:
    article = workflow.Article("a", seeds(format_)[0], format_, SETTINGS)
    made = workflow.extract(article, "fr", None, NOW).data
    at = data.draw(st.integers(0, len(made)))
    broken = made[:at] + new + made[at + cut :]
    with suppress(InputError):
        workflow.compile_page(article, broken, Pair("en", "fr"), always=True, file="a.po")
