# Build of ziping. `make` builds ./ziping.
CC ?= gcc
PKGS = libxml-2.0 freetype2 harfbuzz-subset libzip icu-uc nettle
CPPFLAGS += -D_GNU_SOURCE -Igen $(shell pkg-config --cflags $(PKGS))
CFLAGS ?= -O2 -g
CFLAGS += -std=c11 -Wall -Wextra -MMD -MP
LDLIBS += -lhpdf $(shell pkg-config --libs $(PKGS))
BUILD ?= build

SRC = $(filter-out gen/main.c,$(wildcard gen/*/*.c))
OBJ = $(SRC:%.c=$(BUILD)/%.o)

ziping: $(BUILD)/gen/main.o $(BUILD)/libziping.a
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(BUILD)/libziping.a: $(OBJ)
	rm -f $@; ar rcs $@ $^

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -c -o $@ $<

UNIT = $(patsubst tests/unit/%.c,$(BUILD)/unit/%,$(wildcard tests/unit/test_*.c))
$(BUILD)/unit/%: tests/unit/%.c $(BUILD)/libziping.a
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $< $(BUILD)/libziping.a $(LDLIBS) -lcmocka -ljansson
unit: $(UNIT)
	@set -e; for t in $(UNIT); do $$t; done

clean:
	rm -rf $(BUILD) ziping

.PHONY: unit clean
-include $(wildcard $(BUILD)/gen/*.d $(BUILD)/gen/*/*.d $(BUILD)/unit/*.d)
