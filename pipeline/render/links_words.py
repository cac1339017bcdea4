"""The words of the section on what goes with what, in Chinese and English."""

from collections.abc import Mapping

from pipeline.model.both import Both

LINKS: Mapping[str, Both] = {
    "links": Both("什么和什么一起", "What goes with what"),
}
