from __future__ import annotations

import dataclasses

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.spool import papers
from printing.documents import ApplicationReceipt, Document, TestPage, TicketSlip

documents = st.one_of(st.builds(TicketSlip), st.builds(ApplicationReceipt), st.builds(TestPage))


@given(documents)
def test_a_paper_comes_back_from_the_store_as_it_was(document: Document) -> None:
    assert papers.from_text(papers.to_text(document)) == document


@given(st.builds(TicketSlip) | st.builds(ApplicationReceipt))
def test_the_time_of_printing_is_all_that_printing_adds(document: TicketSlip | ApplicationReceipt) -> None:
    assert papers.printed(document, "09.41") == dataclasses.replace(document, printed_at="09.41")


@pytest.mark.parametrize(
    "text", ["", "{}", '{"kind": "ticket_slip", "document": {}}', '{"kind": "x", "document": 1}']
)
def test_what_is_no_paper_is_an_error(text: str) -> None:
    with pytest.raises((msgspec.MsgspecError, KeyError)):
        papers.from_text(text)
