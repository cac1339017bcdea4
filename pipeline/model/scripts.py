"""Character classes, for regular expressions and (through `points_of`) for arrays of code points."""

CHINESE = "㐀-䶿一-鿿\uf900-\ufaff\U00020000-\U000323af々〇"
"""Chinese characters: the unified ideographs with extensions, the compatibility block, 々 and 〇."""

CHINESE_SIGNS = "\u2018-\u201f\u2026\u3001-\u3004\u3008-\u303f\uff00-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
"""Punctuation of Chinese text: full width, the ideographic block, and quotation marks and dots that both languages use."""

LATIN = "0-9a-zß-ɏ"
"""Letters and digits of words in Latin script, folded to lower case."""

SPACES = "".join(filter(str.isspace, map(chr, range(0x3001))))
"""White space as `str.isspace` and `\\s` know it; the last one is the ideographic space."""
