"""What expositions say to Prometheus's own Python client.

read_metrics.py openmetrics|text FILE... prints one line of JSON a file: its families in their order. It fails at the
first file that the client's parser, which is strict of OpenMetrics, does not take, or whose bounds are not
written as they should be.
"""

import json
import sys

import prometheus_client.openmetrics.parser
from prometheus_client import openmetrics, parser
from prometheus_client.utils import floatToGoString


def exemplar(sample):
    found = sample.exemplar
    if found is None:
        return None
    time = "" if found.timestamp is None else str(found.timestamp)
    return {"labels": found.labels, "value": repr(float(found.value)), "time": time}


def families(parse, file):
    for family in parse(file):
        yield {
            "name": family.name,
            "type": family.type,
            "unit": family.unit,
            "help": family.documentation,
            "samples": [
                {
                    "name": sample.name,
                    "labels": sample.labels,
                    # JSON has no NaN and no infinities.
                    "value": repr(float(sample.value)),
                    "exemplar": exemplar(sample),
                }
                for sample in family.samples
            ],
        }


def check_bounds(families):
    """The client's parser wants bounds to be canonical, and looks at +Inf only."""
    for family in families:
        for sample in family["samples"]:
            bound = sample["labels"].get("le")
            if bound is not None and bound != floatToGoString(float(bound)):
                raise ValueError(f"le={bound!r} of {family['name']}")


def main():
    parse = {
        "openmetrics": openmetrics.parser.text_fd_to_metric_families,
        "text": parser.text_fd_to_metric_families,
    }[sys.argv[1]]
    for path in sys.argv[2:]:
        # A line ends in a line feed only: a carriage return is a character of a label's value.
        with open(path, encoding="utf-8", errors="strict", newline="\n") as file:
            try:
                read = list(families(parse, file))
                if sys.argv[1] == "openmetrics":
                    check_bounds(read)
                print(json.dumps(read))
            except ValueError as error:
                sys.exit(f"{path}: {error!r}")


main()
