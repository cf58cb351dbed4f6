"""Checks each line of archives against docs/events.schema.json.

    check_schema.py ARCHIVE...

Prints how many lines there are. Lines that do not fit end it with exit code 1, and the first of them on standard error.
A segment that is being written, or one that a crash cut off, is read up to its last whole block.
"""

import json
import pathlib
import sys
import zlib

import jsonschema

SCHEMA = pathlib.Path(__file__).resolve().parents[2] / "docs" / "events.schema.json"
# Of faults that are shown.
MOST = 10


def lines(path):
    """Yields a segment's lines."""
    rest = path.read_bytes()
    while rest:
        member = zlib.decompressobj(wbits=31)
        try:
            content = member.decompress(rest)
        except zlib.error as error:
            raise SystemExit(f"check_schema.py: {path}: {error}")
        if not member.eof:
            return
        yield from content.splitlines()
        rest = member.unused_data


def main(archives):
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    count, faults = 0, []
    for archive in archives:
        for path in sorted(pathlib.Path(archive).glob("dt=*/host=*/*.jsonl.gz")):
            for line in lines(path):
                count += 1
                try:
                    event = json.loads(line)
                except ValueError as error:
                    faults.append(f"{path}: {error}: {line[:300]!r}")
                    continue
                faults += [f"{path}: {fault.message}: {line[:300]!r}" for fault in validator.iter_errors(event)]
    print(count)
    if faults:
        raise SystemExit("check_schema.py: " + "\n".join(faults[:MOST]))


if __name__ == "__main__":
    if len(sys.argv) < 2:
        raise SystemExit(__doc__)
    main(sys.argv[1:])
