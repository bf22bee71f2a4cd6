"""Large tables: streamed, chunked, resumable, optionally on Dask."""
