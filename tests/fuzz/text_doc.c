/* Bytes to a Doc, without evaluation and layout, so that the composer and the
 * writers meet what no layout of ours asks for. */
#include <string.h>
#include <unicode/uchar.h>

#include "base/utf8.h"
#include "support.h"

enum { EM = 16 * EMU_PER_PT, PITCH = 28 * EMU_PER_PT, MARGIN = 30 * EMU_PER_MM };
enum { HEAD = 4, STYLES = 4, PLAIN = 0, SUPER = 1, SUB = 2, BOLD = 3 };

typedef struct Maker {
  Doc *doc;
  const uint8_t *bytes;
  size_t len, at;
  Style *styles[STYLES]; /* paragraph, title, heading, page number */
} Maker;

static Style *add_style(Maker *maker, const char *name, const char *id, const char *role) {
  Style *style = arena_alloc(maker->doc->arena, sizeof *style);
  *style = (Style){.name = name,
                   .docx_id = id,
                   .role = role,
                   .latin_role = "西文",
                   .size = EM,
                   .pitch = PITCH,
                   .grid = true};
  return style;
}

/* What the head's bytes choose, as a layout could. */
static void choose_styles(Maker *maker, const uint8_t head[HEAD]) {
  Style **styles = maker->styles;
  styles[0] = add_style(maker, "正文", "Normal", "仿宋");
  styles[1] = add_style(maker, "标题", "Title", "小标宋");
  styles[2] = add_style(maker, "标题 1", "Heading1", "黑体");
  styles[3] = add_style(maker, "页码", "Footer", "宋体");
  styles[0]->align = head[3] & 1 ? ALIGN_LEFT : ALIGN_JUSTIFY;
  styles[0]->indent_first = head[3] & 2 ? 200 : 0;
  styles[0]->indent_left = head[3] & 4 ? 150 : 0;
  styles[0]->page_break_before = head[3] & 8;
  styles[0]->space_before = head[3] & 16 ? PITCH / 3 : 0;
  styles[1]->align = ALIGN_CENTRE;
  styles[1]->balanced = true;
  styles[1]->size = head[3] & 32 ? 22 * EMU_PER_PT : EM;
  styles[2]->keep_with_next = true;
  styles[2]->outline_level = 1;
  const Style **kept = arena_array(maker->doc->arena, STYLES, sizeof *kept);
  memcpy(kept, styles, sizeof maker->styles);
  maker->doc->styles = kept;
  maker->doc->style_count = STYLES;
  maker->doc->body = styles[0];
}

static void choose_page(Maker *maker, const uint8_t head[HEAD]) {
  static const BreakMode modes[] = {BREAK_WORD, BREAK_WPS, BREAK_CLREQ, BREAK_WORD};
  PageSetup *page = arena_alloc(maker->doc->arena, sizeof *page);
  int chars = head[1] % 40 + 1, lines = head[2] % 30 + 1;
  *page = (PageSetup){.width = 2 * MARGIN + (Emu)chars * EM + head[1] / 40 * (EM / 8),
                      .height = 2 * MARGIN + (Emu)lines * PITCH,
                      .top = MARGIN,
                      .bottom = MARGIN,
                      .left = MARGIN,
                      .right = MARGIN,
                      .pitch = PITCH,
                      .lines = lines,
                      .chars = chars,
                      .mode = modes[head[0] & 3],
                      .kinsoku = head[0] & 4 ? KINSOKU_STRICT : KINSOKU_WORD,
                      .hanging = head[0] & 8,
                      .squeeze = head[0] & 16,
                      .squeeze_pairs = head[0] & 32,
                      .widow_control = head[0] & 64,
                      .folio = {.place = head[2] & 128  ? FOLIO_OUTER
                                         : head[2] & 64 ? FOLIO_CENTRE
                                                        : FOLIO_NONE,
                                .text = "— {页} {共} —",
                                .style = maker->styles[3],
                                .first = 1}};
  maker->doc->page = page;
  maker->doc->sections = arena_array(maker->doc->arena, 1, sizeof *maker->doc->sections);
  maker->doc->section_count = 1;
  maker->doc->sections[0] = (Section){page, true, 1, false};
}

