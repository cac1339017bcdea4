"""The words of the section on practice problems, in Chinese and English."""

from collections.abc import Mapping

from pipeline.model.both import Both

LENS: Mapping[str, Both] = {
    "lens": Both("督导视角", "For supervision"),
}
