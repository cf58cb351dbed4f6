"""Reads an archive with one engine: runs that engine's blocks of docs/queries.md and a set of comparisons.

    read_archive.py duckdb|clickhouse|spark|jq ARCHIVE [DAY]

With a day it counts that day's lines only, for which the files of other days must not be opened. Prints one JSON object:

    {"engine": "duckdb", "version": "2.0.0",
     "page": {HEADING: ROWS, ...}, "comparisons": {NAME: ROWS, ...}}

ROWS is a list of rows, sorted, each a list of texts and nulls, and the same whichever engine answered. For jq, a row
is a line. Whatever is not as expected ends it with exit code 1 and a sentence on standard error.
"""

import datetime
import decimal
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import warnings

PAGE = pathlib.Path(__file__).resolve().parents[2] / "docs" / "queries.md"
SCHEMA = PAGE.with_name("events.schema.json")
# Where the page says that the archive is.
PLACE = "/var/lib/charon-exporter/archive"
SQL_ENGINES = ["duckdb", "clickhouse", "spark"]
# What the page calls a number up to 2^64-1.
NUMBERS = {
    "duckdb": {"UBIGINT"},
    "clickhouse": {"UInt64", "Nullable(UInt64)", "Nullable(UInt128)"},
    "spark": {"decimal(20,0)"},
}

COMPARISONS = {
    "events": "SELECT count(*) FROM events",
    "by_event": "SELECT event, count(*) FROM events GROUP BY event",
    "by_day_and_host": "SELECT dt, machine, host, count(*) FROM events GROUP BY dt, machine, host",
    "bytes_by_connection":
        "SELECT connection, sum(bytes_in), sum(bytes_out), max(bytes_in) FROM events "
        "WHERE bytes_in IS NOT NULL OR bytes_out IS NOT NULL GROUP BY connection",
    "seq_by_machine": "SELECT machine, min(seq), max(seq), count(DISTINCT seq) FROM events GROUP BY machine",
    "times_by_machine": "SELECT machine, min(time), max(time) FROM events GROUP BY machine",
    "peers": "SELECT count(DISTINCT peer) FROM events",
    "absent":
        "SELECT sum(CASE WHEN peer IS NULL THEN 1 ELSE 0 END), sum(CASE WHEN ike_sa IS NULL THEN 1 ELSE 0 END), "
        "sum(CASE WHEN bytes_in IS NULL THEN 1 ELSE 0 END) FROM events",
    # A text with the bytes 0xFF and 0x00 in it, and one with a quote, arrive as they are.
    "identities": "SELECT identity, count(*) FROM events WHERE identity IS NOT NULL GROUP BY identity",
}


class Fault(Exception):
    """Something is not as expected."""


class Block:
    """A block of code of the page."""

    def __init__(self, heading, language, engines, text):
        self.heading = heading
        self.language = language
        self.engines = engines
        self.text = text


def blocks(page):
    """Returns the page's blocks: those under a heading of the second level set an engine up, those under one of the
    third level are queries."""
    found = []
    section, heading, current = "", "", None
    for line in page.splitlines():
        if current is not None:
            if line == "```":
                found.append(current)
                current = None
            else:
                current.text += line + "\n"
        elif line.startswith("```"):
            words = line[3:].split()
            known = {"sql": SQL_ENGINES, "python": ["spark"], "sh": ["jq"]}
            if len(words) < 2 or any(word not in known.get(words[0], []) for word in words[1:]):
                raise Fault(f"{PAGE.name}: no engine is known for the block `{line}`")
            current = Block(heading or section, words[0], words[1:], "")
            current.sets_up = not heading
        elif line.startswith("### "):
            heading = line[4:]
        elif line.startswith("## "):
            section, heading = line[3:], ""
    if current is not None:
        raise Fault(f"{PAGE.name}: the block under {current.heading} has no end")
    return found


