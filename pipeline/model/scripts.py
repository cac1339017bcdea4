"""Character classes, for regular expressions."""

CHINESE = "㐀-䶿一-鿿豈-﫿\U00020000-\U000323af々〇"
"""Chinese characters: the unified ideographs with extensions, the compatibility block, 々 and 〇."""

LATIN = "0-9a-zß-ɏ"
"""Letters and digits of words in Latin script, folded to lower case."""
