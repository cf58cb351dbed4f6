"""Says whether two expositions, in the text format 0.0.4 or OpenMetrics 1.0, hold the same samples.

    same-samples.py FILE FILE

Samples are the same with their labels in another order, and their values written otherwise. OpenMetrics' `_created` is left
out, which client_golang does not write everywhere. Prints their number, or what differs; exit code 1 when anything does.
"""

import re
import sys

LABEL = r'[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\]|\\.)*"'
SAMPLE = re.compile(rf"([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{{({LABEL}(?:,{LABEL})*)?\}})? (\S+)")
LABELS = re.compile(LABEL)


def samples_of(path):
    """Returns the samples of a file, each as a series and its value."""
    samples = {}
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            if line.startswith("#"):
                continue
            match = SAMPLE.fullmatch(line.rstrip("\n"))
            if not match:
                sys.exit(f"{path}:{number}: this is no sample: {line.strip()}")
            name, labels, value = match.groups()
            if name.endswith("_created"):
                continue
            series = name + "{" + ",".join(sorted(LABELS.findall(labels or ""))) + "}"
            if series in samples:
                sys.exit(f"{path}:{number}: a series that was there before: {series}")
            samples[series] = float(value)
    return samples


def main(left, right):
    ours, theirs = samples_of(left), samples_of(right)
    if not ours:
        sys.exit(f"{left} has no sample")
    for path, missing in (left, theirs.keys() - ours.keys()), (right, ours.keys() - theirs.keys()):
        for series in sorted(missing)[:5]:
            print(f"{path} has no {series}; of these there are {len(missing)}")
    differ = [series for series in ours.keys() & theirs.keys() if ours[series] != theirs[series]]
    for series in sorted(differ)[:5]:
        print(f"{series} is {ours[series]} in {left}, {theirs[series]} in {right}; of these there are {len(differ)}")
    if ours != theirs:
        sys.exit(1)
    print(f"{len(ours)} samples")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    main(*sys.argv[1:])
