/* word/settings.xml: the settings by which Word breaks lines as we do.
 *
 * characterSpacingControl lets adjacent marks and marks at a line's end give up
 * their blank half; the strict lists replace Word's own when the layout asks
 * for them. */
#include "compose/classes.h"
#include "docx/parts.h"

static void w_character_spacing_control(const PageSetup *page, Part *part) {
  bool squeezes = page->squeeze || page->squeeze_pairs;
  part_val(part, "w:characterSpacingControl", squeezes ? "compressPunctuation" : "doNotCompress");
}

/* Characters outside these blocks are in no list. */
static const struct {
  uint32_t first, last;
} listed[] = {
    {0x21, 0x2FF}, {0x2000, 0x2FFF}, {0x3000, 0x30FF}, {0xFE30, 0xFE6F}, {0xFF00, 0xFFEF}};

static void w_no_line_breaks(const PageSetup *page, Part *part, const char *element,
                             bool (*forbids)(uint32_t ch, KinsokuLevel level)) {
  Buf list = {0};
  for (size_t i = 0; i < sizeof listed / sizeof listed[0]; i++)
    for (uint32_t ch = listed[i].first; ch <= listed[i].last; ch++)
      if (forbids(ch, page->kinsoku))
        buf_put_char(&list, ch);
  part_open(part, element);
  part_attr(part, "w:lang", "zh-CN");
  part_attr(part, "w:val", list.data);
  part_close(part);
  buf_free(&list);
}

static void w_compat(const DocxJob *job, Part *part) {
  part_open(part, "w:compat");
  part_toggle(part, "w:balanceSingleByteDoubleByteWidth", true);
  /* A line that the writer ends stays short; in the locked form it is the
   * justified line of a paragraph and has to reach the margin. */
  if (!job->pages)
    part_toggle(part, "w:doNotExpandShiftReturn", true);
  /* Space after a paragraph and before the next add up; else the larger counts. */
  part_toggle(part, "w:doNotUseHTMLParagraphAutoSpacing", true);
  part_toggle(part, "w:useFELayout", true);
  part_open(part, "w:compatSetting");
  part_attr(part, "w:name", "compatibilityMode");
  part_attr(part, "w:uri", "http://schemas.microsoft.com/office/word");
  part_attr(part, "w:val", "15");
  part_close(part);
  part_close(part);
}

static void w_theme_font_lang(const DocxJob *job, Part *part) {
  part_open(part, "w:themeFontLang");
  part_attr(part, "w:val", "en-US");
  part_attr(part, "w:eastAsia", job->doc->language);
  part_close(part);
}

void docx_settings(const DocxJob *job, Part *part) {
  const PageSetup *page = job->doc->page;
  part_open(part, "w:settings");
  part_attr(part, "xmlns:w", DOCX_MAIN_NS);
  if (page->folio.place == FOLIO_OUTER)
    part_toggle(part, "w:evenAndOddHeaders", true);
  w_character_spacing_control(page, part);
  if (page->kinsoku == KINSOKU_STRICT) {
    w_no_line_breaks(page, part, "w:noLineBreaksAfter", kinsoku_no_end);
    w_no_line_breaks(page, part, "w:noLineBreaksBefore", kinsoku_no_start);
  }
  w_compat(job, part);
  w_theme_font_lang(job, part);
  part_close(part);
}
