"""The newspaper behind the files: which pages make an issue, what is missing from it, and which articles go
on from one page to another."""
