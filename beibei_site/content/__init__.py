"""The files of an archive: articles, page records, authority files, settings, and the build cache.

The only package that reads and writes an archive's folders. Text files come in, `domain` values go out, and
the other way round. May import `domain`.
"""
