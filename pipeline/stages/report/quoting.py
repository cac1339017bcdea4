"""Passages cut out of their segments, with what is needed to find them again."""

from pipeline.model.report import Quotation
from pipeline.stages.report.index import Index


def quote(index: Index, segment_id: str, span: tuple[int, int], *, rule: str = "", cue: str = "") -> Quotation:
    """Quote a span (code points of the document) of a segment."""
    segment = index.segments[segment_id]
    document = index.documents[segment["document_id"]]
    start, end = (place - segment["start_char"] for place in span)
    return Quotation(
        document_id=segment["document_id"],
        segment_id=segment_id,
        title=document["title"] or document["path"],
        organisation=document["organisation"] or "",
        date=document["date"] or "",
        speaker=segment["speaker"] or "",
        before=segment["text"][:start],
        passage=segment["text"][start:end],
        after=segment["text"][end:],
        rule=rule,
        cue=cue,
    )
