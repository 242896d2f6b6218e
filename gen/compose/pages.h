/* Where everything stands: the second cut point, with no idea of PDF.
 *
 * pages_compose makes it from a Doc; the writers only read it. It lies in one
 * arena; pages_free ends it. It borrows the Doc and the Fonts, which must
 * outlive it. All lengths are EMU; x from the paper's left edge, y from its top. */
#ifndef ZIPING_COMPOSE_PAGES_H
#define ZIPING_COMPOSE_PAGES_H

#include "doc/doc.h"
#include "fonts/fonts.h"

/* One character as it is printed. */
typedef struct Placed {
  uint32_t ch;
  uint32_t glyph;
  int face;    /* Face.id */
  uint32_t at; /* byte offset in Block.text (or in Line.text) */
  Emu x;       /* the glyph's origin on the page */
  Emu advance; /* the room it takes, gap to the next included */
  Emu size;    /* one em */
  Emu rise;    /* above the line's baseline (superscript), may be negative */
  bool bold;   /* no bold face exists: thicken it */
} Placed;

/* Why a line ended where it did; the words stand in pages_print. */
typedef enum LineEnd {
  END_PARAGRAPH, /* the paragraph ends */
  END_FORCED,    /* the evaluation asked for a break */
  END_FULL,      /* the next cluster does not fit */
  END_SQUEEZED,  /* a cluster that stuck out was taken in by squeezing marks */
  END_KINSOKU,   /* the next character would fit but may not start a line, or
                    this line's last may not end it */
  END_BALANCED   /* a title's balanced break */
} LineEnd;

typedef struct Line {
  int block;         /* index in Doc.blocks; -1 for page furniture (a page
                        number, 续表) */
  int cell;          /* index in Table.cells; -1 when it is no cell's */
  const char *text;  /* the text that start and end count in: the block's, the
                        cell's, the page number's */
  size_t start, end; /* bytes on this line, trailing spaces that a line end
                        swallows included */
  Placed *items;
  size_t item_count;
  Emu x; /* left end */
  Emu baseline;
  Emu top, height; /* its place on the grid */
  Emu measure;     /* the room it was set into */
  Emu natural;     /* width before squeezing or stretching */
  Emu width;       /* width as set */
  Emu squeezed;    /* taken from marks beyond adjacent pairs */
  Emu paired;      /* taken from adjacent marks */
  Emu stretched;   /* added by justification */
  LineEnd ending;
  uint32_t colour;             /* 0xRRGGBB */
  bool is_first, is_last;      /* of its block or cell */
  const struct Target *target; /* of an entry of the 目录; NULL for all others */
  struct Drawn *figure;        /* a figure's box, which this line is as high as; NULL otherwise */
  Emu hang;    /* from x to what stands behind the part that hangs; 0 where none does */
  Emu rule;    /* length of the line under that, 0: none */
  bool turned; /* reads down the page: x and the items' x are lengths from the
                  paper's top edge, baseline and top from its right edge */
} Line;

/* A part of a figure, from its corner. */
typedef struct FigurePart {
  Emu x, y, width, height;
} FigurePart;

/* How a shape is filled: told apart on a black and white print too. Hatches are
 * thin lines FILL_PITCH apart. */
typedef enum Fill {
  FILL_NONE,
  FILL_DARK,
  FILL_LIGHT,
  FILL_RISING, /* hatched like a slash */
  FILL_MIDDLE,
  FILL_FALLING, /* hatched like a backslash */
  FILL_WHITE,
  FILL_CROSSED, /* both */
  FILL_LEVEL,   /* hatched with level lines */
  FILL_COUNT
} Fill;

#define FILL_PITCH (EMU_PER_MM * 5 / 4)

typedef enum ShapeKind {
  SHAPE_BOX,    /* filled and outlined */
  SHAPE_STROKE, /* level or upright: its height or its width is 0 */
  SHAPE_PICTURE /* the block's, all of it */
} ShapeKind;

typedef struct Shape {
  ShapeKind kind;
  Emu x, y, width, height;
  Emu line; /* thickness of the stroke or outline, half of it on each side */
  Fill fill;
  bool dashed;
} Shape;

/* A figure: shapes one over the other, then its labels, in the order in which
 * they are read. A label belongs to the figure's block and counts in a text of
 * its own. */
typedef struct Drawn {
  int block;
  Emu x, y, width, height;
  FigurePart plot; /* of a chart, where bars stand; else empty */
  Shape *shapes;
  size_t shape_count;
  Line *labels;
  size_t label_count;
} Drawn;

/* Where an entry of the 目录 leads; and what its last line ends with, dots and the
 * page's number. */
typedef struct Target {
  const struct Page *page;
  const Line *line;    /* the first of what it stands for */
  size_t dots, digits; /* Line.items from here on */
  const char *number;  /* NULL: another line has it */
} Target;

/* A straight stroke, drawn as a filled rectangle. */
typedef struct Rule {
  Emu x, y, width, height;
  uint32_t colour; /* 0xRRGGBB, as Line's */
} Rule;

/* A table row's place on a page, from the middle of the rule above it to the
 * middle of the rule below. A head row that is repeated stands here again, and
 * so does a row that goes on over pages. */
typedef struct PlacedRow {
  int block, row;
  bool is_repeated;
  Emu top, height;
} PlacedRow;

/* Where a table's columns lie: column_count + 1 edges, each the middle of a
 * rule, the same on all its pages. */
typedef struct PlacedTable {
  int block;
  const Emu *edges;
} PlacedTable;

/* A block whose place in the measure does not come from its style: the edges it
 * was set between and how. */
typedef struct PlacedText {
  int block;
  Emu left, right; /* from the paper's left edge */
  Align align;
  Emu size; /* of its characters */
} PlacedText;

typedef struct Page {
  int number; /* as printed */
  int total;  /* the last number of its numbering */
  const Section *section;
  const PageSetup *setup; /* the section's */
  bool is_blank;          /* left free, so that 版记 stands on an even page */
  Emu width, height;
  Line *lines; /* the text, top to bottom; a table's row by row, cell by cell */
  size_t line_count;
  Rule *rules;
  size_t rule_count;
  PlacedRow *rows; /* of tables, top to bottom */
  size_t row_count;
  Line *folio; /* the page number, NULL when none is printed */
} Page;

typedef struct Pages {
  Arena *arena;
  const Doc *doc;
  Fonts *fonts;
  Page *pages;
  size_t page_count;
  PlacedTable *tables; /* in order of their blocks */
  size_t table_count;
  PlacedText *texts; /* in order of their blocks */
  size_t text_count;
  const Target **targets; /* by block: of the entries; NULL for all others */
} Pages;

/* NULL with messages when a character has no font, a font can't be read, or the page can't hold a
 * line or a table's columns. A character from a fallback face is reported as 提示. */
Pages *pages_compose(const Doc *doc, Fonts *fonts, Messages *messages);
void pages_free(Pages *pages);
/* The figure of this block; NULL when it has none. */
const Drawn *pages_figure(const Pages *pages, int block);
/* What an entry of the 目录 shows. */
const char *pages_number(const Pages *pages, size_t entry);
/* The word for why a line ended: 满行 … */
const char *pages_ending_name(LineEnd ending);
/* The cut point as text (-f lines). */
void pages_print(const Pages *pages, Buf *out);

#endif
