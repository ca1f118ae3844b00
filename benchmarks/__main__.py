"""All benchmarks: `python -m benchmarks`."""

from benchmarks import claims, corpus, edits, engine, following, hall, jobs, page, sweep, training, uploads

for benchmark in (engine, edits, corpus, training, page, claims, jobs, sweep, uploads, hall, following):
    print(f"\n## {benchmark.__name__}\n\n{(benchmark.__doc__ or '').splitlines()[0]}\n")
    benchmark.main()
