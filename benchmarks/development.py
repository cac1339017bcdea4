"""How well the codebook codes the development set: kappa, precision and recall per code and language.

The set (development_set.jsonl) is made up, was written and coded by the definitions without sight of the patterns, and is
no sample of real notes: its figures steer work on the patterns, they do not estimate agreement on anybody's corpus.

    .venv/bin/python benchmarks/development.py [--errors CODE] [--codebook FILE]
"""

import argparse
import json
from collections.abc import Iterable
from pathlib import Path

import flows.sources as sources
from pipeline.model.frames import from_rows, values
from pipeline.model.settings import Settings
from pipeline.stages import coding

SET = Path(__file__).with_name("development_set.jsonl")


def predict(rows: list[dict[str, object]], codebook: Path) -> dict[str, dict[str, str]]:
    """Return per segment id the codes that the rules assert, with the rule that fired."""
    segments = from_rows("segments", [_segment(row) for row in rows])
    documents = from_rows("documents", [_document(row) for row in rows])
    inputs = coding.Inputs(documents, segments, sources.cut_for_coding(segments, Settings()))
    table = coding.code(inputs, sources.read_codebook(codebook), sources.coding_tools())
    found: dict[str, dict[str, str]] = {str(row["id"]): {} for row in rows}
    for segment, code, status, rule in zip(
        *(values(table, name) for name in ("segment_id", "code_id", "status", "rule")), strict=True
    ):
        if status == "asserted":
            found[segment].setdefault(code, rule)
    return found


def _segment(row: dict[str, object]) -> dict[str, object]:
    text = str(row["text"])
    names = {"segment_id": row["id"], "document_id": row["id"], "segment_index": 1}
    return names | {"start_char": 0, "end_char": len(text), "text": text}


def _document(row: dict[str, object]) -> dict[str, object]:
    return {"document_id": row["id"], "path": row["id"], "kind": row.get("kind"), "characters": 0, "status": "ok"}


def figures(pairs: Iterable[tuple[bool, bool]]) -> dict[str, float]:
    """Return counts, precision, recall and Cohen's kappa of (true, predicted) pairs."""
    held = list(pairs)
    both = sum(true and said for true, said in held)
    true, said, total = sum(true for true, _ in held), sum(said for _, said in held), len(held)
    agreed = (total - true - said + 2 * both) / total
    chance = (true * said + (total - true) * (total - said)) / total**2
    return {
        "n": true,
        "precision": both / said if said else 0.0,
        "recall": both / true if true else 0.0,
        "kappa": (agreed - chance) / (1 - chance) if chance < 1 else 0.0,
    }


def main() -> None:
    """Print the table, or the errors of one code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", help="list the errors of a code, or of all")
    parser.add_argument("--codebook", type=Path, default=sources.CODEBOOK)
    parser.add_argument("--set", type=Path, default=SET)
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.set.read_text(encoding="utf-8").splitlines()]
    said = predict(rows, options.codebook)
    codes = [code.id for code in sources.read_codebook(options.codebook).codes]
    print(f"{'code':24} {'n':>4} {'prec':>5} {'rec':>5} {'kappa':>6}")
    for code in codes:
        row = figures((code in item["codes"], code in said[item["id"]]) for item in rows)
        print(f"{code:24} {row['n']:4} {row['precision']:5.2f} {row['recall']:5.2f} {row['kappa']:6.2f}")
    for language in ("zh", "en", "mixed", ""):
        held = [item for item in rows if language in ("", item["language"])]
        row = figures((code in item["codes"], code in said[item["id"]]) for item in held for code in codes)
        print(
            f"{'pooled ' + (language or 'all'):24} {row['n']:4} {row['precision']:5.2f} {row['recall']:5.2f} {row['kappa']:6.2f}"
        )
    for code in codes if options.errors == "all" else [options.errors] if options.errors else []:
        for item in rows:
            if (code in item["codes"]) != (code in said[item["id"]]):
                kind = f"false: {said[item['id']][code]}" if code in said[item["id"]] else "missed"
                print(f"\n{code} {item['id']} {kind}\n  {item['text']}")


if __name__ == "__main__":
    main()
