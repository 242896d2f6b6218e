#include "review/html.h"

#include <nettle/base64.h>
#include <nettle/sha2.h>
#include <stdlib.h>
#include <string.h>

#include "review/html_part.h"

static const char *base_name(const char *path) {
  const char *slash = strrchr(path, '/');
  return slash ? slash + 1 : path;
}

/* 'sha256-…' of what stands in an element, for the policy. */
static void put_digest(Buf *out, const char *text) {
  struct sha256_ctx context;
  uint8_t digest[SHA256_DIGEST_SIZE];
  char encoded[BASE64_ENCODE_RAW_LENGTH(SHA256_DIGEST_SIZE) + 1] = "";
  sha256_init(&context);
  sha256_update(&context, strlen(text), (const uint8_t *)text);
  sha256_digest(&context, sizeof digest, digest);
  base64_encode_raw(encoded, sizeof digest, digest);
  buf_printf(out, "'sha256-%s'", encoded);
}

static void put_head(const Printer *printer) {
  Buf *out = printer->out;
  buf_puts(out, "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n"
                "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                "base-uri 'none'; form-action 'none'; img-src data:; style-src ");
  put_digest(out, html_style);
  buf_puts(out, "; script-src ");
  put_digest(out, html_script);
  buf_puts(out, "\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>比较：");
  printer_text(printer, base_name(printer->review->old->path));
  buf_puts(out, " 和 ");
  printer_text(printer, base_name(printer->review->new->path));
  buf_printf(out, "</title>\n<style>%s</style>\n</head>\n<body>\n", html_style);
}

static void put_banner(const Printer *printer) {
  Buf *out = printer->out;
  buf_puts(out, "<header><h1>比较：");
  printer_text(printer, base_name(printer->review->old->path));
  buf_puts(out, " → ");
  printer_text(printer, base_name(printer->review->new->path));
  buf_printf(out,
             "</h1> <p id=\"say\" role=\"status\">共 %zu 处不同</p> <span id=\"keys\">"
             "<kbd>n</kbd> <kbd>→</kbd> 下一处，<kbd>p</kbd> <kbd>←</kbd> 上一处</span></header>\n",
             printer->review->change_count);
}

/* The link leads to the new version, or to the old one where there is nothing new. */
static void put_item(const Printer *printer, const Pane *old, const Pane *new, size_t number) {
  Buf *out = printer->out;
  char letter = new->is_anchored[number] || !old->is_anchored[number] ? 'b' : 'a';
  buf_printf(out, "<li><a href=\"#%c%zu\" data-n=\"%zu\">%zu ", letter, number, number, number);
  printer_change(printer, &printer->review->changes[number - 1]);
  while (out->len > 0 && out->data[out->len - 1] == '\n')
    out->data[--out->len] = '\0';
  buf_puts(out, "</a></li>\n");
}

static void put_group(const Printer *printer, const Pane *old, const Pane *new, Group group) {
  static const char *const titles[] = {
      [GROUP_FIGURES] = "数字", [GROUP_TEXTS] = "文字", [GROUP_LINES] = "行和页"};
  bool has_title = false;
  for (size_t i = 0; i < printer->review->change_count; i++) {
    if (printer_group(printer->review->changes[i].kind) != group)
      continue;
    if (!has_title)
      buf_printf(printer->out, "<h2>%s</h2>\n<ol>\n", titles[group]);
    has_title = true;
    put_item(printer, old, new, i + 1);
  }
  buf_puts(printer->out, has_title ? "</ol>\n" : "");
}

static void put_list(const Printer *printer, const Pane *old, const Pane *new) {
  Buf *out = printer->out;
  buf_puts(out, "<nav aria-label=\"改动\" tabindex=\"0\">\n<div class=\"more\">");
  printer_layouts(printer);
  buf_puts(out, "</div>\n");
  put_group(printer, old, new, GROUP_FIGURES);
  buf_puts(out, "<div class=\"more\">");
  printer_findings(printer);
  buf_puts(out, "</div>\n");
  put_group(printer, old, new, GROUP_TEXTS);
  put_group(printer, old, new, GROUP_LINES);
  buf_puts(out, "<div class=\"more\">");
  for (size_t i = 0; i < printer->review->shift_count; i++)
    printer_shift(printer, &printer->review->shifts[i]);
  buf_puts(out, "</div>\n</nav>\n");
}

/* What must be said of this version, over its pages. */
static void put_note(const Pane *pane, const Printer *printer) {
  if (!pane->side->note)
    return;
  buf_puts(printer->out, "<p class=\"note\">");
  printer_text(printer, pane->side->note);
  buf_puts(printer->out, "</p>\n");
}

static void put_pane(Pane *pane, const Printer *printer) {
  buf_printf(printer->out, "<section class=\"pane\" tabindex=\"0\" aria-label=\"%s：",
             pane->letter == 'a' ? "原来" : "现在");
  printer_text(printer, pane->name);
  buf_puts(printer->out, "\">\n");
  put_note(pane, printer);
  if (pane->side->pages)
    html_pages(pane, printer);
  else
    html_text(pane, printer);
  buf_puts(printer->out, "</section>\n");
}

/* All that the two versions draw with. */
static void put_outlines(const Review *review, Buf *out) {
  const Pages *pages[2];
  size_t count = 0;
  if (review->old->pages)
    pages[count++] = review->old->pages;
  if (review->new->pages)
    pages[count++] = review->new->pages;
  if (count > 0)
    html_outlines(pages, count, out);
}

static Pane pane_of(const Review *review, char letter, const Side *side, Arena *arena) {
  return (Pane){.letter = letter,
                .name = base_name(side->path),
                .side = side,
                .shown = arena_array(arena, side->count + 1, sizeof(Shown)),
                .is_anchored = arena_array(arena, review->change_count + 1, sizeof(bool))};
}

static void pane_end(Pane *pane) {
  for (size_t i = 0; i < pane->side->count; i++)
    free(pane->shown[i].changes);
}

/* The panes are written first: the list's links lead to what is in them. */
void review_html(const Review *review, Buf *out) {
  Arena *arena = arena_new();
  Buf panes = {0};
  Printer printer = {review, out, true, "<del>", "</del>", "<ins>", "</ins>"};
  Printer aside = printer;
  aside.out = &panes;
  Pane old = pane_of(review, 'a', review->old, arena);
  Pane new = pane_of(review, 'b', review->new, arena);
  html_find_shown(review, old.shown, new.shown, arena);
  put_pane(&old, &aside);
  put_pane(&new, &aside);
  put_head(&printer);
  put_outlines(review, out);
  put_banner(&printer);
  put_list(&printer, &old, &new);
  buf_puts(out, "<main>\n");
  buf_add(out, panes.data, panes.len);
  buf_printf(out, "</main>\n<script>%s</script>\n</body>\n</html>\n", html_script);
  pane_end(&old);
  pane_end(&new);
  buf_free(&panes);
  arena_free(arena);
}
