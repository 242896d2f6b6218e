#include "package/part.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"

static void check(Part *part, int result) {
  if (result < 0)
    part->failed = true;
}

void part_start(Part *part) {
  part->bytes = xmlBufferCreate();
  if (!part->bytes)
    mem_exhausted();
  part->writer = xmlNewTextWriterMemory(part->bytes, 0);
  if (!part->writer)
    mem_exhausted();
  check(part, xmlTextWriterStartDocument(part->writer, "1.0", "UTF-8", "yes"));
}

void part_finish(Part *part) {
  check(part, xmlTextWriterEndDocument(part->writer));
  check(part, xmlTextWriterFlush(part->writer));
  xmlFreeTextWriter(part->writer);
  part->writer = NULL;
}

void part_free(Part *part) {
  if (part->writer)
    xmlFreeTextWriter(part->writer);
  if (part->bytes)
    xmlBufferFree(part->bytes);
}

void part_open(Part *part, const char *element) {
  check(part, xmlTextWriterStartElement(part->writer, BAD_CAST element));
}

void part_close(Part *part) {
  check(part, xmlTextWriterEndElement(part->writer));
}

void part_attr(Part *part, const char *name, const char *value) {
  check(part, xmlTextWriterWriteAttribute(part->writer, BAD_CAST name, BAD_CAST value));
}

void part_attr_int(Part *part, const char *name, long value) {
  char digits[24];
  snprintf(digits, sizeof digits, "%ld", value);
  part_attr(part, name, digits);
}

/* The writer takes strings only, so a slice is copied; a line fits the buffer,
 * and what doesn't goes in pieces that end between characters. */
void part_text(Part *part, const char *text, size_t len) {
  char piece[512];
  while (len > 0) {
    size_t take = len < sizeof piece ? len : sizeof piece - 1;
    while (take < len && take > 0 && ((unsigned char)text[take] & 0xC0) == 0x80)
      take--;
    memcpy(piece, text, take);
    piece[take] = '\0';
    check(part, xmlTextWriterWriteString(part->writer, BAD_CAST piece));
    text += take;
    len -= take;
  }
}

void part_element(Part *part, const char *element, const char *text) {
  part_open(part, element);
  part_text(part, text, strlen(text));
  part_close(part);
}
