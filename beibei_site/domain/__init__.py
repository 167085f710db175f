"""The types of this program and pure functions on them: articles, records, dates, text.

Imports nothing else of the program and no third party. Everything above passes these frozen values around.
"""
