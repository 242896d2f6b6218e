/* What a report says, with no idea of lines: the first cut point.
 *
 * A Doc is made by doc_build from a layout and an evaluation; DOCX is written
 * from it and the composer sets it into pages. It is read-only once made, lies
 * in one arena, and doc_free ends it together with everything it points to
 * (styles are borrowed from the Layout, which must outlive it). */
#ifndef ZIPING_DOC_DOC_H
#define ZIPING_DOC_DOC_H

#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/msg.h"
#include "doc/drawing.h"
#include "layout/style.h"

/* In text: a line break that the evaluation forces. */
#define DOC_LINE_BREAK 0x2028u

typedef enum BlockKind {
  BLOCK_MARK, /* 附件2, flush left at the head of the page */
  BLOCK_TITLE,
  BLOCK_HEADING,   /* 章, 节: level 1, 2 … */
  BLOCK_ANNEX,     /* an annex's title; it ranks with the chapters: level 1 */
  BLOCK_PARAGRAPH, /* 段, 条, 款; level 3, 4 for numbered items, 0 else */
  BLOCK_BLANK,     /* an empty line */
  BLOCK_TABLE,
  BLOCK_FIGURE,
  BLOCK_OFFICE, /* 署名: who issues it, then the date; a block each or, under seals, a
                   block for each row of them: every place begins with DOC_TAB, and one
                   that stays free has nothing behind it */
  BLOCK_DATE,   /* 成文日期 */
  BLOCK_BANNER, /* 发文机关标志, one line */
  BLOCK_ROW,    /* one line, what stands before DOC_TAB at its left end, the rest at
                   its right end */
  BLOCK_RULE,   /* a line across the measure, without text */
  BLOCK_ENTRY   /* of the 目录: a heading's text, which its page's number follows */
} BlockKind;

/* In the text of a BLOCK_ROW, and of a BLOCK_OFFICE that is a row. */
#define DOC_TAB '\t'

/* A seal is as large as this at most. */
#define DOC_SEAL (42 * EMU_PER_MM)

/* Where a block stands on its page. */
typedef enum BlockZone {
  ZONE_TEXT,
  ZONE_HEAD,   /* 红头: at the first page's head, at distances of its own */
  ZONE_IMPRINT /* 版记: at the last page's foot */
} BlockZone;

typedef enum SpanKind { SPAN_SUPERSCRIPT, SPAN_SUBSCRIPT, SPAN_BOLD, SPAN_ROLE } SpanKind;

/* A stretch of a block's text that looks different. Spans are in order and do
 * not overlap. */
typedef struct Span {
  SpanKind kind;
  size_t start, end; /* bytes of Block.text */
  const char *role;  /* SPAN_ROLE: the font role */
} Span;

/* From this byte of a text on, up to the next origin, it was written there. */
typedef struct Origin {
  size_t at;
  Pos pos;
} Origin;

typedef enum ColumnKind {
  COLUMN_FIXED,  /* width as given */
  COLUMN_SHARE,  /* its share of what the others leave */
  COLUMN_CONTENT /* as wide as its widest cell wants, the table permitting */
} ColumnKind;

typedef struct TableColumn {
  ColumnKind kind;
  Emu width; /* COLUMN_FIXED */
  int share; /* COLUMN_SHARE */
} TableColumn;

typedef enum CellPlace { CELL_MIDDLE, CELL_TOP, CELL_BOTTOM } CellPlace;

typedef struct Cell {
  int row, column;
  int row_span, column_span; /* at least 1 */
  const Style *style;        /* its align is the cell's */
  CellPlace place;
  const char *text; /* as Block.text */
  size_t len;
  Span *spans;
  size_t span_count;
  Origin *origins;
  size_t origin_count;
  bool is_header; /* of a row or a column, for who listens to the table */
  Pos pos;
} Cell;

/* Cells are in order of row, then column; together they cover the grid of
 * row_count × column_count exactly once. */
typedef struct Table {
  TableColumn *columns;
  int column_count;
  int row_count;
  int head_rows; /* repeated on every page that the table reaches */
  Cell *cells;
  size_t cell_count;
  const char *continued; /* 续表: stands over a continued part; NULL: nothing does */
  const Style *continued_style;
  Emu rule;                 /* thickness of its lines */
  Emu padding_x, padding_y; /* between a rule and the text */
} Table;

/* What stands in front of a paragraph's text and keeps all its lines off: 附件：1.,
 * the name of a cover's field. */
typedef struct Hang {
  size_t at;  /* bytes of Block.text that stand in front; 0: the paragraph is like others */
  Emu indent; /* what comes in front is this much further in than the style says */
  Emu width;  /* its room; 0: as wide as it is */
  bool ruled; /* the rest stands on a line */
  Emu rule;   /* whose length is this; 0: to the right indent */
} Hang;

typedef struct Block {
  BlockKind kind;
  int level;
  const Style *style;
  const char *text; /* UTF-8 with its number in front, NUL-terminated */
  size_t len;
  int rank;         /* in the outline: 1 for chapters, and so on; 0: it is not in it */
  size_t label_len; /* bytes of text that are the number (一、), 0 when none */
  Span *spans;
  size_t span_count;
  Origin *origins; /* in order; what comes before the first was written at pos */
  size_t origin_count;
  BlockZone zone;
  Emu rule_drop, rule;    /* BLOCK_RULE: from the line above it; thickness. Its colour is
                             the style's */
  bool is_sealed;         /* 署名, 成文日期: a seal will stand on them */
  bool is_kept;           /* its last line stands on one page with what follows */
  const Table *table;     /* BLOCK_TABLE; NULL for all others */
  const Drawing *drawing; /* BLOCK_FIGURE, which has no text; NULL for all others */
  bool is_note;           /* 注, 签: stands on the page where the table above it ends */
  Hang hang;
  int target;     /* BLOCK_ENTRY: the heading in Doc.blocks that it stands for */
  bool is_listed; /* a heading that an entry stands for */
  int section;    /* in Doc.sections; never less than the block's before it */
  Pos pos;        /* where it was written: evaluation or layout */
} Block;

/* Blocks that follow one another on the same kind of sheet. The first stands at
 * the head of a page, but 版记 of what is printed on both sides at the foot of the
 * last page, if that is an even one and has room. */
typedef struct Section {
  const PageSetup *page;
  bool numbered;   /* its pages' numbers are printed */
  int start;       /* the number of its first page; 0: goes on from the page before */
  bool is_imprint; /* 版记 of what is printed on both sides */
} Section;

typedef struct Doc {
  Arena *arena;
  const char *title;  /* one line, for the properties */
  const char *author; /* the office */
  const char *subject;
  const char *language; /* zh-CN */
  const char *layout;   /* the layout's name */
  const char *date;     /* the report's own, 2023-03-15; NULL when it has none */
  int year;
  const PageSetup *page; /* the layout's: paper, and where page numbers stand on it */
  Section *sections;     /* one at least */
  int section_count;
  const Style *const *styles;
  size_t style_count;
  const Style *body; /* the style whose em fills the grid */
  Block *blocks;
  size_t block_count;
} Doc;

/* Where this byte of the block's text was written. */
Pos doc_pos(const Block *block, size_t at);
/* A text without its forced line breaks. */
const char *doc_one_line(const char *text, Arena *arena);
void doc_free(Doc *doc);
/* The cut point as text: one block a line, stable and diffable (-f doc). */
void doc_print(const Doc *doc, Buf *out);

#endif
