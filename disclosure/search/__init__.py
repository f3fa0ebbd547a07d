"""Full text search by words: how a text is cut into terms, and how a published file is asked for them."""
