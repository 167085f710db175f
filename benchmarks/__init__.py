"""Measurements that are too slow or too variable for tests; run each with `python -m benchmarks.<name>`."""
