# ziping. The targets a person calls:
#   make           builds ./ziping
#   make setup     installs what building and running need
#   make run       installs what is missing, builds, makes the example into out/
#   make test      unit tests, cases, whole reports (installs what they need)
#   make accept    shows each difference from tests/golden and asks
#   make judge     the outputs before other programs (installs those)
#   make pictures  the README's, from the examples
#   make bench     CPU time and memory beside pango, Typst, python-docx, npm docx
#                  (installs those)
#   make san       unit tests and cases under ASan and UBSan, in build-san/
#   make valgrind  cases under valgrind, the longest aside
#   make fuzz      hostile input for a while: FUZZ_SECONDS=20 a target
#   make coverage  lines of gen/ that unit tests, cases and reports reach
#   make install   into PREFIX (default /usr/local); DESTDIR is honoured
BUILD ?= build
PROGRAM ?= ziping
PREFIX ?= /usr/local
PYTHON ?= /usr/bin/python3
CFLAGS ?= -O2 -g

LINKED = libxml-2.0 freetype2 libpng harfbuzz-subset libzip icu-uc nettle libdeflate jansson \
  libturbojpeg
PKGS = $(LINKED) libqpdf
# Asked once and only when something is compiled, so that `make run` works
# before pkg-config is installed.
PKG_CFLAGS = $(eval PKG_CFLAGS := $$(or $$(shell pkg-config --cflags $(PKGS)),$$(error \
  packages are missing: run tools/setup.sh build)))$(PKG_CFLAGS)
PKG_LIBS = $(eval PKG_LIBS := $$(shell pkg-config --libs $(LINKED)))$(PKG_LIBS)

COMPILE = $(CC) -std=c11 -D_GNU_SOURCE -Wall -Wextra -Igen $(PKG_CFLAGS) $(CPPFLAGS) $(CFLAGS) \
  -MMD -MP
LIBS = -lhpdf $(PKG_LIBS) -lm $(LDLIBS)

