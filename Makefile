# What can be made here; `make help` lists it. Every target that needs libclang sets it up first.

CARGO ?= cargo
LIBCLANG = .ci/setup-libclang && . ./target/libclang.env &&
CORPUS = $(LIBCLANG) $(CARGO) run --quiet --release --package ffi-gen-tests --bin corpus --

HOST = $(shell rustc -vV | sed -n 's/host: //p')
SANITIZED = $(CARGO) +nightly test --package ffi-gen-runtime-tests --target $(HOST) --tests

.PHONY: help demo test asan tsan bench corpus corpus-setup doctor

help:
	@echo 'make demo          make a safe API of the sqlite3.h of SQLite and use it'
	@echo 'make test          run every test'
	@echo 'make asan          run the small C libraries of the tests and their bindings under AddressSanitizer (nightly Rust)'
	@echo 'make tsan          the same under ThreadSanitizer; CALLBACK_CYCLES=1000000 makes it longer'
	@echo 'make corpus        run over every installed header of the corpus; check values, layouts and cost'
	@echo 'make corpus-setup  install all of these headers (Debian, Ubuntu; asks for root)'
	@echo 'make bench         measure the cost of translation beside clang and bindgen, and that of the safe API beside raw calls'
	@echo 'make doctor        show what was found on this machine'

demo:
	@echo 'building ffi-gen and the example; the first time this takes a minute' >&2
	@$(LIBCLANG) $(CARGO) run --quiet --package sqlite

test:
	@$(LIBCLANG) $(CARGO) test --workspace
	@$(CARGO) test --package ffi-runtime --all-features --tests
	@$(LIBCLANG) $(CARGO) test --package ffi-gen-runtime-tests --features audit --test audit

# The C side is built with the same sanitizer; the standard library, where its sources are there. Valgrind cannot watch
# what a sanitizer watches.
asan:
	@$(LIBCLANG) RUSTFLAGS="-Zsanitizer=address" $(SANITIZED)

tsan:
	@$(LIBCLANG) if [ -d "$$(rustc +nightly --print sysroot)/lib/rustlib/src" ]; then \
	  RUSTFLAGS="-Zsanitizer=thread" $(SANITIZED) -Zbuild-std -- --skip tools::; \
	else \
	  RUSTFLAGS="-Zsanitizer=thread -Cunsafe-allow-abi-mismatch=sanitizer" \
	  TSAN_OPTIONS="suppressions=$(CURDIR)/tests/runtime/tsan.supp" $(SANITIZED) -- --skip tools::; \
	fi

corpus:
	@$(CARGO) build --quiet --release --package ffi-gen
	@$(CORPUS) --check-constants --check-layouts --macro-share

bench:
	@$(CARGO) build --quiet --release --package ffi-gen
	@$(CORPUS) --timing 5
	@$(LIBCLANG) $(CARGO) run --quiet --release --package ffi-gen-bench
	@$(CARGO) run --quiet --release --package ffi-gen-tests --bin macros

corpus-setup:
	@.ci/setup-corpus $$(cat .ci/corpus-packages)

doctor:
	@$(CARGO) run --quiet --package ffi-gen -- doctor
