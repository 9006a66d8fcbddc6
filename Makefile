# make check is what CI runs.

GO ?= go
STATICCHECK = honnef.co/go/tools/cmd/staticcheck@v0.8.2

.PHONY: check fmt vet lint tidy test race run bench sample docs

check: fmt vet lint tidy test race run

fmt:
	@test -z "$$(gofmt -l .)" || { gofmt -l .; echo "gofmt: files above need formatting"; exit 1; }

vet:
	$(GO) vet ./...

lint:
	$(GO) run $(STATICCHECK) ./...

tidy:
	$(GO) mod tidy -diff

# The test command of the README.
test:
	$(GO) test -timeout 30m ./...

# Where files are read at the same time.
race:
	$(GO) test -race -run 'OnlyChanges' ./pipeline
	$(GO) test -race -short ./pipeline/ingest ./pipeline/snapshot

# The main command of the README, on a clean copy of the sample.
run:
	rm -rf data/out data/state
	$(GO) run ./cmd/miernik run
	$(GO) run ./cmd/miernik run

# Benchmarks print ratios against a peer or a plain limit of the same run; peers
# that are not installed are skipped with a reason (-v). See docs/performance.md.
bench:
	$(GO) test -v -timeout 60m -run '^$$' -bench . -benchtime 3x ./indicators/robust ./pipeline/sheet ./pipeline/ingest ./pipeline

# The made-up part of the sample, made again from its seed.
sample:
	$(GO) run ./cmd/miernik synth data --scope 10,26 --from 2018 --to 2023 --seed 20 --gaps 0.02 --with-real

# The data dictionary, written from the comments in the database, the checks, written from the rules, and the pages of
# the catalogue, written from its definitions, and the table of verification, where the reference results are at hand.
docs:
	$(GO) test ./pipeline -run TestDataDictionary -update
	$(GO) test ./fiches -run TestChecksDocument -update
	$(GO) test ./pipeline/ingest -run TestFormatsDocument -update
	$(GO) run ./cmd/miernik catalogue --builtin docs/catalogue
	$(GO) test ./indicators/method -run TestOracle -update
