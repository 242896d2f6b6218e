/* word/styles.xml: the layout's styles as paragraph styles, and the few
 * character styles that runs need.
 *
 * The body style is the document's default; every other style is based on it
 * and says only what differs, so that whoever changes the body in Word changes
 * what follows it. */
#include <stdio.h>
#include <string.h>

#include "docx/parts.h"

int docx_role_index(const Fonts *fonts, const char *name) {
  int count = fonts_role_count(fonts);
  for (int i = 0; i < count; i++)
    if (strcmp(fonts_role_at(fonts, i)->name, name) == 0)
      return i;
  return -1;
}

void docx_marks_id(const DocxJob *job, const char *role, char id[DOCX_ID_SIZE]) {
  snprintf(id, DOCX_ID_SIZE, "Marks%d", docx_role_index(job->fonts, role) + 1);
}

void docx_role_id(const DocxJob *job, const char *role, char id[DOCX_ID_SIZE]) {
  snprintf(id, DOCX_ID_SIZE, "Font%d", docx_role_index(job->fonts, role) + 1);
}

static const char *face_name(const DocxJob *job, const char *role) {
  return fonts_role(job->fonts, role)->docx_name;
}

/* Word knows its own styles by these names and shows them in the user's
 * language; any other name is a custom style. */
static const char *built_in_name(const Style *style) {
  static const char *const names[][2] = {
      {"Title", "Title"},        {"TOCHeading", "TOC Heading"}, {"TOC1", "toc 1"},
      {"TOC2", "toc 2"},         {"Heading1", "heading 1"},     {"Heading2", "heading 2"},
      {"Heading3", "heading 3"}, {"Heading4", "heading 4"},     {"Heading5", "heading 5"},
      {"Heading6", "heading 6"}, {"Heading7", "heading 7"},     {"Heading8", "heading 8"},
      {"Heading9", "heading 9"}};
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
    if (strcmp(names[i][0], style->docx_id) == 0)
      return names[i][1];
  return NULL;
}

static void w_fonts(Part *part, const char *han, const char *latin) {
  part_open(part, "w:rFonts");
  part_attr(part, "w:ascii", latin);
  part_attr(part, "w:hAnsi", latin);
  part_attr(part, "w:eastAsia", han);
  part_attr(part, "w:cs", latin);
  part_close(part);
}

static void w_lang(const DocxJob *job, Part *part) {
  part_open(part, "w:lang");
  part_attr(part, "w:val", "en-US");
  part_attr(part, "w:eastAsia", job->doc->language);
  part_close(part);
}

static void w_doc_defaults(const DocxJob *job, Part *part) {
  const Style *body = job->doc->body;
  part_open(part, "w:docDefaults");
  part_open(part, "w:rPrDefault");
  part_open(part, "w:rPr");
  w_fonts(part, face_name(job, body->role), face_name(job, body->latin_role));
  part_val_int(part, "w:sz", docx_half_points(body->size));
  w_lang(job, part);
  part_close(part);
  part_close(part);
  part_open(part, "w:pPrDefault");
  part_close(part);
  part_close(part);
}

/* Where Word may break and what it may squeeze; the same for every style. */
static void line_choices(const DocxJob *job, Part *part) {
  part_toggle(part, "w:widowControl", job->doc->page->widow_control && !job->pages);
  part_toggle(part, "w:kinsoku", true);
  /* LibreOffice hangs marks when this is off, and does not print a hung mark of
   * condensed text; a locked line needs neither. */
  bool condensed = job->doc->body->tracking < 0;
  part_toggle(part, "w:overflowPunct", job->doc->page->hanging || condensed || job->pages);
  part_toggle(part, "w:autoSpaceDE", true);
  part_toggle(part, "w:autoSpaceDN", true);
  part_toggle(part, "w:snapToGrid", false);
}

static void w_spacing(Part *part, const Style *style, const Style *base) {
  bool pitch = style->pitch != base->pitch;
  bool before = style->space_before != base->space_before;
  bool after = style->space_after != base->space_after;
  if (!pitch && !before && !after)
    return;
  part_open(part, "w:spacing");
  if (before)
    part_attr_int(part, "w:before", docx_twips(style->space_before));
  if (after)
    part_attr_int(part, "w:after", docx_twips(style->space_after));
  if (pitch) {
    part_attr_int(part, "w:line", docx_twips(style->pitch));
    part_attr(part, "w:lineRule", "exact");
  }
  part_close(part);
}

/* An indent in characters and in twips: Word goes by the first, which follows a
 * change of size; LibreOffice knows the second only. */
static void indent(Part *part, const char *chars_name, const char *name, int hundredths, Emu em) {
  part_attr_int(part, chars_name, hundredths);
  part_attr_int(part, name, docx_twips(emu_scale(em, hundredths, 100)));
}

