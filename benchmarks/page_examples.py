"""Write the example bundles that the page offers: ``python -m benchmarks.page_examples``."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

from summarizer.readers import read

ROOT = Path(__file__).parents[1]
OUT = ROOT / "service" / "page" / "examples"
OFFERED = {"tallis-bridge": "a bridge accident", "museum-theft": "a museum theft", "mixed-desk": "two stories mixed"}


def bundle(name: str) -> dict[str, Any]:
    """Return one bundle as the service takes it."""
    articles = read([ROOT / "examples" / name]).articles
    plain = ({key: value for key, value in dataclasses.asdict(article).items() if value} for article in articles)
    return {"articles": [{k: v.isoformat() if k == "published" else v for k, v in one.items()} for one in plain]}


def main() -> None:
    """Write the bundles and their index."""
    OUT.mkdir(parents=True, exist_ok=True)
    index = [{"name": name, "title": title} for name, title in OFFERED.items()]
    (OUT / "index.json").write_text(json.dumps(index, indent=1) + "\n", encoding="utf-8")
    for name in OFFERED:
        (OUT / f"{name}.json").write_text(json.dumps(bundle(name), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
