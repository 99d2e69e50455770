"""Pictures and words to embeddings. Knows no files of the library, no database, no window."""
