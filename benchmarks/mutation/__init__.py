"""How many small changes to the program its tests notice: see `python -m benchmarks.mutation --help`."""
