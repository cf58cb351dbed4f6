# Two commands for everyone: `make run` and `make test`. The others are for developers.

SHELL := /bin/bash
.DEFAULT_GOAL := help

# Where `make run` keeps the archive and the checkpoint; root's go where a service's would.
DATA ?= $(if $(filter 0,$(shell id -u)),/var/lib/charon-exporter,$(HOME)/.local/share/charon-exporter)

.PHONY: help run test test-long fuzz demo bench format lint docs clean

help: ## Show this list.
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: ## Install what is missing, build, and start on this machine's journal.
	@scripts/prepare build
	@scripts/run "$(DATA)"

test: ## Install what the tests need, build, and run everything.
	@scripts/prepare test
	@scripts/test

test-long: ## The same with the long rounds.
	@scripts/prepare test
	@CHARON_EXPORTER_LONG_TESTS=1 scripts/test

fuzz: ## Fuzz the reading of logs for ten minutes, then check with the sanitizers.
	@scripts/prepare lab
	@Fuzz/run 600

demo: ## Two gateways, the exporter and Prometheus, until Ctrl-C. Needs root.
	@scripts/prepare lab
	@scripts/demo

bench: ## Measure against libsystemd and journalctl.
	@scripts/prepare lab
	@Benchmarks/run

format: ## Format the sources.
	@swift format --in-place --parallel --recursive Package.swift Sources Tests Benchmarks Fuzz/Package.swift Fuzz/Sources/Harness Fuzz/Sources/fuzz-log Fuzz/Sources/fuzz-corpus

lint: ## Check the format.
	@swift format lint --strict --parallel --recursive Package.swift Sources Tests Benchmarks Fuzz/Package.swift Fuzz/Sources/Harness Fuzz/Sources/fuzz-log Fuzz/Sources/fuzz-corpus

clean: ## Remove what was built.
	@rm -rf .build Benchmarks/.build Benchmarks/.cache Fuzz/.build Fuzz/.corpus Fuzz/.findings

docs: ## Write the pages of reference anew.
	@mkdir -p docs && swift build --build-tests && CHARON_EXPORTER_WRITE_DOCS=1 swift test --skip-build --filter DocumentationTests
