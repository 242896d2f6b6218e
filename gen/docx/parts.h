/* The parts of the package, one C file each. Private to docx/.
 *
 * A DocxJob lives for one call of docx_write or docx_write_locked and borrows
 * everything it points to. The element functions inside the files are named
 * after the element they write; the order of elements is the schema's
 * (ISO/IEC 29500-1 annex A, transitional), which Word insists on. */
#ifndef ZIPING_DOCX_PARTS_H
#define ZIPING_DOCX_PARTS_H

#include "compose/pages.h"
#include "docx/val.h"

/* What a font role is used for; a set. */
enum {
  DOCX_ROLE_USED = 1, /* some style or stretch of text prints in it */
  DOCX_ROLE_SPAN = 2  /* some stretch of text asks for it */
};

typedef struct DocxJob {
  const Doc *doc;
  const Fonts *fonts;
  const Pages *pages;      /* the locked form; NULL for the editable one */
  unsigned char *role_use; /* by the role's place in Fonts */
  Part *footer;            /* NULL when no page number is printed */
  Part *footer_even;       /* NULL unless left and right pages differ */
} DocxJob;

void docx_document(const DocxJob *job, Part *part);
void docx_styles(const DocxJob *job, Part *part);
void docx_settings(const DocxJob *job, Part *part);
void docx_font_table(const DocxJob *job, Part *part);
void docx_footer(const DocxJob *job, Part *part, bool even);
void docx_core_props(const DocxJob *job, Part *part);
void docx_app_props(const DocxJob *job, Part *part);

/* What the locked form takes off a line. All zero: nothing. */
typedef struct Squeeze {
  int spacing; /* twips off every character */
  int scale;   /* the glyphs' width in per cent; 0 as they are */
  bool latin;  /* of letters and digits too, else of Chinese text only */
} Squeeze;

/* The runs of text[start, end), split where looks change. In a squeezed line
 * Chinese text stands in one run with its marks, since LibreOffice spares the
 * last character of every run. */
void docx_runs(const DocxJob *job, Part *part, const Block *block, size_t start, size_t end,
               Squeeze squeeze);
/* How many characters of a squeezed text[start, end) are really set closer. */
size_t docx_spaced_chars(const Block *block, size_t start, size_t end, bool latin);

/* Opens w:p and its w:pPr with the style; further properties may follow. */
void docx_open_paragraph(Part *part, const Style *style);

/* The locked form (locked.c): its paragraphs, and the height of its text area,
 * with which pages that end inside a paragraph end where they do in Pages. */
void docx_locked_body(const DocxJob *job, Part *part);
Emu docx_locked_height(const Pages *pages);

/* Style ids that are ours, not the layout's. */
#define DOCX_SUPERSCRIPT "Superscript"
#define DOCX_SUBSCRIPT "Subscript"
#define DOCX_STRONG "Strong"
#define DOCX_FOOTER_EVEN "FooterEven"
#define DOCX_ID_SIZE 32
/* The character style that prints everything in the role's font; or that
 * exchanges the Han font only. */
void docx_marks_id(const DocxJob *job, const char *role, char id[DOCX_ID_SIZE]);
void docx_role_id(const DocxJob *job, const char *role, char id[DOCX_ID_SIZE]);
/* The role's place in Fonts; the layout was checked against it. */
int docx_role_index(const Fonts *fonts, const char *name);

static inline long docx_twips(Emu length) {
  return (long)emu_scale(length, 1, EMU_PER_TWIP);
}

static inline long docx_half_points(Emu length) {
  return (long)emu_scale(length, 2, EMU_PER_PT);
}

#endif
