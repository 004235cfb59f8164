"""A Word file becomes a draft: checked, read, made into blocks, stored. See `store.import_word`."""
