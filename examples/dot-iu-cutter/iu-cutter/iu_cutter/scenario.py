"""python3 -m iu_cutter.scenario ID: runs one scenario; exit code 0 when it came to what it should, 1 when not."""

import sys

from .adapter import connect
from .scenarios import ALL, Unexpected


def main(arguments):
    if len(arguments) != 1 or arguments[0] not in ALL:
        print(f"iu_cutter.scenario: expected one of {', '.join(ALL)}, found {' '.join(arguments) or 'nothing'}.", file=sys.stderr)
        return 2
    scenario = arguments[0]
    try:
        with connect() as connection:
            outcome = ALL[scenario](connection) or "committed"
    except Unexpected as unexpected:
        print(f"{scenario}: {unexpected}", file=sys.stderr)
        return 1
    print(f"{scenario}: {outcome}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
