# The task index. Every task installs what it needs and says what it does.

.PHONY: help demo build test unit live sanitize fuzz docs lint format generate bench bench-quick bench-counters clean

help: ## list the tasks
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

demo: ## a controller at work on the embedded API server, for twenty seconds
	.ci/demo

build: ## everything, the tests included
	.ci/install-deps library
	swift build --build-tests

test: ## every test: unit, loopback, and live against a real kube-apiserver
	.ci/test

unit: ## the tests that need no server
	.ci/test unit

live: ## the tests against a real kube-apiserver, which is built from Debian's packages once
	.ci/test live

sanitize: ## what works with threads under the thread sanitizer, codecs and storage under the address sanitizer
	.ci/sanitize thread
	.ci/sanitize address

fuzz: ## a minute of libFuzzer against the codecs, under the address sanitizer
	.ci/fuzz 60

docs: ## build the documentation, warnings are errors
	.ci/docs

sources = git ls-files -- Package.swift 'Sources/*.swift' 'Tests/*.swift' 'Benchmarks/*.swift' | grep -v /Generated/
# Without sources, outside of git for instance, there is nothing to say that they are in order.
found = @files=$$($(sources)); [ -n "$$files" ] || { echo 'git lists no sources' >&2; exit 1; }

lint: ## check the format of the sources, generated ones apart
	$(found); swift format lint --strict --parallel $$files

format: ## format the sources in place, generated ones apart
	$(found); swift format --in-place --parallel $$files

generate: ## regenerate the built-in types from the schema
	.ci/generate

bench: ## measure beside client-go, and write the results, the page and the table of the README
	.ci/bench

bench-quick: ## the same in about three minutes, with smaller inputs; changes no file
	.ci/bench --quick

bench-counters: ## count allocations, retains and instructions, and compare with what is recorded
	.ci/bench-counters check

clean: ## remove what was built; control planes and the pods of benchmarks are kept in the cache
	swift package clean
	swift package --package-path Benchmarks clean
