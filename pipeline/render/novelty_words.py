"""The words of the section on what is new, in Chinese and English."""

from collections.abc import Mapping

from pipeline.model.both import Both

NOVELTY: Mapping[str, Both] = {
    "novelty": Both("新出现的", "What is new"),
}
