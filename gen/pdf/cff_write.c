/* Writing the smaller font. Its tables stand in this order: header, names, Top
 * DICT, strings, no global subroutines, charset, FDSelect, glyph programs,
 * Private DICTs, Font DICTs. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "pdf/cff.h"

/* Offsets in DICTs take five bytes whatever their value, so that the length of
 * a DICT is known before they are. */
enum { FIXED_INTEGER = 29 };

static void put_be(Buf *out, uint32_t value, int size) {
  while (size-- > 0)
    buf_putc(out, (char)(value >> 8 * size & 0xFF));
}

static void put_integer(Buf *dict, size_t value) {
  buf_putc(dict, FIXED_INTEGER);
  put_be(dict, (uint32_t)value, 4);
}

static void put_operator(Buf *dict, unsigned op) {
  put_be(dict, op, op > 0xFF ? 2 : 1);
}

/* An index of objects that stand one behind the other in bytes; ends holds
 * where each of them ends. */
static void put_index(Buf *out, const Buf *bytes, const size_t *ends, size_t count) {
  put_be(out, (uint32_t)count, 2);
  if (count == 0)
    return;
  int size = bytes->len < 0xFF ? 1 : bytes->len < 0xFFFF ? 2 : bytes->len < 0xFFFFFF ? 3 : 4;
  buf_putc(out, (char)size);
  put_be(out, 1, size);
  for (size_t i = 0; i < count; i++)
    put_be(out, (uint32_t)ends[i] + 1, size);
  buf_add(out, bytes->data, bytes->len);
}

typedef struct Writer {
  const CffFont *font;
  const CffGlyph *glyphs;
  size_t count;
  Buf *out;
  size_t start;                      /* of the font in out */
  unsigned new_part[CFF_PARTS_MOST]; /* number in the smaller font, from 1; 0: not used */
  unsigned parts[CFF_PARTS_MOST];    /* those used, in the smaller font's order */
  unsigned part_count;
  size_t charset, selection, programs, part_dicts; /* offsets */
} Writer;

static size_t here(const Writer *writer) {
  return writer->out->len - writer->start;
}

/* The glyph at a place of the smaller font, where .notdef comes first. */
static uint32_t glyph_at(const Writer *writer, size_t place) {
  return place == 0 ? 0 : writer->glyphs[place - 1].glyph;
}

static bool number_parts(Writer *writer) {
  for (size_t i = 0; i <= writer->count; i++) {
    unsigned part;
    if (!cff_part_of(writer->font, glyph_at(writer, i), &part))
      return false;
    if (writer->new_part[part])
      continue;
    writer->parts[writer->part_count++] = part;
    writer->new_part[part] = writer->part_count;
  }
  return true;
}

/* The Top DICT with offsets as far as they are known: zeros at first. */
static bool put_top(const Writer *writer, Buf *dict) {
  CffBytes rest = writer->font->top;
  CffEntry entry;
  bool damaged = false;
  while (cff_next(&rest, &entry, &damaged))
    switch (entry.op) {
    case CFF_CHARSET:
    case CFF_ENCODING:
    case CFF_GLYPHS:
    case CFF_PRIVATE:
    case CFF_PARTS:
    case CFF_SELECTION:
      break;
    default:
      buf_add(dict, entry.whole.data, entry.whole.len);
    }
  const struct {
    unsigned op;
    size_t offset;
  } places[] = {{CFF_CHARSET, writer->charset},
                {CFF_SELECTION, writer->selection},
                {CFF_GLYPHS, writer->programs},
                {CFF_PARTS, writer->part_dicts}};
  for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
    put_integer(dict, places[i].offset);
    put_operator(dict, places[i].op);
  }
  return !damaged;
}

static bool put_top_index(const Writer *writer, Buf *out) {
  Buf dict = {0};
  bool ok = put_top(writer, &dict);
  put_index(out, &dict, &dict.len, 1);
  buf_free(&dict);
  return ok;
}

/* Format 0: the CID of every glyph but .notdef. */
static void put_charset(Writer *writer) {
  writer->charset = here(writer);
  buf_putc(writer->out, 0);
  for (size_t i = 0; i < writer->count; i++)
    put_be(writer->out, writer->glyphs[i].cid, 2);
}

