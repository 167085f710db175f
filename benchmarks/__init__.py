"""Measurements that are too slow or too uneven for tests; each is run with `python -m benchmarks.<name>`."""
