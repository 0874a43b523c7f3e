# What a newcomer types. Every target says what it does before it does it.
PREFIX ?= /usr/local
# python3 is for a test that tampers with a record, and for the validator of the schemas.
PACKAGES = libyaml-dev libsqlite3-dev libcmark-gfm-dev libcmark-gfm-extensions-dev libzip-dev libexpat1-dev libssl-dev libedit-dev pkg-config python3 python3-venv
SUDO = $(shell [ "$$(id -u)" = 0 ] || echo sudo)
RELEASE = -c release --static-swift-stdlib
BINARY = .build/release/kaudit
EXAMPLE = Examples/music-retailer
# Knows nothing of kaudit, and so can tell whether the schemas that `kaudit schema` prints are right.
VALIDATOR = .build/validator/bin/check-jsonschema

.PHONY: help deps build demo validator test lint install bench fuzz

help:
	@echo "make demo      build kaudit and run the example audit to its documents"
	@echo "make test      run all tests"
	@echo "make install   put kaudit under PREFIX ($(PREFIX))"
	@echo "make lint      check format and house rules"
	@echo "make bench     measure speeds against C (Benchmarks/)"
	@echo "make fuzz      try inputs by machine, for TIME=60 seconds on each of TARGETS=\"yaml cel\" (Tests/Fuzzing/)"

deps:
	@missing=""; for package in $(PACKAGES); do \
	  dpkg-query -W -f='$${Status}' $$package 2>/dev/null | grep -q 'install ok' || missing="$$missing $$package"; done; \
	if [ -n "$$missing" ]; then \
	  echo "installing$$missing"; \
	  $(SUDO) apt-get update -q && $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $$missing; \
	fi

build: deps
	swift build $(RELEASE) --product kaudit

demo: build
	@KAUDIT_PERSON="$${KAUDIT_PERSON:-蒋立群}" $(BINARY) run $(EXAMPLE)/audit.yaml
	@KAUDIT_PERSON="$${KAUDIT_PERSON:-蒋立群}" $(BINARY) render $(EXAMPLE)/audit.yaml --to $(EXAMPLE)/documents
	@echo
	@echo "The documents are in $(EXAMPLE)/documents; open audit_report.zh.html or audit_report.en.html."
	@echo "What to try next:"
	@echo "  $(BINARY) status $(EXAMPLE)/audit.yaml --language en"
	@echo "  $(BINARY) run Examples/half-finished/audit.yaml --as 'Your Name'"
	@echo "  $(BINARY) new my-audit && $(BINARY) check my-audit.yaml"

validator: deps $(VALIDATOR)

$(VALIDATOR):
	@echo "installing check-jsonschema from PyPI into .build/validator"
	python3 -m venv .build/validator
	.build/validator/bin/pip install --quiet --disable-pip-version-check check-jsonschema==0.39.0

test: deps validator
	swift build --build-tests --explicit-target-dependency-import-check error
	swift test --skip-build --parallel
	SEED=1 Tests/Fuzzing/fuzz 6 yaml cel workflow

lint:
	swift format lint --strict --recursive Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources

install: build
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/kaudit
	install -m 755 $(BINARY) $(DESTDIR)$(PREFIX)/bin/kaudit
	cp -R Workflows Templates $(DESTDIR)$(PREFIX)/share/kaudit/
	@echo "kaudit is in $(DESTDIR)$(PREFIX)/bin"

# ROWS="load --full" measures only some rows, or more of them.
bench: build
	swift build --package-path Benchmarks $(RELEASE) --product bench
	Benchmarks/.build/release/bench $(ROWS)

# What is found is kept in .build/fuzz-corpus; a fresh clone begins with the corpus of Tests/FuzzTests.
TIME ?= 60
fuzz: deps
	Tests/Fuzzing/fuzz $(TIME) $(TARGETS)