static void w_ind(Part *part, const Style *style, const Style *base) {
  bool resized = style->size != base->size;
  bool left = style->indent_left != base->indent_left || (resized && style->indent_left);
  bool right = style->indent_right != base->indent_right || (resized && style->indent_right);
  bool first = style->indent_first != base->indent_first || (resized && style->indent_first);
  if (!left && !right && !first)
    return;
  part_open(part, "w:ind");
  if (left)
    indent(part, "w:leftChars", "w:left", style->indent_left, style->size);
  if (right)
    indent(part, "w:rightChars", "w:right", style->indent_right, style->size);
  if (first && style->indent_first >= 0)
    indent(part, "w:firstLineChars", "w:firstLine", style->indent_first, style->size);
  if (first && style->indent_first < 0)
    indent(part, "w:hangingChars", "w:hanging", -style->indent_first, style->size);
  part_close(part);
}

void docx_w_jc(Part *part, Align align) {
  static const char *const names[] = {[ALIGN_JUSTIFY] = "both",
                                      [ALIGN_LEFT] = "left",
                                      [ALIGN_CENTRE] = "center",
                                      [ALIGN_RIGHT] = "right"};
  part_val(part, "w:jc", names[align]);
}

/* In the locked form pages end where they end in Pages, by page breaks of the
 * paragraphs' own; a style that moves a page's end would be in their way. */
static void paging(const DocxJob *job, Part *part, const Style *style, const Style *base) {
  if (job->pages)
    return;
  if (style->keep_with_next != base->keep_with_next)
    part_toggle(part, "w:keepNext", style->keep_with_next);
  if (style->page_break_before != base->page_break_before)
    part_toggle(part, "w:pageBreakBefore", style->page_break_before);
}

static void w_ppr(const DocxJob *job, Part *part, const Style *style, const Style *base) {
  part_open(part, "w:pPr");
  paging(job, part, style, base);
  if (style == job->doc->body)
    line_choices(job, part);
  docx_entry_tabs(job, part, style);
  w_spacing(part, style, base);
  w_ind(part, style, base);
  if (style->align != base->align)
    docx_w_jc(part, style->align);
  if (style->outline_level > 0)
    part_val_int(part, "w:outlineLvl", style->outline_level - 1);
  part_close(part);
}

void docx_colour(uint32_t colour, char out[8]) {
  snprintf(out, 8, "%06X", (unsigned)(colour & 0xFFFFFF));
}

static void w_color(Part *part, uint32_t colour) {
  char value[8];
  docx_colour(colour, value);
  part_val(part, "w:color", value);
}

static void w_rpr(const DocxJob *job, Part *part, const Style *style, const Style *base) {
  part_open(part, "w:rPr");
  if (strcmp(style->role, base->role) != 0 || strcmp(style->latin_role, base->latin_role) != 0)
    w_fonts(part, face_name(job, style->role), face_name(job, style->latin_role));
  if (style->bold != base->bold)
    part_toggle(part, "w:b", style->bold);
  if (style->colour != base->colour)
    w_color(part, style->colour);
  if (style->tracking != base->tracking)
    part_val_int(part, "w:spacing", docx_twips(style->tracking));
  if (style->size != base->size)
    part_val_int(part, "w:sz", docx_half_points(style->size));
  part_close(part);
}

static void w_style_head(Part *part, const char *type, const char *id, const char *name,
                         bool custom) {
  part_open(part, "w:style");
  part_attr(part, "w:type", type);
  if (custom)
    part_attr(part, "w:customStyle", "1");
  part_attr(part, "w:styleId", id);
  part_val(part, "w:name", name);
}

/* A paragraph without any style stands as w:docDefaults has it. */
static Style unstyled(const Style *body) {
  return (Style){
      .role = body->role, .latin_role = body->latin_role, .size = body->size, .align = ALIGN_LEFT};
}

static void w_body_style(const DocxJob *job, Part *part) {
  const Style *body = job->doc->body;
  const Style base = unstyled(body);
  part_open(part, "w:style");
  part_attr(part, "w:type", "paragraph");
  part_attr(part, "w:default", "1");
  part_attr(part, "w:styleId", body->docx_id);
  part_val(part, "w:name", "Normal");
  part_toggle(part, "w:qFormat", true);
  w_ppr(job, part, body, &base);
  w_rpr(job, part, body, &base);
  part_close(part);
}

static void w_paragraph_style(const DocxJob *job, Part *part, const Style *style) {
  const Style *body = job->doc->body;
  const char *name = built_in_name(style);
  w_style_head(part, "paragraph", style->docx_id, name ? name : style->name, !name);
  part_val(part, "w:basedOn", body->docx_id);
  if (style->outline_level > 0 || style->balanced)
    part_val(part, "w:next", body->docx_id);
  part_toggle(part, "w:qFormat", true);
  w_ppr(job, part, style, body);
  w_rpr(job, part, style, body);
  part_close(part);
}

/* The page number's place is the folio's matter, not its style's: centred, or
 * one character in from the outer edge (GB/T 9704-2012, 7.5). */
