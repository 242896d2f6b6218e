#include <string.h>

#include "base/utf8.h"
#include "doc/doc.h"

static const char *block_name(const Block *block) {
  static const char *const headings[] = {"章", "节"};
  static const char *const items[] = {"段", "段", "段", "条", "款"};
  switch (block->kind) {
  case BLOCK_MARK:
    return "附件标";
  case BLOCK_TITLE:
    return "标题";
  case BLOCK_HEADING:
    return headings[block->level > 1];
  case BLOCK_BLANK:
    return "空行";
  case BLOCK_TABLE:
    return "表";
  case BLOCK_PARAGRAPH:
    break;
  }
  return items[block->level];
}

/* As it is but for what would end the line or look like our own marks. */
static void put_text(Buf *out, const char *text, size_t len) {
  for (size_t at = 0; at < len;) {
    size_t start = at;
    switch (utf8_next(text, len, &at)) {
    case DOC_LINE_BREAK:
      buf_puts(out, "\\n");
      break;
    case '\n':
    case '\r':
    case '\t':
      buf_printf(out, "\\x%02x", (unsigned)text[start]);
      break;
    case '\\':
    case '{':
    case '}':
      buf_putc(out, '\\'); /* fall through */
    default:
      buf_add(out, text + start, at - start);
    }
  }
}

static const char *span_name(const Span *span) {
  switch (span->kind) {
  case SPAN_SUPERSCRIPT:
    return "上标";
  case SPAN_SUBSCRIPT:
    return "下标";
  case SPAN_BOLD:
    return "粗";
  case SPAN_ROLE:
    break;
  }
  return span->role;
}

static void print_block(const Block *block, Buf *out) {
  buf_printf(out, "%s\t%d\t%s\t", block_name(block), block->level, block->style->name);
  put_text(out, block->text, block->label_len);
  buf_putc(out, '\t');
  size_t at = block->label_len;
  for (size_t i = 0; i < block->span_count; i++) {
    const Span *span = &block->spans[i];
    put_text(out, block->text + at, span->start - at);
    buf_printf(out, "{%s:", span_name(span));
    put_text(out, block->text + span->start, span->end - span->start);
    buf_putc(out, '}');
    at = span->end;
  }
  put_text(out, block->text + at, block->len - at);
  buf_putc(out, '\n');
}

static void print_field(Buf *out, const char *name, const char *value) {
  buf_printf(out, "# %s\t", name);
  put_text(out, value, strlen(value));
  buf_putc(out, '\n');
}

void doc_print(const Doc *doc, Buf *out) {
  print_field(out, "题名", doc->title);
  print_field(out, "部门", doc->author);
  print_field(out, "主题", doc->subject);
  print_field(out, "布局", doc->layout);
  buf_printf(out, "# 年度\t%d\n", doc->year);
  for (size_t i = 0; i < doc->block_count; i++)
    print_block(&doc->blocks[i], out);
}
