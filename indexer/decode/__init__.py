"""Disposable decoder processes: hostile photo files to pixels, metadata and thumbnails.

`pool.DecoderPool` is the door; nothing else of this package runs in the caller's process
except `kinds` and `types`. No photo byte is interpreted outside a worker.
"""
