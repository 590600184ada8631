# make run | test | one | check | build | bench | bench-steady | bench-gate | assets | clean: each installs what it lacks and does nothing twice.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.PHONY: help run test one check build bench bench-steady bench-gate bench-programs assets clean

# The same flags for every target, so that they share one build cache; the version is stamped here and nowhere else.
export CGO_ENABLED := 1
# SQLite keeps a prepared statement for any value bound to it, and does not count memory behind one lock (decision 0012).
export CGO_CFLAGS := -O2 -g -DSQLITE_ENABLE_QPSG -DSQLITE_DEFAULT_MEMSTATUS=0
export GOFLAGS := -tags=nomsgpack,sqlite_omit_load_extension -trimpath -buildvcs=false
VERSION := $(shell git describe --tags --always --dirty 2>/dev/null || echo unknown)

help:
	@sed -n '1s/^# //p' Makefile

# Everything built, fictional companies and people in ./var when it is empty, and the portal on 127.0.0.1:8080 or ELEVEN_ADDR.
run: build
	@if [ -z "$$(ls -A var 2>/dev/null)" ]; then bin/eleven demo --data ./var; fi
	exec bin/eleven serve --data ./var

build: assets
	go build -ldflags '-s -w -X main.version=$(VERSION)' -o bin/eleven ./cmd/eleven

# Every test there is: the Go tests on SQLite, again on PostgreSQL, then the portal in a real browser.
test: build
	@.ci/need chromium postgresql poppler-utils qpdf fonts-dejavu-core
	go test ./...
	cd bench && go test ./...
	.ci/with-postgres go test ./...
	node --test --test-reporter=spec --test-timeout=900000 e2e/*.test.mjs

# One room, or one test of it, built as all the rest is: make one ROOM=db TEST=Queue
one: assets
	go test ./$(ROOM) -run '$(TEST)'

check: assets bin/tools/.installed
	@bad=$$(git ls-files -co --exclude-standard '*.go' | xargs -r bin/tools/gofumpt -l); \
	if [ -n "$$bad" ]; then echo "not as gofumpt writes it:"; echo "$$bad"; exit 1; fi
	go vet ./...
	bin/tools/golangci-lint run
	go mod tidy -diff
	cd bench && go vet ./... && ../bin/tools/golangci-lint run && go mod tidy -diff

# The portal beside the barest programs and PocketBase (docs/performance.md): everything, or what hardly depends on the
# hour; bench-gate judges the last results.
bench bench-steady: bench-programs
	cd bench && out/bench -do $(if $(filter bench,$@),all,steady) -commit $(VERSION)

bench-gate:
	cd bench && out/bench -do gate

bench-programs: build
	cd bench && go build -o out/ . ./bare
	cd bench && CGO_ENABLED=0 go build -ldflags '-s -w' -o out/pocketbase github.com/pocketbase/pocketbase/examples/base

assets: templates/static/app.css templates/static/app.js templates/static/mark.svg

templates/static/app.css: $(wildcard templates/assets/*.scss) node_modules/.package-lock.json
	node_modules/.bin/sass --load-path=node_modules --no-source-map --style=compressed templates/assets/app.scss $@

templates/static/app.js: $(wildcard templates/assets/*.js) node_modules/.package-lock.json
	node_modules/.bin/esbuild templates/assets/app.js --bundle --format=iife --minify --target=es2021 --legal-comments=none --log-level=warning --outfile=$@

templates/static/%.svg: templates/assets/%.svg
	cp $< $@

node_modules/.package-lock.json: package.json package-lock.json .npmrc
	@.ci/need go gcc node npm
	@npm ci --no-progress || { echo "make: npm could not fetch the packages of package-lock.json." >&2; exit 1; }
	@touch $@

# The tools that check the code, at the versions .ci/tools names; they are no part of the product's go.mod.
bin/tools/.installed: .ci/tools
	@mkdir -p bin/tools
	xargs -n 1 env GOBIN=$(CURDIR)/bin/tools go install < .ci/tools
	@touch $@

clean:
	rm -rf bin bench/out node_modules templates/static/*
