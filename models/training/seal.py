"""Write the manifest of bundled models after their files were made or changed on purpose.

python -m summarizer.models.training.seal models/bundled/encoder models/bundled/fusion
"""

from __future__ import annotations

import argparse
from pathlib import Path

from summarizer.models.bundled import seal


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+", help="folders of bundled models")
    for folder in parser.parse_args().folders:
        seal(folder)


if __name__ == "__main__":
    main()
