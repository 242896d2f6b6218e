/* The parts of the package, one C file each. Private to docx/.
 *
 * A DocxJob lives for one call of docx_write or docx_write_locked and borrows
 * everything it points to. The element functions inside the files are named
 * after the element they write; the order of elements is the schema's
 * (ISO/IEC 29500-1 annex A, transitional), which Word insists on. */
#ifndef ZIPING_DOCX_PARTS_H
#define ZIPING_DOCX_PARTS_H

#include "base/attach.h"
#include "compose/pages.h"
#include "docx/val.h"
#include "package/package.h"

/* What a font role is used for; a set. */
enum {
  DOCX_ROLE_USED = 1, /* some style or stretch of text prints in it */
  DOCX_ROLE_SPAN = 2  /* some stretch of text asks for it */
};

/* What prints the last number of a numbering. PAGEREF is right in every case but
 * programs reckon it less often. */
typedef enum DocxTotal { DOCX_NUMPAGES, DOCX_SECTIONPAGES, DOCX_PAGEREF } DocxTotal;

/* A section's page numbers. Sections whose pages show the same share footers. */
typedef struct DocxSheet {
  const PageSetup *page;
  bool numbered;
  int first, last;   /* the sections that its numbering runs over */
  Part *footer;      /* NULL when there is none */
  Part *footer_even; /* NULL unless left and right pages differ */
} DocxSheet;

/* A figure and the part that it shows. */
typedef struct DocxFigure {
  size_t block;
  const Drawn *drawn;
  Part *part;
} DocxFigure;

typedef struct DocxJob {
  Arena *arena;
  const Doc *doc;
  const Fonts *fonts;
  const Pages *pages;      /* the locked form; NULL for the editable one */
  const Pages *placed;     /* what the editable form takes from them, see docx.h; may be NULL */
  unsigned char *role_use; /* by the role's place in Fonts */
  DocxSheet *sheets;       /* by section */
  const Table **forms;     /* the tables whose lines and margins no earlier one has */
  size_t form_count;
  int footer_count;
  DocxFigure *figures; /* in order of their blocks */
  size_t figure_count;
  const Attachments *attached; /* NULL: none */
  Packer *packer;
} DocxJob;

void docx_document(const DocxJob *job, Part *part);
void docx_styles(const DocxJob *job, Part *part);
void docx_settings(const DocxJob *job, Part *part);
void docx_font_table(const DocxJob *job, Part *part);
void docx_footer(const DocxJob *job, Part *part, const DocxSheet *sheet, bool even);
void docx_core_props(const DocxJob *job, Part *part);
void docx_app_props(const DocxJob *job, Part *part);
/* Attached files as custom XML parts that the part `document` refers to. */
void docx_attached(const DocxJob *job, Package *package, const char *document);

/* Style ids that are ours, not the layout's. */
#define DOCX_SUPERSCRIPT "Superscript"
#define DOCX_SUBSCRIPT "Subscript"
#define DOCX_STRONG "Strong"
#define DOCX_FOOTER_EVEN "FooterEven"
#define DOCX_GAP "Gap"
#define DOCX_ID_SIZE 32
/* The character style that prints everything in the role's font; or that
 * exchanges the Han font only. */
void docx_marks_id(const DocxJob *job, const char *role, char id[DOCX_ID_SIZE]);
void docx_role_id(const DocxJob *job, const char *role, char id[DOCX_ID_SIZE]);
/* The role's place in Fonts; the layout was checked against it. */
int docx_role_index(const Fonts *fonts, const char *name);
/* The table styles, a part of w:styles (tablestyles.c); and the one that has this
 * table's lines and margins. */
void docx_table_styles(const DocxJob *job, Part *part);
void docx_table_id(const DocxJob *job, const Table *table, char id[DOCX_ID_SIZE]);
bool docx_same_form(const Table *one, const Table *other);

/* What the locked form takes off a line. All zero: nothing. */
typedef struct Squeeze {
  int spacing; /* twips off every Chinese character */
  int scale;   /* all glyphs' width in per cent; 0 as they are */
  int size;    /* half points, for a line that only fits in smaller letters; 0 as they are */
} Squeeze;

/* The runs of text[start, end), split where looks change. In a squeezed line
 * Chinese text stands in one run with its marks, since LibreOffice spares the
 * last character of every run. */
void docx_runs(const DocxJob *job, Part *part, const Block *block, size_t start, size_t end,
               Squeeze squeeze);
/* In how many portions LibreOffice sets text[start, end) that isn't squeezed:
 * the runs, divided where Chinese meets letters and digits. */
size_t docx_portions(const Block *block, size_t start, size_t end);
/* How many characters of a squeezed text[start, end) are really set closer. */
size_t docx_spaced_chars(const Block *block, size_t start, size_t end);

/* Paragraphs with a Hang (hang.c): their tab stops, their indents (goes_on: of what
 * is left of one on another page), and the runs of text[start, end), which is a line
 * or all of it; has_room: it does not fill its line. line: the first one. */
void docx_hang_tabs(Part *part, const PageSetup *page, const Line *line, const Block *block);
void docx_hang_indent(Part *part, const PageSetup *page, const Line *line, const Block *block,
                      bool goes_on);
void docx_hang_runs(const DocxJob *job, Part *part, const Block *block, size_t start, size_t end,
                    Squeeze squeeze, bool has_room);
/* The block's first line; NULL when it has none. */
const Line *docx_first_line(const Pages *pages, size_t block);

