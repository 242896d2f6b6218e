#include "pdf/content.h"

#include <stdlib.h>

#include "pdf/number.h"
#include "pdf/shapes.h"

/* Places along a line are followed in millionths of a point: a width in 1/1000
 * em times a size in 1/1000 pt comes out whole, so that what rounding leaves
 * over is made good at the next character instead of adding up. */
typedef int64_t Micro;

/* A character imitating bold is outlined with a thirtieth of its size. */
enum { BOLD_PART = 30 };
/* Who takes text out of a PDF reads a wide gap as a space and a step back as
 * another column; poppler does from 100/1000 em and 500/1000 em on. */
enum { GAP_READ_AS_SPACE = 80, STEP_READ_AS_COLUMN = -450 };
/* Characters in one span: ISO 19005-3, 6.1.13, wants strings below 32 KiB. */
enum { LONGEST_PIECE = 8000 };

typedef struct Pen {
  Buf *out;
  const Page *page;
  const PdfFonts *fonts;
  PdfTags *tags;
  int owner; /* of the marked content that is open */
  /* What the viewer's text state is by now. */
  int resource;
  Milli size;
  Milli rise;
  Milli stroke; /* 0: no bold */
  bool is_bold;
  uint32_t colour;
  bool is_turned;
  Milli line_x, line_y; /* where Td last put the line */
  Micro reached;        /* where the next character would stand */
  bool in_array, in_string;
  struct Glyph *glyphs; /* of the line in hand, by item */
  size_t glyph_capacity;
} Pen;

typedef struct Glyph {
  const PdfGlyph *glyph;
  int resource;
  Milli size;
  Micro x;
} Glyph;

static Micro micro(Emu length) {
  return emu_scale(length, 1000000, EMU_PER_PT);
}

static Glyph look_up(const PdfFonts *fonts, const Placed *item) {
  const PdfFont *font = pdf_fonts_font(fonts, item);
  const PdfGlyph *glyph = pdf_font_glyph(font, item);
  Milli size = pdf_milli(item->size);
  return (Glyph){glyph, font->resource + glyph->variant, size > 0 ? size : 1, micro(item->x)};
}

static void look_up_line(Pen *pen, const Line *line) {
  for (size_t i = 0; i < line->item_count; i++) {
    pen->glyphs = mem_grow(pen->glyphs, i, &pen->glyph_capacity, sizeof *pen->glyphs);
    pen->glyphs[i] = look_up(pen->fonts, &line->items[i]);
  }
}

static void end_string(Pen *pen) {
  if (pen->in_string)
    buf_putc(pen->out, '>');
  pen->in_string = false;
}

static void end_array(Pen *pen) {
  end_string(pen);
  if (pen->in_array)
    buf_puts(pen->out, "]TJ\n");
  pen->in_array = false;
}

static void put_operator(Pen *pen, Milli operand, const char *operator) {
  end_array(pen);
  pdf_put_milli(pen->out, operand);
  buf_puts(pen->out, operator);
}

/* 0xRRGGBB, which the output intent calls sRGB, for this operator. */
static void put_colour(Buf *out, uint32_t colour, const char *operator) {
  for (int shift = 16; shift >= 0; shift -= 8) {
    pdf_put_milli(out, emu_scale(colour >> shift & 0xFF, 1000, 0xFF));
    buf_putc(out, ' ');
  }
  buf_puts(out, operator);
}

static void set_colour(Pen *pen, uint32_t colour) {
  if (colour == pen->colour)
    return;
  end_array(pen);
  put_colour(pen->out, colour, "rg\n");
  put_colour(pen->out, colour, "RG\n"); /* bold is outlined */
  pen->colour = colour;
}

static void set_bold(Pen *pen, bool bold, Milli size) {
  Milli stroke = size / BOLD_PART;
  if (bold && stroke != pen->stroke) {
    put_operator(pen, stroke, " w\n");
    pen->stroke = stroke;
  }
  if (bold != pen->is_bold) {
    end_array(pen);
    buf_puts(pen->out, bold ? "2 Tr\n" : "0 Tr\n");
    pen->is_bold = bold;
  }
}

static void set_state(Pen *pen, const Placed *item, const Glyph *glyph) {
  if (glyph->resource != pen->resource || glyph->size != pen->size) {
    end_array(pen);
    buf_puts(pen->out, "/F");
    buf_put_int(pen->out, glyph->resource);
    buf_putc(pen->out, ' ');
    put_operator(pen, glyph->size, " Tf\n");
    pen->resource = glyph->resource;
    pen->size = glyph->size;
  }
  Milli rise = pdf_milli(item->rise);
  if (rise != pen->rise) {
    put_operator(pen, rise, " Ts\n");
    pen->rise = rise;
  }
  set_bold(pen, item->bold, glyph->size);
}

/* Moves on to x by an adjustment in 1/1000 em, reckoned from where the viewer
 * really stands. */
