"""What it costs, as ratios within one run: `python -m benchmarks.<name>`."""
