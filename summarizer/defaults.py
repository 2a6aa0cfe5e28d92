"""The one place of the library that asks the registry for models."""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor

from summarizer.engine import Engine
from summarizer.models import bundled, registry
from summarizer.models.protocols import SupportScorer


def load_engine(model: str = "bundled", *, device: str = "auto", threads: int | None = None) -> Engine:
    """Load the bundled encoder, support and fluency scorers, and a sequence-to-sequence model.

    Args:
        model: Name in the registry, hub id or folder.
        device: ``cpu``, ``cuda``, ``mps`` or ``auto``.
        threads: Threads of one call on the CPU; None: what the process may use.

    Raises:
        ModelError: One of them cannot be loaded; the class and the message say why.
    """
    profile = registry.find_profile(model)
    with ThreadPoolExecutor(thread_name_prefix="load") as pool:  # hashing and loading of weights let other threads run
        loading = pool.submit(registry.load_seq2seq, model, device=device, profile=profile, threads=threads)
        loading_encoder = pool.submit(registry.load_encoder, threads=threads)
        loading_support = pool.submit(registry.load_support_scorer, threads=threads)
        fluency = registry.load_fluency_scorer()
    seq2seq, encoder = loading.result(), loading_encoder.result()
    support: SupportScorer | None = loading_support.result()
    given = {"encoder": True, "support": support is not None, "joints": fluency is not None, "fusion": model == "bundled"}
    hashes = {name: _weights(name) for name, ships in given.items() if ships}
    if model != "bundled":
        hashes["fusion"] = f"{profile.source or model}@{profile.revision or 'newest'}"
    return Engine(
        encoder=encoder,
        seq2seq=seq2seq,
        profile=profile,
        support=support,
        fluency=fluency,
        name=profile.name,
        hashes=hashes,
    )


def _weights(name: str) -> str:
    """Hash the manifest, which the load has held against the files."""
    return hashlib.sha256((bundled.root() / name / bundled.MANIFEST).read_bytes()).hexdigest()[:16]