static void adjust(Pen *pen, Micro x) {
  Micro distance = x - pen->reached;
  int64_t amount = emu_scale(distance, 1, pen->size);
  if (amount == 0)
    return;
  end_string(pen);
  buf_put_int(pen->out, -amount);
  pen->reached += amount * pen->size;
}

static void put_glyph(Pen *pen, const Placed *item, const Glyph *glyph) {
  set_state(pen, item, glyph);
  if (!pen->in_array)
    buf_putc(pen->out, '[');
  pen->in_array = true;
  adjust(pen, glyph->x);
  if (!pen->in_string)
    buf_putc(pen->out, '<');
  pen->in_string = true;
  pdf_put_hex(pen->out, (unsigned)glyph->glyph->code);
  pen->reached += glyph->glyph->width * glyph->size;
}

/* A quarter turn clockwise: Line.turned. */
static void start_turned_line(Pen *pen, Milli x, Milli baseline) {
  buf_puts(pen->out, "0 -1 1 0 ");
  pdf_put_milli(pen->out, pdf_milli(pen->page->width) - baseline);
  buf_putc(pen->out, ' ');
  pdf_put_milli(pen->out, pdf_milli(pen->page->height) - x);
  buf_puts(pen->out, " Tm\n");
}

static void start_upright_line(Pen *pen, Milli x, Milli y) {
  if (pen->is_turned) {
    buf_puts(pen->out, "1 0 0 1 0 0 Tm\n");
    pen->line_x = pen->line_y = 0;
  }
  pdf_put_milli(pen->out, x - pen->line_x);
  buf_putc(pen->out, ' ');
  pdf_put_milli(pen->out, y - pen->line_y);
  buf_puts(pen->out, " Td\n");
  pen->line_x = x;
  pen->line_y = y;
}

static void start_line(Pen *pen, const Line *line) {
  Milli x = pdf_milli(line->items[0].x);
  if (line->turned)
    start_turned_line(pen, x, pdf_milli(line->baseline));
  else
    start_upright_line(pen, x, pdf_milli(pen->page->height - line->baseline));
  pen->is_turned = line->turned;
  pen->reached = x * 1000;
}

static void put_mark(Buf *out, PdfTags *tags, const char *name, int element) {
  buf_putc(out, '/');
  buf_puts(out, name);
  buf_puts(out, "<</MCID ");
  buf_put_int(out, pdf_tags_mark(tags, element));
}

static void open_owner(Buf *out, PdfTags *tags, int owner) {
  switch (owner) {
  case PDF_NOBODY:
    return;
  /* ISO 32000-1, 14.8.2.2.2. */
  case PDF_RULES:
    buf_puts(out, "/Artifact<</Type/Layout");
    break;
  case PDF_FURNITURE:
    buf_puts(out, "/Artifact<</Type/Pagination");
    break;
  case PDF_FOOTER:
    buf_puts(out, "/Artifact<</Type/Pagination/Subtype/Footer");
    break;
  default:
    put_mark(out, tags, pdf_type_name(tags->elements[owner].type), owner);
  }
  buf_puts(out, ">>BDC\n");
}

static void turn_to(Pen *pen, int owner) {
  if (owner == pen->owner)
    return;
  end_array(pen);
  if (pen->owner != PDF_NOBODY)
    buf_puts(pen->out, "EMC\n");
  open_owner(pen->out, pen->tags, owner);
  pen->owner = owner;
}

static bool is_space(uint32_t ch) {
  return ch == ' ' || ch == 0xA0 || ch == 0x3000;
}

static bool is_private(uint32_t ch) {
  return (ch >= 0xE000 && ch <= 0xF8FF) || ch >= 0xF0000;
}

/* Whether the distance to the next item would be read as a space that is not
 * there, or, between squeezed marks, as the end of the line. */
static bool misread_follows(const Pen *pen, const Line *line, size_t i) {
  if (is_space(line->items[i].ch) || is_space(line->items[i + 1].ch))
    return false;
  const Glyph *one = &pen->glyphs[i];
  Micro distance = one[1].x - one->x - one->glyph->width * one->size;
  return distance > one->size * GAP_READ_AS_SPACE || distance < one->size * STEP_READ_AS_COLUMN;
}

/* The end of what must be read as one piece. Nobody reads an artifact. */
static size_t piece_end(const Pen *pen, const Line *line, size_t first, size_t end, int owner) {
  size_t next = first + 1;
  while (owner >= 0 && next < end && next - first < LONGEST_PIECE &&
         misread_follows(pen, line, next - 1))
    next++;
  return next;
}

/* Opens content that says what its characters are: it is taken as one piece,
 * gaps and steps and all. An element's is content of its own: poppler loses
 * what follows it inside other content. */
