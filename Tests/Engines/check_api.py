"""Holds answers of the API against its OpenAPI description.

Usage: check_api.py OPENAPI [ANSWERS]; ANSWERS is a JSON list of {"path", "status", "body"}.
"""

import json
import sys

from jsonschema import Draft202012Validator
from openapi_spec_validator import validate


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        description = json.load(file)
    validate(description)
    if len(sys.argv) < 3:
        return
    with open(sys.argv[2], encoding="utf-8") as file:
        answers = json.load(file)
    for answer in answers:
        responses = description["paths"][answer["path"]]["get"]["responses"]
        response = responses[str(answer["status"])]
        if "$ref" in response:
            response = description["components"]["responses"][response["$ref"].rsplit("/", 1)[1]]
        schema = response["content"]["application/json"]["schema"]
        # What it refers to is found from the root.
        whole = {"components": description["components"], **schema}
        errors = list(Draft202012Validator(whole).iter_errors(json.loads(answer["body"])))
        if errors:
            sys.exit(f"{answer['path']} {answer['status']}: {errors[0].message} at {list(errors[0].absolute_path)}")


main()
