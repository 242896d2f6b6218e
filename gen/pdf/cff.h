/* A CID-keyed CFF font (Adobe Technical Notes 5176 and 5177), and a smaller one
 * of just the glyphs that a document prints.
 *
 * HarfBuzz can do that for any font; but Chinese faces are CID-keyed CFF nearly
 * without exception, and it interprets every glyph's program several times over,
 * which took half of a report's time. Here programs are copied, subroutines
 * written out in their place and hints left out. What a font needs beyond that
 * is refused, and left to HarfBuzz.
 *
 * Fonts are hostile: every offset is checked against the table. */
#ifndef ZIPING_PDF_CFF_H
#define ZIPING_PDF_CFF_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"

/* Bytes of the table, borrowed. */
typedef struct CffBytes {
  const uint8_t *data;
  size_t len;
} CffBytes;

typedef struct CffIndex {
  CffBytes whole; /* the index itself, as it stands */
  uint32_t count;
  int offset_size;
  const uint8_t *offsets;
  CffBytes objects; /* the offsets count from one byte before */
} CffIndex;

/* One of the fonts that a CID-keyed font is put together from. */
typedef struct CffPart {
  CffBytes dict;    /* Font DICT */
  CffBytes private; /* Private DICT */
  CffIndex subrs;   /* none: count is 0 */
} CffPart;

enum { CFF_PARTS_MOST = 256 };

typedef struct CffFont {
  CffIndex names, strings, subrs, glyphs;
  CffBytes top;       /* Top DICT */
  CffBytes selection; /* FDSelect, to the table's end */
  CffPart parts[CFF_PARTS_MOST];
  unsigned part_count;
} CffFont;

typedef struct CffGlyph {
  uint32_t glyph; /* in the font */
  unsigned cid;
} CffGlyph;

/* False when it is no CID-keyed font, or damaged. */
bool cff_open(CffFont *font, const void *table, size_t len);
/* The part that the glyph belongs to; false when there is none. */
bool cff_part_of(const CffFont *font, uint32_t glyph, unsigned *part);
bool cff_object(const CffIndex *index, uint32_t number, CffBytes *out);

/* Walks through a DICT: false at its end, or where it is damaged (*damaged is
 * set then). Operators of two bytes are 0x0C00 and the second. */
typedef struct CffEntry {
  unsigned op;    /* two-byte ones: 0x0C00 and the second byte */
  CffBytes whole; /* operands and operator */
  int operands;
  int32_t last[2]; /* the last two operands, of integers */
} CffEntry;
bool cff_next(CffBytes *dict, CffEntry *entry, bool *damaged);

/* Bytes of the longest program (Adobe Technical Note 5176, appendix C). */
enum { CFF_PROGRAM_MOST = 65535 };
/* Writes the glyph's program, without subroutines and hints, to out, which has
 * room for CFF_PROGRAM_MOST bytes; false when it can't be written so, or is
 * damaged. */
bool cff_program(const CffFont *font, uint32_t glyph, uint8_t *out, size_t *len);

/* Appends a font of .notdef and these glyphs, which stand in order of their
 * numbers, each once, none of them 0. False when the font is refused. */
bool cff_subset(const CffFont *font, const CffGlyph *glyphs, size_t count, Buf *out);

/* Operators of DICTs that hold offsets. */
enum {
  CFF_CHARSET = 15,
  CFF_ENCODING = 16,
  CFF_GLYPHS = 17,
  CFF_PRIVATE = 18,
  CFF_SUBRS = 19,
  CFF_ROS = 0x0C1E,
  CFF_PARTS = 0x0C24,
  CFF_SELECTION = 0x0C25
};

#endif