static Style folio_style(const Folio *folio, bool even) {
  Style style = *folio->style;
  bool outer = folio->place == FOLIO_OUTER;
  style.align = !outer ? ALIGN_CENTRE : even ? ALIGN_LEFT : ALIGN_RIGHT;
  style.indent_left = outer && even ? 100 : 0;
  style.indent_right = outer && !even ? 100 : 0;
  return style;
}

static void w_footer_style(const DocxJob *job, Part *part) {
  const Style *body = job->doc->body;
  const Style style = folio_style(&job->doc->page->folio, false);
  w_style_head(part, "paragraph", style.docx_id, "footer", false);
  part_val(part, "w:basedOn", body->docx_id);
  w_ppr(job, part, &style, body);
  w_rpr(job, part, &style, body);
  part_close(part);
}

static void w_footer_even_style(const DocxJob *job, Part *part) {
  const Folio *folio = &job->doc->page->folio;
  const Style odd = folio_style(folio, false), even = folio_style(folio, true);
  w_style_head(part, "paragraph", DOCX_FOOTER_EVEN, "双页页码", true);
  part_val(part, "w:basedOn", odd.docx_id);
  w_ppr(job, part, &even, &odd);
  part_close(part);
}

static void w_paragraph_styles(const DocxJob *job, Part *part) {
  const Doc *doc = job->doc;
  const Folio *folio = &doc->page->folio;
  w_body_style(job, part);
  for (size_t i = 0; i < doc->style_count; i++)
    if (doc->styles[i] != doc->body &&
        !(folio->place != FOLIO_NONE && doc->styles[i] == folio->style))
      w_paragraph_style(job, part, doc->styles[i]);
  if (folio->place != FOLIO_NONE)
    w_footer_style(job, part);
  if (folio->place == FOLIO_OUTER)
    w_footer_even_style(job, part);
}

static void w_char_style_head(Part *part, const char *id, const char *name, bool custom) {
  w_style_head(part, "character", id, name, custom);
  part_val(part, "w:basedOn", "DefaultParagraphFont");
  part_open(part, "w:rPr");
}

static void w_char_style_end(Part *part) {
  part_close(part);
  part_close(part);
}

static void w_default_char_style(Part *part) {
  part_open(part, "w:style");
  part_attr(part, "w:type", "character");
  part_attr(part, "w:default", "1");
  part_attr(part, "w:styleId", "DefaultParagraphFont");
  part_val(part, "w:name", "Default Paragraph Font");
  part_close(part);
}

static void w_vert_align_style(Part *part, const char *id, const char *name, const char *value) {
  w_char_style_head(part, id, name, true);
  part_val(part, "w:vertAlign", value);
  w_char_style_end(part);
}

static void w_strong_style(Part *part) {
  w_char_style_head(part, DOCX_STRONG, "Strong", false);
  part_toggle(part, "w:b", true);
  w_char_style_end(part);
}

/* For characters that programs print in one font or the other: all four fonts
 * name this one. */
static void w_marks_style(const DocxJob *job, Part *part, const FontRole *role) {
  char id[DOCX_ID_SIZE], name[128];
  docx_marks_id(job, role->name, id);
  snprintf(name, sizeof name, "标点 %s", role->name);
  w_char_style_head(part, id, name, true);
  w_fonts(part, role->docx_name, role->docx_name);
  w_char_style_end(part);
}

/* Text in another role's font; letters and digits keep theirs. */
static void w_role_style(const DocxJob *job, Part *part, const FontRole *role) {
  char id[DOCX_ID_SIZE], name[128];
  docx_role_id(job, role->name, id);
  snprintf(name, sizeof name, "字体 %s", role->name);
  w_char_style_head(part, id, name, true);
  part_open(part, "w:rFonts");
  part_attr(part, "w:eastAsia", role->docx_name);
  part_close(part);
  w_char_style_end(part);
}

static void w_char_styles(const DocxJob *job, Part *part) {
  w_default_char_style(part);
  w_strong_style(part);
  w_vert_align_style(part, DOCX_SUPERSCRIPT, "上标", "superscript");
  w_vert_align_style(part, DOCX_SUBSCRIPT, "下标", "subscript");
  for (int i = 0; i < fonts_role_count(job->fonts); i++) {
    const FontRole *role = fonts_role_at(job->fonts, i);
    if (job->role_use[i])
      w_marks_style(job, part, role);
    if (job->role_use[i] & DOCX_ROLE_SPAN)
      w_role_style(job, part, role);
  }
}

void docx_styles(const DocxJob *job, Part *part) {
  part_open(part, "w:styles");
  part_attr(part, "xmlns:w", DOCX_MAIN_NS);
  w_doc_defaults(job, part);
  w_paragraph_styles(job, part);
  w_char_styles(job, part);
  docx_table_styles(job, part);
  part_close(part);
}
