# ziping. The targets a person calls:
#   make           builds ./ziping
#   make setup     installs what building and running need
#   make run       installs what is missing, builds, makes the example into out/
#   make test      unit tests, cases, whole reports (installs what they need)
#   make accept    shows each difference from tests/golden and asks
#   make judge     the outputs before other programs (installs those)
#   make san       unit tests and cases under ASan and UBSan, in build-san/
#   make valgrind  cases under valgrind
#   make install   into PREFIX (default /usr/local); DESTDIR is honoured
BUILD ?= build
PROGRAM ?= ziping
PREFIX ?= /usr/local
PYTHON ?= /usr/bin/python3
CFLAGS ?= -O2 -g

PKGS = libxml-2.0 freetype2 harfbuzz-subset libzip icu-uc nettle libdeflate
# Asked once and only when something is compiled, so that `make run` works
# before pkg-config is installed.
PKG_CFLAGS = $(eval PKG_CFLAGS := $$(or $$(shell pkg-config --cflags $(PKGS)),$$(error \
  packages are missing: run tools/setup.sh build)))$(PKG_CFLAGS)
PKG_LIBS = $(eval PKG_LIBS := $$(shell pkg-config --libs $(PKGS)))$(PKG_LIBS)

COMPILE = $(CC) -std=c11 -D_GNU_SOURCE -Wall -Wextra -Igen $(PKG_CFLAGS) $(CPPFLAGS) $(CFLAGS) \
  -MMD -MP
LIBS = -lhpdf $(PKG_LIBS) $(LDLIBS)

OBJECTS = $(patsubst %.c,$(BUILD)/%.o,$(wildcard gen/*/*.c))
UNITS = $(patsubst tests/unit/%.c,$(BUILD)/unit/%,$(wildcard tests/unit/test_*.c))

# V=1 shows the commands themselves.
Q = $(if $(V),,@echo $@ &&)

$(PROGRAM): $(BUILD)/gen/main.o $(BUILD)/libziping.a
	$(Q) $(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/libziping.a: $(OBJECTS)
	@rm -f $@
	@ar rcs $@ $^

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(Q) $(COMPILE) -c -o $@ $<

$(BUILD)/unit/%: tests/unit/%.c $(BUILD)/libziping.a
	@mkdir -p $(@D)
	$(Q) $(COMPILE) $(LDFLAGS) -o $@ $< $(BUILD)/libziping.a $(LIBS) -lcmocka -ljansson

setup:
	tools/setup.sh build fonts

run: setup
	@$(MAKE) --no-print-directory example

example: $(PROGRAM)
	@mkdir -p out
	./$(PROGRAM) build examples/zengcheng-2022.xml -o out
	@echo "生成的报告在这里：" && ls -1 "$(CURDIR)"/out/zengcheng-2022.*

test:
	tools/setup.sh build fonts tests
	@$(MAKE) --no-print-directory unit cases reports

unit: $(UNITS)
	tests/unit.sh $(UNITS)

cases: $(PROGRAM) build/faults.so
	$(PYTHON) tests/cases.py $(PROGRAM)
	tests/faults.sh $(PROGRAM)
	tests/rooms.sh

# Never with sanitizers: it is loaded into programs of every build.
build/faults.so: tests/faults.c
	@mkdir -p $(@D)
	$(CC) -std=c11 -D_GNU_SOURCE -Wall -Wextra -O1 -shared -fPIC -o $@ $<

reports: $(PROGRAM)
	$(PYTHON) tests/reports.py $(PROGRAM)

accept: $(PROGRAM) build/faults.so
	$(PYTHON) tests/cases.py --accept $(PROGRAM)

judge:
	tools/setup.sh build fonts tests judges
	@$(MAKE) --no-print-directory $(PROGRAM)
	tests/judge/run.sh $(PROGRAM)

SAN = BUILD=build-san PROGRAM=build-san/ziping \
  CFLAGS="-O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all"
san:
	tools/setup.sh build fonts tests
	@$(MAKE) --no-print-directory $(SAN) unit build-san/ziping build/faults.so
	$(PYTHON) tests/cases.py build-san/ziping

valgrind:
	tools/setup.sh build fonts tests
	@$(MAKE) --no-print-directory $(PROGRAM) build/faults.so
	$(PYTHON) tests/cases.py --valgrind $(PROGRAM)

SHARE = $(DESTDIR)$(PREFIX)/share
install: $(PROGRAM)
	install -D -m 755 $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/ziping
	install -D -m 644 -t $(SHARE)/man/man1 man/ziping.1
	install -D -m 644 -t $(SHARE)/ziping/layouts layouts/*
	install -D -m 644 -t $(SHARE)/ziping/fonts fonts/*

clean:
	rm -rf build build-* ziping out

.PHONY: setup run example test unit cases reports accept judge san valgrind install clean
-include $(wildcard $(BUILD)/gen/*.d $(BUILD)/gen/*/*.d $(BUILD)/unit/*.d)
