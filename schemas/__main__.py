"""python -m schemas: regenerate schemas/json; with --check only say which files are stale, and exit 1 if any is."""

import sys

from schemas.generate import generate, stale

if __name__ == "__main__":
    check = "--check" in sys.argv[1:]
    files = stale() if check else generate()
    for path in files:
        print(f"{'stale' if check else 'written'}: {path.name}")
    sys.exit(1 if check and files else 0)