def blocks_of(engine, archive):
    """Returns what sets the engine up, and its queries by their headings."""
    page = blocks(PAGE.read_text(encoding="utf-8"))
    set_up = [block for block in page if engine in block.engines and block.sets_up]
    queries = {}
    for block in page:
        if block.sets_up:
            continue
        if block.language == "sql" and sorted(block.engines) != sorted(SQL_ENGINES):
            others = [other.engines for other in page if other.heading == block.heading]
            if sorted(sum(others, [])) != sorted(SQL_ENGINES):
                raise Fault(f"{PAGE.name}: {block.heading} is not there for each engine")
        if engine in block.engines:
            if block.heading in queries:
                raise Fault(f"{PAGE.name}: {block.heading} is there twice for {engine}")
            queries[block.heading] = block.text
    if not queries or (engine in SQL_ENGINES and len(set_up) != 1):
        raise Fault(f"{PAGE.name} has no queries for {engine}, or does not say how it reads the archive")
    for block in set_up:
        if PLACE not in block.text:
            raise Fault(f"{PAGE.name}: {block.heading} does not name {PLACE}")
        block.text = block.text.replace(PLACE, archive)
    return set_up, {heading: text.replace(PLACE, archive) for heading, text in queries.items()}


def check_columns(engine, columns):
    """Checks that a view has keys that there are, with the types that they have."""
    known = json.loads(SCHEMA.read_text(encoding="utf-8"))["properties"]
    for name, kind in columns.items():
        if name in ("dt", "machine"):
            continue
        if name not in known:
            raise Fault(f"{PAGE.name}: no event has the key {name}, which is in the view of {engine}")
        if (known[name].get("type") == "integer") != (kind in NUMBERS[engine]):
            raise Fault(f"{PAGE.name}: {name} is not {kind} as in the view of {engine}")
    if "machine" not in columns or len(columns) < 20:
        raise Fault(f"the view of {engine} has only the columns {', '.join(columns)}")