OBJECTS = $(patsubst %.c,$(BUILD)/%.o,$(wildcard gen/*/*.c))
FUZZERS = $(patsubst tests/fuzz/target_%.c,$(BUILD)/fuzz/%,$(wildcard tests/fuzz/target_*.c))
UNITS = $(patsubst tests/unit/%.c,$(BUILD)/unit/%,$(wildcard tests/unit/test_*.c))

# V=1 shows the commands themselves.
Q = $(if $(V),,@echo $@ &&)

$(PROGRAM): $(BUILD)/gen/main.o $(BUILD)/libziping.a
	$(Q) $(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/libziping.a: $(OBJECTS)
	@rm -f $@
	@ar rcs $@ $^

# Not linked: see its header.
$(BUILD)/gen/readback/pdf_library.o: CPPFLAGS += -DQPDF_LIBRARY='"$(shell \
  readlink $$(pkg-config --variable=libdir libqpdf)/libqpdf.so)"'

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(Q) $(COMPILE) -c -o $@ $<

$(BUILD)/unit/%: tests/unit/%.c $(BUILD)/libziping.a
	@mkdir -p $(@D)
	$(Q) $(COMPILE) $(LDFLAGS) -o $@ $< $(BUILD)/libziping.a $(LIBS) -lcmocka

$(BUILD)/fuzz/%: $(BUILD)/tests/fuzz/target_%.o $(BUILD)/tests/fuzz/support.o \
  $(BUILD)/tests/fuzz/text_doc.o $(BUILD)/tests/fuzz/check_pages.o $(BUILD)/tests/fuzz/zip.o \
  $(BUILD)/libziping.a
	@mkdir -p $(@D)
	$(Q) $(CC) $(CFLAGS) -fsanitize=fuzzer -o $@ $^ $(LIBS)
.PRECIOUS: $(BUILD)/tests/fuzz/%.o

# Before the rules that need them: prerequisites are expanded where they stand.
FAULTS = build/faults.so build/faults_memory.so

setup:
	tools/setup.sh build fonts

# Set-up comes first; then a make of its own builds with what was installed.
JOBS = $(if $(filter -j%,$(MAKEFLAGS)),,-j$(shell nproc))
AGAIN = --no-print-directory $(JOBS)

run: setup
	@$(MAKE) $(AGAIN) $(PROGRAM)
	@mkdir -p out
	./$(PROGRAM) build examples/zengcheng-2022.xml -o out
	@echo "生成的报告在这里：" && ls -1 "$(CURDIR)"/out/zengcheng-2022.*

programs: $(PROGRAM) $(UNITS) $(FAULTS)

# -k: one failing kind of test doesn't hide the others.
test:
	tools/setup.sh build fonts tests
	@$(MAKE) $(AGAIN) programs
	@$(MAKE) --no-print-directory -k unit cases faults sheets outside rooms manual composing batch review reports archive

unit: $(UNITS)
	tests/unit.sh $(UNITS)

cases: $(PROGRAM) $(FAULTS)
	$(PYTHON) tests/cases.py $(PROGRAM)

# FAULTS_LONG=--long: every allocation up to 2,000 and 3,000 above, 200 kills.
faults: $(PROGRAM) $(FAULTS)
	$(PYTHON) tests/faults.py $(FAULTS_LONG) $(PROGRAM)

sheets: $(PROGRAM)
	$(PYTHON) tests/sheets.py $(PROGRAM)

outside: $(PROGRAM)
	$(PYTHON) tests/outside.py $(PROGRAM)

rooms:
	tests/rooms.sh

manual:
	mandoc -W style -T lint man/ziping.1

composing:
	$(PYTHON) tests/composing.py

batch: $(PROGRAM)
	$(PYTHON) tests/batch.py $(PROGRAM)

review: $(PROGRAM)
	$(PYTHON) tests/review.py $(PROGRAM)

archive: $(PROGRAM)
	$(PYTHON) tests/archive.py $(PROGRAM)

reports: $(PROGRAM)
	$(PYTHON) tests/reports.py $(PROGRAM)
	$(PYTHON) tests/seed_pages.py $(PROGRAM)
	$(PYTHON) tests/seed_findings.py $(PROGRAM)

accept: $(PROGRAM) $(FAULTS)
	$(PYTHON) tests/cases.py --accept $(PROGRAM)
	$(PYTHON) tests/composing.py --record

# Never with sanitizers: they are loaded into programs of every build.
$(FAULTS): build/%.so: tests/%.c
	@mkdir -p $(@D)
	$(Q) $(CC) -std=c11 -D_GNU_SOURCE -Wall -Wextra -O1 -shared -fPIC -o $@ $<

pictures:
	tools/setup.sh build fonts judges
	@$(MAKE) $(AGAIN) $(PROGRAM)
	$(PYTHON) tools/pictures.py $(PROGRAM)

bench:
	tools/setup.sh build fonts tests bench
	@$(MAKE) $(AGAIN) $(PROGRAM) build/pango
	$(PYTHON) tests/bench/bench.py $(PROGRAM) build/pango

# Never with our own packages' or a sanitizer's flags: it is a peer.
build/pango: tests/bench/pango.c
	@mkdir -p $(@D)
	$(Q) $(CC) -std=c11 -D_GNU_SOURCE -Wall -Wextra -O2 -o $@ $< \
	  $$(pkg-config --cflags --libs pangocairo)

judge:
	tools/setup.sh build fonts tests judges
	@$(MAKE) $(AGAIN) $(PROGRAM)
	tests/judge/run.sh $(PROGRAM)

SAN_FLAGS = -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all
FUZZ = BUILD=build-fuzz PROGRAM=build-fuzz/ziping CC=clang \
  CFLAGS="$(SAN_FLAGS) -fsanitize=fuzzer-no-link"
# Under clang with the fuzzers' objects, so that they are built once for both.
SAN = $(if $(findstring clang,$(CC)),$(FUZZ),BUILD=build-san PROGRAM=build-san/ziping \
  CFLAGS="$(SAN_FLAGS)")
san:
	tools/setup.sh build fonts tests
	@$(MAKE) $(AGAIN) $(SAN) programs
	@$(MAKE) --no-print-directory -k $(SAN) unit cases faults

fuzzers: $(FUZZERS)

fuzz:
	tools/setup.sh build fonts tests
	@$(MAKE) $(AGAIN) $(FUZZ) fuzzers
	tests/fuzz/run.sh build-fuzz/fuzz

# The longest cases, those of batch among them, are left to ASan: valgrind takes
# fifty times as long.
VALGRIND_CASES = $(filter-out example-% too-long batch% layouts-each falsified diff-inside, \
  $(notdir $(patsubst %/cmd,%,$(wildcard tests/cases/*/cmd))))

valgrind:
	tools/setup.sh build fonts tests
	@$(MAKE) $(AGAIN) programs
	$(PYTHON) tests/cases.py --valgrind $(PROGRAM) $(VALGRIND_CASES)

COVERAGE = BUILD=build-cov PROGRAM=build-cov/ziping CFLAGS="-O0 -g --coverage"
coverage:
	tools/setup.sh build fonts tests
	@$(MAKE) $(AGAIN) $(COVERAGE) programs
	find build-cov -name '*.gcda' -delete
	@$(MAKE) --no-print-directory -k $(COVERAGE) unit cases sheets reports
	tests/coverage.py build-cov

SHARE = $(DESTDIR)$(PREFIX)/share
install: $(PROGRAM)
	install -D -m 755 $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/ziping
	install -D -m 644 -t $(SHARE)/man/man1 man/ziping.1
	install -D -m 644 -t $(SHARE)/ziping/layouts layouts/*
	install -D -m 644 -t $(SHARE)/ziping/fonts fonts/*

clean:
	rm -rf build build-* ziping out

.PHONY: pictures review composing setup run programs test unit cases faults sheets outside rooms manual batch reports archive accept judge bench san fuzzers fuzz coverage valgrind install clean
-include $(wildcard $(BUILD)/gen/*.d $(BUILD)/gen/*/*.d $(BUILD)/unit/*.d $(BUILD)/tests/fuzz/*.d)