/* Opens w:p and its w:pPr with the style; further properties may follow. */
void docx_open_paragraph(Part *part, const char *style_id);
/* Closes the w:pPr of a block's paragraph; and, behind its runs, the w:p. */
void docx_close_properties(const DocxJob *job, Part *part, size_t block);
void docx_close_paragraph(const DocxJob *job, Part *part, size_t block);
/* The same for an empty paragraph of this height, 0 for the least. Tables that
 * touch would become one, and neither a text nor a section may end with one. */
void docx_open_gap(Part *part, Emu height, bool on_new_page);

/* Figures (figure.c): a paragraph's line as high as the figure, with its space
 * above, -1 as the style has it; the properties of the paragraph's mark; the run
 * with the drawing. */
#define DOCX_DRAWING_NS "http://schemas.openxmlformats.org/drawingml/2006/main"
#define DOCX_CHART_NS "http://schemas.openxmlformats.org/drawingml/2006/chart"
const DocxFigure *docx_figure_of(const DocxJob *job, size_t block);
void docx_figure_spacing(Part *part, const DocxFigure *figure, Emu before);
void docx_figure_mark(Part *part);
void docx_figure(const DocxJob *job, Part *part, const DocxFigure *figure);
void docx_w_jc(Part *part, Align align);
/* What is left of a paragraph on another page begins without an indent. */
void docx_w_ind_none(Part *part);
/* RRGGBB. */
void docx_colour(uint32_t colour, char out[8]);
/* Whether a block's place comes from Pages. */
bool docx_is_official(const Block *block);
/* The style of its paragraph: a rule's is none of the layout's. */
static inline const char *docx_block_style(const Block *block) {
  return block->kind == BLOCK_RULE ? DOCX_GAP : block->style->docx_id;
}
/* What a block of 落款, 红头 or 版记 has beyond its style (official.c), nothing for
 * any other: w:pBdr and w:tabs; w:spacing where Pages knows its height (above: of
 * the space over it); w:ind and w:jc; and the size of its runs. */
void docx_official_marks(const DocxJob *job, Part *part, size_t block);
bool docx_official_spacing(const DocxJob *job, Part *part, size_t block, Emu above);
void docx_official_place(const DocxJob *job, Part *part, size_t block);
Squeeze docx_official_size(const DocxJob *job, size_t block);

/* The 目录 (contents.c): what stands before and behind the runs of a block's
 * paragraph, a heading's bookmark or an entry's fields; the tab stop of styles
 * that entries have; a paragraph's place in the outline where its style has
 * another. */
void docx_open_text(const DocxJob *job, Part *part, size_t block);
void docx_close_text(const DocxJob *job, Part *part, size_t block);
/* The last entry, and the paragraphs behind it that end the field and the section:
 * an entry that did would keep its looks when Word refreshes the field. */
bool docx_ends_contents(const Doc *doc, size_t block);
void docx_end_contents(const DocxJob *job, Part *part, size_t block);
void docx_entry_tabs(const DocxJob *job, Part *part, const Style *style);
void docx_outline_level(Part *part, const Block *block);

/* Sections (section.c). */
bool docx_ends_section(const DocxJob *job, size_t block);
/* The section that the block stands in: 版记 that found room on the last page has
 * none of its own. */
int docx_section_of(const DocxJob *job, size_t block);

/* Page numbers (sheets.c). Sets job->sheets, still without footers. */
void docx_find_sheets(DocxJob *job);
bool docx_same_footer(const DocxSheet *one, const DocxSheet *other);
/* What prints the last number of the sheet's numbering; for DOCX_PAGEREF, the
 * name of the bookmark at its end; and the number itself, if there are Pages. */
DocxTotal docx_total(const Doc *doc, const DocxSheet *sheet);
void docx_total_name(const DocxSheet *sheet, char name[DOCX_ID_SIZE]);
int docx_last_number(const DocxJob *job, const DocxSheet *sheet);
/* That bookmark, at the end of the block's last paragraph; nothing where no
 * footer asks for it. */
void docx_end_mark(const DocxJob *job, Part *part, size_t block);
/* w:sectPr of the section that the block belongs to. */
void docx_section(const DocxJob *job, Part *part, size_t block);

/* Tables (table.c): a block's whole table; or, for the locked form, the rows of
 * one table that stand on a page from *row on, with the lines from *line on.
 * Both are moved behind what was written. joins: it shares the rule of the table
 * right above it. */
void docx_table(const DocxJob *job, Part *part, size_t block);
void docx_table_part(const DocxJob *job, Part *part, const Page *page, size_t *line, size_t *row,
                     bool joins);

/* The locked form (locked.c). */
void docx_locked_body(const DocxJob *job, Part *part);
/* A line's runs, and its end unless it is its paragraph's last here. */
void docx_locked_line(const DocxJob *job, Part *part, const Block *block, const Line *line,
                      bool is_last);
/* Where the line's text ends, without a forced break (squeeze.c). */
size_t docx_text_end(const Line *line, const Block *block);
Squeeze docx_squeeze(const Line *line, const Block *block);

/* Heights in the locked form (height.c). The text area's on this setup, with
 * which pages that end inside a paragraph end where they do in Pages. */
Emu docx_locked_height(const Pages *pages, const PageSetup *setup);
/* The page ends early inside a paragraph, to keep two of its lines together. */
bool docx_ends_early(const Pages *pages, size_t page);
/* The foot of a placed row with the rule below it. */
Emu docx_row_foot(const Pages *pages, const PlacedRow *row);

static inline long docx_twips(Emu length) {
  return (long)emu_scale(length, 1, EMU_PER_TWIP);
}

static inline long docx_half_points(Emu length) {
  return (long)emu_scale(length, 2, EMU_PER_PT);
}

#endif
