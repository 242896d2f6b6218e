/* Reading a CFF table's structure. */
#include "pdf/cff.h"

#include <string.h>

static uint32_t number_at(const uint8_t *at, int size) {
  uint32_t value = 0;
  for (int i = 0; i < size; i++)
    value = value << 8 | at[i];
  return value;
}

static CffBytes from(CffBytes bytes, size_t offset) {
  if (offset > bytes.len)
    return (CffBytes){NULL, 0};
  return (CffBytes){bytes.data + offset, bytes.len - offset};
}

/* The index that bytes begin with; *rest is what follows it. */
static bool read_index(CffBytes bytes, CffIndex *index, CffBytes *rest) {
  *index = (CffIndex){0};
  if (bytes.len < 2)
    return false;
  index->count = number_at(bytes.data, 2);
  index->whole = (CffBytes){bytes.data, 2};
  *rest = from(bytes, 2);
  if (index->count == 0)
    return true;
  if (bytes.len < 3 || bytes.data[2] < 1 || bytes.data[2] > 4)
    return false;
  index->offset_size = bytes.data[2];
  size_t table = ((size_t)index->count + 1) * (size_t)index->offset_size;
  if (bytes.len - 3 < table)
    return false;
  index->offsets = bytes.data + 3;
  uint32_t end = number_at(index->offsets + table - (size_t)index->offset_size, index->offset_size);
  CffBytes after = from(bytes, 3 + table);
  if (end < 1 || end - 1 > after.len)
    return false;
  index->objects = (CffBytes){after.data, end - 1};
  *rest = from(after, end - 1);
  index->whole.len = 3 + table + end - 1;
  return true;
}

bool cff_object(const CffIndex *index, uint32_t number, CffBytes *out) {
  if (number >= index->count)
    return false;
  const uint8_t *at = index->offsets + (size_t)number * (size_t)index->offset_size;
  uint32_t start = number_at(at, index->offset_size);
  uint32_t end = number_at(at + index->offset_size, index->offset_size);
  if (start < 1 || end < start || end - 1 > index->objects.len)
    return false;
  *out = (CffBytes){index->objects.data + start - 1, end - start};
  return true;
}

/* Bytes of the operand at the start of dict, 0 when it is none; *value is its
 * value, 0 for a decimal fraction. */
static size_t read_operand(CffBytes dict, int32_t *value) {
  const uint8_t *at = dict.data;
  int first = at[0];
  *value = 0;
  if (first >= 32 && first <= 246) {
    *value = first - 139;
    return 1;
  }
  if (first >= 247 && first <= 254 && dict.len >= 2) {
    *value = first < 251 ? (first - 247) * 256 + at[1] + 108 : -(first - 251) * 256 - at[1] - 108;
    return 2;
  }
  if (first == 28 && dict.len >= 3) {
    *value = (int16_t)number_at(at + 1, 2);
    return 3;
  }
  if (first == 29 && dict.len >= 5) {
    *value = (int32_t)number_at(at + 1, 4);
    return 5;
  }
  if (first == 30)
    for (size_t i = 1; i < dict.len; i++)
      if ((at[i] & 0x0F) == 0x0F || at[i] >> 4 == 0x0F)
        return i + 1;
  return 0;
}

bool cff_next(CffBytes *dict, CffEntry *entry, bool *damaged) {
  *entry = (CffEntry){.whole = {dict->data, 0}};
  while (dict->len > 0 && dict->data[0] >= 28) {
    entry->last[0] = entry->last[1];
    size_t len = read_operand(*dict, &entry->last[1]);
    if (len == 0) {
      *damaged = true;
      return false;
    }
    entry->operands++;
    *dict = from(*dict, len);
  }
  if (dict->len == 0) {
    *damaged |= entry->operands > 0;
    return false;
  }
  size_t len = dict->data[0] == 12 ? 2 : 1;
  if (dict->len < len || dict->data[0] > 21) {
    *damaged = true;
    return false;
  }
  entry->op = len == 2 ? 0x0C00u | dict->data[1] : dict->data[0];
  *dict = from(*dict, len);
  entry->whole.len = (size_t)(dict->data - entry->whole.data);
  return true;
}

