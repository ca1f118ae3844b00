"""All benchmarks: `python -m benchmarks`."""

from benchmarks import engine, page

for benchmark in (engine, page):
    print(f"\n## {benchmark.__name__}\n\n{(benchmark.__doc__ or '').splitlines()[0]}\n")
    benchmark.main()