/* Format 3: where each run of one part begins, and the number of glyphs. */
static void put_selection(Writer *writer) {
  Buf ranges = {0};
  uint32_t count = 0;
  for (size_t i = 0, last = CFF_PARTS_MOST; i <= writer->count; i++) {
    unsigned part = 0;
    cff_part_of(writer->font, glyph_at(writer, i), &part);
    if (part == last)
      continue;
    put_be(&ranges, (uint32_t)i, 2);
    buf_putc(&ranges, (char)(writer->new_part[part] - 1));
    last = part;
    count++;
  }
  writer->selection = here(writer);
  buf_putc(writer->out, 3);
  put_be(writer->out, count, 2);
  buf_add(writer->out, ranges.data, ranges.len);
  put_be(writer->out, (uint32_t)writer->count + 1, 2);
  buf_free(&ranges);
}

static bool put_programs(Writer *writer) {
  Buf programs = {0};
  uint8_t *program = mem_alloc(CFF_PROGRAM_MOST);
  size_t *ends = mem_alloc((writer->count + 1) * sizeof *ends);
  bool ok = true;
  for (size_t i = 0; ok && i <= writer->count; i++) {
    size_t len = 0;
    ok = cff_program(writer->font, glyph_at(writer, i), program, &len);
    buf_add(&programs, program, len);
    ends[i] = programs.len;
  }
  writer->programs = here(writer);
  if (ok)
    put_index(writer->out, &programs, ends, writer->count + 1);
  free(ends);
  free(program);
  buf_free(&programs);
  return ok;
}

/* A DICT without one of its entries. */
static bool put_without(Buf *out, CffBytes dict, unsigned op) {
  CffEntry entry;
  bool damaged = false;
  while (cff_next(&dict, &entry, &damaged))
    if (entry.op != op)
      buf_add(out, entry.whole.data, entry.whole.len);
  return !damaged;
}

static bool put_parts(Writer *writer) {
  Buf dicts = {0};
  size_t ends[CFF_PARTS_MOST] = {0};
  bool ok = true;
  for (unsigned i = 0; i < writer->part_count; i++) {
    const CffPart *part = &writer->font->parts[writer->parts[i]];
    size_t start = here(writer);
    ok = put_without(writer->out, part->private, CFF_SUBRS) && ok;
    ok = put_without(&dicts, part->dict, CFF_PRIVATE) && ok;
    put_integer(&dicts, here(writer) - start);
    put_integer(&dicts, start);
    put_operator(&dicts, CFF_PRIVATE);
    ends[i] = dicts.len;
  }
  writer->part_dicts = here(writer);
  put_index(writer->out, &dicts, ends, writer->part_count);
  buf_free(&dicts);
  return ok;
}

/* The Top DICT again, over the first, by now with its offsets. */
static void set_offsets(const Writer *writer, size_t at) {
  Buf top = {0};
  put_top_index(writer, &top);
  memcpy(writer->out->data + at, top.data, top.len);
  buf_free(&top);
}

static bool put_font(Writer *writer) {
  static const char header[] = {1, 0, 4, 4};
  const CffFont *font = writer->font;
  Buf *out = writer->out;
  if (!number_parts(writer))
    return false;
  buf_add(out, header, sizeof header);
  buf_add(out, font->names.whole.data, font->names.whole.len);
  size_t top = out->len;
  if (!put_top_index(writer, out))
    return false;
  buf_add(out, font->strings.whole.data, font->strings.whole.len);
  put_be(out, 0, 2);
  put_charset(writer);
  put_selection(writer);
  if (!put_programs(writer) || !put_parts(writer))
    return false;
  set_offsets(writer, top);
  return true;
}

bool cff_subset(const CffFont *font, const CffGlyph *glyphs, size_t count, Buf *out) {
  Writer writer = {.font = font, .glyphs = glyphs, .count = count, .out = out, .start = out->len};
  bool ok = put_font(&writer);
  if (!ok)
    out->len = writer.start;
  return ok;
}
