"""Mutation testing: how many small changes to the program its tests detect. See `python -m
benchmarks.mutation --help`."""