def normal(value):
    """Returns a value as a text that is the same for all engines; None stays."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        raise Fault(f"a truth value, {value}, has no form that is the same everywhere")
    if isinstance(value, int):
        return str(value)
    if isinstance(value, datetime.datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%S.%f") + "Z"
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, datetime.timedelta):
        microseconds = value // datetime.timedelta(microseconds=1)
        return f"{microseconds // 1_000_000}.{microseconds % 1_000_000:06}"
    if isinstance(value, decimal.Decimal):
        if value != value.to_integral_value():
            raise Fault(f"{value} is no whole number")
        return str(int(value))
    raise Fault(f"{value!r} has a type that is not expected, {type(value).__name__}")


def normal_rows(rows):
    """Returns rows in a normal form and order."""
    rows = [[normal(value) for value in row] for row in rows]
    return sorted(rows, key=lambda row: [(value is None, value or "") for value in row])


class DuckDB:
    """DuckDB, in this process."""

    def __init__(self, set_up):
        import duckdb

        self.version = duckdb.__version__
        # Nothing is fetched: what an archive needs is in the package.
        self.connection = duckdb.connect(
            config={"autoinstall_known_extensions": "false", "threads": "2"})
        for block in set_up:
            self.connection.execute(block.text)

    def rows(self, query):
        return self.connection.execute(query).fetchall()

    def columns(self):
        return {row[0]: row[1] for row in self.rows("DESCRIBE events")}

    def close(self):
        self.connection.close()


class ClickHouse:
    """ClickHouse, in this process (chdb)."""

    def __init__(self, set_up):
        import chdb
        from chdb import session

        self.version = chdb.__version__
        self.directory = tempfile.TemporaryDirectory(prefix="charon-exporter-clickhouse-")
        self.session = session.Session(self.directory.name)
        for block in set_up:
            # One statement at a time, and in no text of the page is a semicolon.
            for statement in block.text.split(";"):
                if statement.strip():
                    self.session.query(statement)
        self.session.query("SET date_time_output_format = 'iso'")
        self.session.query("SET output_format_json_quote_64bit_integers = 0")
        self.session.query("SET output_format_json_quote_decimals = 1")
        self.session.query("SET output_format_decimal_trailing_zeros = 1")

    def rows(self, query):
        answer = self.session.query(query, "JSONCompactEachRow")
        if answer is None:
            return []
        return [
            json.loads(line, parse_float=self.refuse)
            for line in answer.bytes().decode("utf-8").split("\n") if line
        ]

    def columns(self):
        return {row[0]: row[1] for row in self.rows("DESCRIBE events")}

    @staticmethod
    def refuse(text):
        raise Fault(f"{text} is no whole number")

    def close(self):
        self.session.close()
        self.directory.cleanup()


class Spark:
    """Spark, with a Java process of its own."""

    def __init__(self, set_up):
        # What it writes goes away with this directory, and it has no business with the network.
        self.directory = tempfile.TemporaryDirectory(prefix="charon-exporter-spark-")
        home = self.directory.name
        os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
        # Rows have local times without a zone.
        os.environ["TZ"] = "UTC"
        time.tzset()
        # Only what it answers is of interest, and its faults arrive as exceptions.
        (pathlib.Path(home) / "log4j2.properties").write_text(
            "appender.none.type = Null\nappender.none.name = none\n"
            "rootLogger.level = off\nrootLogger.appenderRef.none.ref = none\n", encoding="utf-8")
        os.environ["SPARK_CONF_DIR"] = home
        warnings.simplefilter("ignore")
        import pyspark
        from pyspark.sql import SparkSession

        self.version = pyspark.__version__
        settings = {
            "spark.ui.enabled": "false",
            "spark.driver.host": "127.0.0.1",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.driver.memory": "1g",
            "spark.driver.extraJavaOptions": f"-Djava.io.tmpdir={home} -Dderby.system.home={home}",
            "spark.local.dir": home,
            "spark.sql.warehouse.dir": home + "/warehouse",
            # For some thousands of lines two tasks are enough, and many are slow.
            "spark.sql.shuffle.partitions": "2",
            "spark.ui.showConsoleProgress": "false",
        }
        builder = SparkSession.builder.master("local[2]").appName("charon-exporter")
        for name, value in settings.items():
            builder = builder.config(name, value)
        self.session = builder.getOrCreate()
        self.session.sparkContext.setLogLevel("OFF")
        for block in set_up:
            exec(compile(block.text, PAGE.name, "exec"), {"spark": self.session})

    def rows(self, query):
        return [list(row) for row in self.session.sql(query).collect()]

    def columns(self):
        return dict(self.session.table("events").dtypes)

    def close(self):
        self.session.stop()
        self.directory.cleanup()


class JQ:
    """zcat and jq, by a shell."""

    def __init__(self, set_up):
        self.version = subprocess.run(
            ["jq", "--version"], check=True, capture_output=True, text=True).stdout.strip()

    def rows(self, query):
        result = subprocess.run(["bash", "-o", "pipefail", "-c", query], capture_output=True, text=True)
        if result.returncode != 0 or result.stderr:
            raise Fault(f"the shell ended with {result.returncode}: {result.stderr.strip()}")
        return [[line.strip()] for line in result.stdout.split("\n") if line]

    def close(self):
        pass


ENGINES = {"duckdb": DuckDB, "clickhouse": ClickHouse, "spark": Spark, "jq": JQ}


def main(arguments):
    if len(arguments) not in (2, 3) or arguments[0] not in ENGINES:
        raise Fault(f"usage: read_archive.py {'|'.join(ENGINES)} ARCHIVE [DAY]")
    name, archive = arguments[:2]
    day = datetime.date.fromisoformat(arguments[2]) if len(arguments) == 3 else None
    archive = os.path.abspath(archive)
    if not os.path.isdir(archive):
        raise Fault(f"{archive} is no directory")
    if any(character in archive for character in "'\"\\*?[]{}"):
        raise Fault(f"{archive} has a character that a glob or a query would not take as it is")
    set_up, queries = blocks_of(name, archive)
    try:
        engine = ENGINES[name](set_up)
    except ImportError as fault:
        raise Fault(f"{fault}: `scripts/prepare test` installs what the tests need") from fault
    if name in SQL_ENGINES:
        check_columns(name, engine.columns())
    result = {"engine": name, "version": engine.version, "page": {}, "comparisons": {}}
    texts = [("page", queries)] + ([("comparisons", COMPARISONS)] if name in SQL_ENGINES else [])
    if day is not None:
        query = f"SELECT machine, count(*), max(seq) FROM events WHERE dt = DATE '{day}' GROUP BY machine"
        texts = [("comparisons", {"day": query})]
    for kind, some in texts:
        for heading, query in some.items():
            try:
                result[kind][heading] = normal_rows(engine.rows(query))
            except Exception as fault:
                raise Fault(f"{heading}: {fault}") from fault
    engine.close()
    print(json.dumps(result))


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except Exception as fault:
        # What Java calls a message has its stack in it.
        words = " ".join(str(fault).split("\n\tat ")[0].split())[:2000]
        sys.exit(f"read_archive.py: {words or type(fault).__name__}")