/* The entry of a DICT; false when it has none, or is damaged. */
static bool find(CffBytes dict, unsigned op, CffEntry *entry) {
  bool damaged = false;
  while (cff_next(&dict, entry, &damaged))
    if (entry->op == op)
      return true;
  return false;
}

/* What stands in the table where the entry's last operand points to. */
static bool find_place(CffBytes table, CffBytes dict, unsigned op, CffBytes *out) {
  CffEntry entry;
  if (!find(dict, op, &entry) || entry.last[1] <= 0)
    return false;
  *out = from(table, (size_t)entry.last[1]);
  return out->len > 0;
}

static bool read_part(CffBytes table, CffBytes dict, CffPart *part) {
  CffEntry entry;
  *part = (CffPart){.dict = dict};
  if (!find(dict, CFF_PRIVATE, &entry) || entry.operands < 2 || entry.last[0] < 0 ||
      entry.last[1] < 0)
    return false;
  CffBytes place = from(table, (size_t)entry.last[1]);
  if ((size_t)entry.last[0] > place.len)
    return false;
  part->private = (CffBytes){place.data, (size_t)entry.last[0]};
  CffBytes subrs, rest;
  if (!find(part->private, CFF_SUBRS, &entry))
    return true;
  subrs = from(place, entry.last[1] > 0 ? (size_t)entry.last[1] : place.len);
  return read_index(subrs, &part->subrs, &rest);
}

static bool read_parts(CffBytes table, CffFont *font) {
  CffBytes place, rest;
  CffIndex parts;
  if (!find_place(table, font->top, CFF_PARTS, &place) || !read_index(place, &parts, &rest) ||
      parts.count == 0 || parts.count > CFF_PARTS_MOST)
    return false;
  for (font->part_count = 0; font->part_count < parts.count; font->part_count++) {
    CffBytes dict;
    if (!cff_object(&parts, font->part_count, &dict) ||
        !read_part(table, dict, &font->parts[font->part_count]))
      return false;
  }
  return true;
}

bool cff_open(CffFont *font, const void *bytes, size_t len) {
  CffBytes table = {bytes, len}, rest, place;
  CffIndex tops;
  CffEntry ros;
  if (len < 4 || table.data[0] != 1)
    return false;
  return read_index(from(table, table.data[2]), &font->names, &rest) &&
         read_index(rest, &tops, &rest) && cff_object(&tops, 0, &font->top) && tops.count == 1 &&
         read_index(rest, &font->strings, &rest) && read_index(rest, &font->subrs, &rest) &&
         find(font->top, CFF_ROS, &ros) && find_place(table, font->top, CFF_GLYPHS, &place) &&
         read_index(place, &font->glyphs, &rest) &&
         find_place(table, font->top, CFF_SELECTION, &font->selection) && read_parts(table, font);
}

/* Format 3: ranges of glyphs, found by halving. */
static bool part_in_ranges(CffBytes ranges, uint32_t glyph, unsigned *part) {
  if (ranges.len < 2)
    return false;
  size_t low = 0, high = number_at(ranges.data, 2);
  if (high == 0 || (ranges.len - 2) / 3 < high || number_at(ranges.data + 2, 2) > glyph)
    return false;
  while (high - low > 1) {
    size_t middle = (low + high) / 2;
    if (number_at(ranges.data + 2 + middle * 3, 2) <= glyph)
      low = middle;
    else
      high = middle;
  }
  *part = ranges.data[2 + low * 3 + 2];
  return true;
}

bool cff_part_of(const CffFont *font, uint32_t glyph, unsigned *part) {
  CffBytes selection = from(font->selection, 1);
  bool found = false;
  if (font->selection.data[0] == 3) {
    found = part_in_ranges(selection, glyph, part);
  } else if (font->selection.data[0] == 0 && glyph < selection.len) {
    *part = selection.data[glyph];
    found = true;
  }
  return found && *part < font->part_count;
}
