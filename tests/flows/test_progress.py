"""Whoever listens hears how far a run is, and only while listening."""

from flows.progress import listening, tell


def test_listener_hears_what_is_told_meanwhile() -> None:
    heard: list[tuple[str, float]] = []
    tell("ingest", 0.1)
    with listening(lambda stage, share: heard.append((stage, share))):
        tell("ingest", 0.5)
        tell("coding", 1.0)
    tell("report", 1.0)
    assert heard == [("ingest", 0.5), ("coding", 1.0)]