static bool is_printable(uint32_t ch) {
  if (ch == UTF8_INVALID || (ch < ' ' && ch != '\t') || ch == 0xFFFE || ch == 0xFFFF)
    return false;
  if (ch >= 0x80 && u_hasBinaryProperty((UChar32)ch, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
    return true;
  Fonts *fonts = fuzz_fonts();
  return ch == DOC_LINE_BREAK || ch == '\t' ||
         fonts_pick(fonts, fonts_role(fonts, "仿宋"), ch).face;
}

static void close_span(Block *block, int kind, size_t start, size_t end) {
  static const SpanKind kinds[] = {
      [SUPER] = SPAN_SUPERSCRIPT, [SUB] = SPAN_SUBSCRIPT, [BOLD] = SPAN_BOLD};
  if (kind != PLAIN && end > start)
    block->spans[block->span_count++] = (Span){.kind = kinds[kind], .start = start, .end = end};
}

/* Up to the line's end; bytes below BOLD open and close what looks different. */
static void read_text(Maker *maker, Block *block) {
  const char *bytes = (const char *)maker->bytes;
  const char *stop = memchr(bytes + maker->at, '\n', maker->len - maker->at);
  size_t end = stop ? (size_t)(stop - bytes) : maker->len;
  block->spans = arena_array(maker->doc->arena, end - maker->at, sizeof *block->spans);
  Buf text = {0};
  buf_puts(&text, "");
  int kind = PLAIN;
  size_t start = 0;
  while (maker->at < end) {
    uint32_t ch = utf8_next(bytes, end, &maker->at);
    if (ch <= BOLD) {
      close_span(block, kind, start, text.len);
      kind = (int)ch;
      start = text.len;
    } else if (is_printable(ch)) {
      buf_put_char(&text, ch);
    }
  }
  close_span(block, kind, start, text.len);
  maker->at = end + 1;
  block->text = arena_copy_n(maker->doc->arena, text.data, text.len);
  block->len = text.len;
  buf_free(&text);
}

static void read_block(Maker *maker, Block *block) {
  uint8_t sign = maker->bytes[maker->at];
  *block = (Block){.kind = BLOCK_PARAGRAPH, .style = maker->styles[0], .pos = pos_file("模糊")};
  if (sign == '#')
    *block = (Block){.kind = BLOCK_TITLE, .style = maker->styles[1], .pos = pos_file("模糊")};
  if (sign == '=')
    *block = (Block){
        .kind = BLOCK_HEADING, .level = 1, .style = maker->styles[2], .pos = pos_file("模糊")};
  maker->at += sign == '#' || sign == '=';
  read_text(maker, block);
  if (block->len == 0)
    block->kind = BLOCK_BLANK;
}

Doc *fuzz_text_doc(const uint8_t *bytes, size_t len) {
  static const uint8_t usual[HEAD] = {0x30, 27, 21, 2};
  Arena *arena = arena_new();
  Doc *doc = arena_alloc(arena, sizeof *doc);
  *doc = (Doc){.arena = arena,
               .title = "模糊试验",
               .author = "青禾市档案馆",
               .subject = "",
               .language = "zh-CN",
               .layout = "试样",
               .year = 2022};
  const uint8_t *head = len >= HEAD ? bytes : usual;
  Maker maker = {.doc = doc, .bytes = bytes, .len = len, .at = len >= HEAD ? HEAD : 0};
  choose_styles(&maker, head);
  choose_page(&maker, head);
  doc->blocks = arena_array(doc->arena, len + 1, sizeof *doc->blocks);
  while (maker.at < len)
    read_block(&maker, &doc->blocks[doc->block_count++]);
  return doc;
}
