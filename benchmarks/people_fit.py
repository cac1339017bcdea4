"""Fit the weights of the recogniser of names, and write them to pipeline/stages/pseudonymise/people/weights.py.

    .venv/bin/python benchmarks/people_fit.py [--data FOLDER]

Logistic regression (C = 0.3) on the features of every candidate: right when it is exactly a marked name. From: zh_ner_weibo train and dev, the
development half of people_set.jsonl, made-up sentences, that half with other names put in, and zh_smile_slice as text that names hardly anybody.
Candidates that overlap a name count little: choosing among them is not the weights' task. No text gets into the weights.
"""

import argparse
import json
from pathlib import Path

from people_data import SHARED, Marked, core, dialogues, own, weibo
from people_sentences import Names, sentences, substituted
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from pipeline.backends import chinese
from pipeline.stages import pseudonymise
from pipeline.stages.pseudonymise.people.candidates import candidates
from pipeline.stages.pseudonymise.people.evidence import Features, features
from pipeline.stages.pseudonymise.people.reading import pages

OVERLAPPING = 0.15
TARGET = Path(str(pseudonymise.__file__)).parent / "people" / "weights.py"
HEAD = '''"""How much each piece of evidence weighs: log odds, fitted by `benchmarks/people_fit.py`. Written by it; do not edit."""

BIAS = {bias!r}
WEIGHTS: dict[str, float] = {{
{weights}}}
'''


def rows(documents: list[Marked], weight: float) -> list[tuple[Features, bool, float]]:
    """Measure every candidate of some documents, with whether it is a name and how much it counts."""
    found = []
    for page in pages([text for text, _ in documents], chinese.cutter("rjieba"), chinese.lexicon()):
        for candidate in dict.fromkeys(candidates(page)):
            number = page.text_at(candidate.start)
            begin = page.begins[number]
            text, people = documents[page.first + number]
            place = (candidate.start - begin, candidate.end - begin)
            names = {core(text, start, end) for start, end in people}
            right = place in names
            partly = not right and any(place[0] < end and start < place[1] for start, end in names)
            found.append((features(page, candidate), right, weight * (OVERLAPPING if partly else 1.0)))
    return found


def main() -> None:
    """Fit and write."""
    parser = argparse.ArgumentParser(description="Fit the weights of the recogniser of names.")
    parser.add_argument("--data", type=Path, default=SHARED)
    data: Path = parser.parse_args().data
    names = Names(7)
    mine = own("development")
    found = rows(weibo("train", data) + weibo("dev", data), 0.15) + rows(mine, 3.0)
    found += rows(sentences(8, names), 1.0) + rows(substituted(mine, 6, names), 0.6)
    found += rows([(text, []) for text in dialogues(data)], 0.35)
    vectors = DictVectorizer()
    table = vectors.fit_transform([measured for measured, _, _ in found])
    model = LogisticRegression(C=0.3, max_iter=3000)
    model.fit(table, [right for _, right, _ in found], sample_weight=[weight for _, _, weight in found])
    fitted = zip(vectors.get_feature_names_out(), model.coef_[0], strict=True)
    lines = [
        f"    {json.dumps(str(name), ensure_ascii=False)}: {round(float(w), 2)},\n"
        for name, w in fitted
        if abs(w) >= 0.005
    ]
    TARGET.write_text(
        HEAD.format(bias=round(float(model.intercept_[0]), 2), weights="".join(sorted(lines))), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