static void open_span(Pen *pen, const Line *line, size_t first, size_t end, int owner) {
  turn_to(pen, owner < 0 ? owner : PDF_NOBODY);
  end_array(pen);
  if (owner < 0)
    buf_puts(pen->out, "/Span<<");
  else
    put_mark(pen->out, pen->tags, "Span", owner);
  buf_puts(pen->out, "/ActualText<FEFF");
  for (size_t i = first; i < end; i++)
    pdf_put_utf16(pen->out, line->items[i].ch);
  buf_puts(pen->out, ">>>BDC\n");
}

static void close_span(Pen *pen) {
  end_array(pen);
  buf_puts(pen->out, "EMC\n");
}

static void put_part(Pen *pen, const Line *line, size_t first, size_t end, int owner) {
  while (first < end) {
    size_t next = piece_end(pen, line, first, end, owner);
    /* ISO 19005-3, 6.2.11.7.3: private characters have such a text in any case. */
    bool is_span = next > first + 1 || is_private(line->items[first].ch);
    if (is_span)
      open_span(pen, line, first, next, owner);
    else
      turn_to(pen, owner);
    for (; first < next; first++)
      put_glyph(pen, &line->items[first], &pen->glyphs[first]);
    if (is_span)
      close_span(pen);
  }
}

static void put_text_line(Pen *pen, const Line *line) {
  if (line->item_count == 0)
    return;
  PdfOwners owners = {PDF_FOOTER, PDF_FOOTER, 0};
  if (line != pen->page->folio)
    owners = pdf_tags_line(pen->tags, line);
  size_t label = 0;
  while (label < line->item_count && line->items[label].at < owners.label_len)
    label++;
  if (pen->owner != (label > 0 ? owners.label : owners.body))
    turn_to(pen, PDF_NOBODY);
  look_up_line(pen, line);
  set_colour(pen, line->colour);
  start_line(pen, line);
  put_part(pen, line, 0, label, owners.label);
  size_t dots = line->target ? line->target->dots : line->item_count;
  size_t digits = line->target ? line->target->digits : line->item_count;
  put_part(pen, line, label, dots, owners.body);
  put_part(pen, line, dots, digits, PDF_RULES);
  put_part(pen, line, digits, line->item_count, owners.body);
  end_array(pen);
}

/* Shapes can't stand among text (ISO 32000-1, 8.2). */
static void put_figure(Pen *pen, const Line *line) {
  const Drawn *drawn = line->figure;
  int owner = pdf_tags_line(pen->tags, line).body;
  pdf_tags_draw(pen->tags, owner, drawn, pen->page->height);
  turn_to(pen, PDF_NOBODY);
  buf_puts(pen->out, "ET\n");
  turn_to(pen, owner);
  pdf_put_shapes(pen->out, pen->page, drawn);
  turn_to(pen, PDF_NOBODY);
  buf_puts(pen->out, "BT\n");
  pen->line_x = pen->line_y = 0;
  pen->is_turned = false;
  for (size_t i = 0; i < drawn->label_count; i++)
    put_text_line(pen, &drawn->labels[i]);
}

static void put_line(Pen *pen, const Line *line) {
  if (line->figure)
    put_figure(pen, line);
  else
    put_text_line(pen, line);
}

/* Edges are rounded, not lengths, so that strokes that meet still do. */
static void put_rule(Buf *out, const Page *page, const Rule *rule) {
  Milli left = pdf_milli(rule->x), right = pdf_milli(rule->x + rule->width);
  Milli foot = pdf_milli(page->height - rule->y - rule->height);
  Milli top = pdf_milli(page->height - rule->y);
  const Milli operands[] = {left, foot, right - left, top - foot};
  for (size_t i = 0; i < sizeof operands / sizeof *operands; i++) {
    pdf_put_milli(out, operands[i]);
    buf_putc(out, ' ');
  }
  buf_puts(out, "re\n");
}

static void put_rules(Buf *out, const Page *page, PdfTags *tags) {
  if (page->rule_count == 0)
    return;
  uint32_t colour = 0;
  open_owner(out, tags, PDF_RULES);
  for (size_t i = 0; i < page->rule_count; i++) {
    const Rule *rule = &page->rules[i];
    if (i > 0 && rule->colour != colour)
      buf_puts(out, "f\n");
    if (rule->colour != colour)
      put_colour(out, rule->colour, "rg\n");
    colour = rule->colour;
    put_rule(out, page, rule);
  }
  buf_puts(out, "f\n");
  if (colour)
    put_colour(out, 0, "rg\n");
  buf_puts(out, "EMC\n");
}

void pdf_put_content(Buf *out, const Page *page, const PdfFonts *fonts, PdfTags *tags) {
  put_rules(out, page, tags);
  Pen pen = {.out = out, .page = page, .fonts = fonts, .tags = tags, .owner = PDF_NOBODY};
  buf_puts(out, "BT\n");
  for (size_t i = 0; i < page->line_count; i++)
    put_line(&pen, &page->lines[i]);
  if (page->folio)
    put_line(&pen, page->folio);
  turn_to(&pen, PDF_NOBODY);
  buf_puts(out, "ET\n");
  free(pen.glyphs);
}
