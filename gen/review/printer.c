#include "review/printer.h"

#include <string.h>

#include "base/utf8.h"

enum { AROUND = 10, EFFECTS_SHOWN = 8, TEXTS_SHOWN = 3, NUMBERS_SHOWN = 8 };

static size_t clip_head(Piece piece) {
  size_t at = 0;
  for (int i = 0; i < AROUND && at < piece.len; i++)
    utf8_next(piece.text, piece.len, &at);
  return at;
}

static size_t clip_tail(Piece piece) {
  size_t at = piece.len;
  for (int i = 0; i < AROUND && at > 0; i++)
    utf8_prev(piece.text, &at);
  return at;
}

/* The signs of HTML; NULL for any other character. */
static const char *entity(uint32_t ch) {
  return ch == '&'   ? "&amp;"
         : ch == '<' ? "&lt;"
         : ch == '>' ? "&gt;"
         : ch == '"' ? "&quot;"
                     : NULL;
}

/* Tabs stand between cells; control characters would reach the terminal. */
void printer_piece(const Printer *printer, const char *text, size_t len) {
  for (size_t at = 0; at < len;) {
    size_t start = at;
    uint32_t ch = utf8_next(text, len, &at);
    if (ch == '\t')
      buf_puts(printer->out, "｜");
    else if (ch < ' ' || (ch >= 0x7F && ch < 0xA0) || ch == UTF8_INVALID)
      buf_puts(printer->out, "\xEF\xBF\xBD");
    else if (printer->is_html && entity(ch))
      buf_puts(printer->out, entity(ch));
    else
      buf_add(printer->out, text + start, at - start);
  }
}

void printer_text(const Printer *printer, const char *text) {
  printer_piece(printer, text, strlen(text));
}

/* What stays, without the midst of a long stretch. */
static void put_same(const Printer *printer, Piece piece, bool is_first, bool is_last) {
  size_t head = is_first ? 0 : clip_head(piece), tail = is_last ? piece.len : clip_tail(piece);
  if (head >= tail) {
    printer_piece(printer, piece.text, piece.len);
    return;
  }
  printer_piece(printer, piece.text, head);
  buf_puts(printer->out, "…");
  printer_piece(printer, piece.text + tail, piece.len - tail);
}

static void put_edits(const Printer *printer, const Edits *edits) {
  for (size_t i = 0; i < edits->count; i++) {
    const Edit *edit = &edits->items[i];
    if (edit->kind == EDIT_SAME) {
      put_same(printer, edit->piece, i == 0, i + 1 == edits->count);
      continue;
    }
    buf_puts(printer->out, edit->kind == EDIT_OLD ? printer->old : printer->new);
    printer_piece(printer, edit->piece.text, edit->piece.len);
    buf_puts(printer->out, edit->kind == EDIT_OLD ? printer->old_end : printer->new_end);
  }
}

/* A whole paragraph that stands in one version only. */
static void put_para(const Printer *printer, EditKind kind, const Para *para) {
  buf_puts(printer->out, kind == EDIT_OLD ? printer->old : printer->new);
  printer_text(printer, para->label);
  printer_piece(printer, para->text.text, para->text.len);
  buf_puts(printer->out, kind == EDIT_OLD ? printer->old_end : printer->new_end);
}

/* The place, and where it is another one in the new version, that too. */
static void put_places(const Printer *printer, const char *old, const char *new) {
  Buf *out = printer->out;
  printer_text(printer, *new ? new : old);
  if (*old && *new &&strcmp(old, new) != 0) {
    buf_puts(out, "（原");
    printer_text(printer, old);
    buf_puts(out, "）");
  }
}

static void put_place(const Printer *printer, const Change *change) {
  put_places(printer, change->old_place, change->new_place);
}

/* 2、3、4; when there are many, the first of them and how many: 2、3、4 等 60 处. */
void printer_numbers(const Printer *printer, const size_t *numbers, size_t count) {
  for (size_t i = 0; i < count && i < NUMBERS_SHOWN; i++)
    buf_printf(printer->out, "%s%zu", i == 0 ? "" : "、", numbers[i]);
  if (count > NUMBERS_SHOWN)
    buf_printf(printer->out, " 等 %zu 处", count);
}

/* （与 2、3 一起）: what else it follows from than the change that it is told under. */
static void put_causes(const Printer *printer, const Effect *effect) {
  if (effect->change_count < 2)
    return;
  buf_puts(printer->out, "（与 ");
  printer_numbers(printer, effect->changes + 1, effect->change_count - 1);
  buf_puts(printer->out, " 一起）");
}

static void put_effect(const Printer *printer, const Effect *effect) {
  const Review *review = printer->review;
  buf_puts(printer->out, "      ");
  put_places(printer, effect->old == SEQ_NONE ? "" : review->old->paras[effect->old].place,
             effect->new == SEQ_NONE ? "" : review->new->paras[effect->new].place);
  put_causes(printer, effect);
  buf_puts(printer->out, "：");
  put_edits(printer, &effect->edits);
  buf_putc(printer->out, '\n');
}

static void put_own_effects(const Printer *printer, const Change *change) {
  Buf *out = printer->out;
  if (change->together > 0)
    buf_printf(out, "    报告里随这一处和数据的另外 %zu 处改动 %zu 处：\n", change->together,
               change->effect_count);
  else
    buf_printf(out, "    报告里随之改动 %zu 处：\n", change->effect_count);
  for (size_t i = 0; i < change->effect_count && i < EFFECTS_SHOWN; i++)
    put_effect(printer, &change->effects[i]);
  if (change->effect_count > EFFECTS_SHOWN)
    buf_printf(out, "      另有 %zu 处\n", change->effect_count - EFFECTS_SHOWN);
}

static void put_effects(const Printer *printer, const Change *change) {
  if (change->effect_count > 0)
    put_own_effects(printer, change);
  if (change->elsewhere_count == 0)
    return;
  buf_puts(printer->out, change->effect_count > 0 ? "      另见 " : "    报告里随之改动的，见 ");
  printer_numbers(printer, change->elsewhere, change->elsewhere_count);
  buf_putc(printer->out, '\n');
}

static const char *or_nothing(const char *text) {
  return *text ? text : "（无）";
}

/* Several figures of one paragraph share what is shown of it. */
static bool is_last_of_para(const Review *review, const Change *change) {
  const Change *next = change + 1;
  return next == review->changes + review->change_count || next->kind != change->kind ||
         next->new_count == 0 || next->new_para != change->new_para;
}

static void put_value(const Printer *printer, const Change *change) {
  Buf *out = printer->out;
  put_place(printer, change);
  buf_puts(out, "：");
  printer_text(printer, or_nothing(change->old));
  buf_puts(out, " → ");
  printer_text(printer, or_nothing(change->new));
  if (*change->unit) {
    buf_putc(out, ' ');
    printer_text(printer, change->unit);
  }
  buf_puts(out, change->kind == CHANGE_NOTATION ? "（写法不同，数没有变）\n" : "\n");
  if (change->edits.count > 0 && is_last_of_para(printer->review, change)) {
    buf_puts(out, "    ");
    put_edits(printer, &change->edits);
    buf_putc(out, '\n');
  }
  put_effects(printer, change);
}

/* 5 段 */
static void put_count(Buf *out, const Para *paras, size_t count) {
  size_t rows = 0, texts = 0;
  for (size_t i = 0; i < count; i++) {
    rows += paras[i].kind == PARA_ROW;
    texts += paras[i].kind != PARA_ROW;
  }
  if (count == 1)
    return;
  buf_puts(out, "，共");
  if (texts > 0)
    buf_printf(out, " %zu 段", texts);
  if (rows > 0)
    buf_printf(out, "%s %zu 行表", texts > 0 ? "和" : "", rows);
}

/* 删去 第2章（二）…，共 5 段, and the beginnings of what it held. */
static void put_run(const Printer *printer, const Change *change) {
  bool is_old = change->kind == CHANGE_DELETED;
  const Side *side = is_old ? printer->review->old : printer->review->new;
  const Para *paras = &side->paras[is_old ? change->old_para : change->new_para];
  size_t count = is_old ? change->old_count : change->new_count;
  buf_puts(printer->out, is_old ? "删去 " : "增加 ");
  printer_text(printer, paras->place);
  if (paras->kind == PARA_HEADING) {
    buf_puts(printer->out, "“");
    printer_piece(printer, paras->text.text, paras->text.len);
    buf_puts(printer->out, "”");
  }
  put_count(printer->out, paras, count);
  buf_putc(printer->out, '\n');
  for (size_t i = 0; i < count && i < TEXTS_SHOWN; i++) {
    if (paras[i].kind == PARA_BLANK)
      continue;
    buf_puts(printer->out, "    ");
    put_para(printer, is_old ? EDIT_OLD : EDIT_NEW, &paras[i]);
    buf_putc(printer->out, '\n');
  }
}

static void put_move(const Printer *printer, const Change *change) {
  Buf *out = printer->out;
  const Para *paras = &printer->review->old->paras[change->old_para];
  buf_puts(out, "移动 ");
  printer_text(printer, change->old_place);
  buf_puts(out, " → ");
  printer_text(printer, change->new_place);
  buf_puts(out, "：“");
  printer_text(printer, changes_head(paras, printer->review->arena));
  buf_puts(out, "”");
  put_count(out, paras, change->old_count);
  buf_putc(out, '\n');
  if (change->edits.count > 0) {
    buf_puts(out, "    ");
    put_edits(printer, &change->edits);
    buf_putc(out, '\n');
  }
}

static void put_breaks(const Printer *printer, const Change *change) {
  Buf *out = printer->out;
  put_place(printer, change);
  buf_puts(out, "：文字未变，断行变了");
  put_count(out, &printer->review->new->paras[change->new_para], change->new_count);
  buf_puts(out, "\n    原来止于");
  printer_text(printer, change->old);
  buf_puts(out, "，现在止于");
  printer_text(printer, change->new);
  buf_putc(out, '\n');
}

/* One of the evaluation that is gone or has come. */
static void put_element(const Printer *printer, const Change *change) {
  buf_puts(printer->out, change->kind == CHANGE_REMOVED ? "删去 " : "增加 ");
  put_place(printer, change);
  buf_putc(printer->out, '\n');
  put_effects(printer, change);
}

static void put_text(const Printer *printer, const Change *change) {
  put_place(printer, change);
  buf_puts(printer->out, "：");
  put_edits(printer, &change->edits);
  buf_putc(printer->out, '\n');
}

static void put_labels(const Printer *printer, const Change *change) {
  put_place(printer, change);
  buf_puts(printer->out, "：编号由“");
  printer_text(printer, change->old);
  buf_puts(printer->out, "”改为“");
  printer_text(printer, change->new);
  buf_printf(printer->out, "”，共 %zu 处\n", printer->review->relabelled);
}

void printer_change(const Printer *printer, const Change *change) {
  switch (change->kind) {
  case CHANGE_FIGURE:
  case CHANGE_FACT:
  case CHANGE_NOTATION:
    put_value(printer, change);
    break;
  case CHANGE_REMOVED:
  case CHANGE_INSERTED:
    put_element(printer, change);
    break;
  case CHANGE_TEXT:
    put_text(printer, change);
    break;
  case CHANGE_DELETED:
  case CHANGE_ADDED:
    put_run(printer, change);
    break;
  case CHANGE_MOVED:
    put_move(printer, change);
    break;
  case CHANGE_BREAKS:
    put_breaks(printer, change);
    break;
  case CHANGE_LABELS:
    put_labels(printer, change);
    break;
  case CHANGE_SETTING:
    buf_puts(printer->out, "页面或行距不同，各行的位置都变了\n");
    break;
  }
}

Group printer_group(ChangeKind kind) {
  if (kind == CHANGE_FIGURE)
    return GROUP_FIGURES;
  return kind == CHANGE_BREAKS || kind == CHANGE_SETTING ? GROUP_LINES : GROUP_TEXTS;
}

static void put_finding(const Printer *printer, EditKind kind, const Finding *finding) {
  Buf *out = printer->out;
  buf_puts(out, "    ");
  buf_puts(out, kind == EDIT_OLD ? printer->old : printer->new);
  buf_putc(out, '[');
  printer_text(printer, finding->name);
  buf_puts(out, "] ");
  printer_text(printer, finding->text);
  buf_puts(out, kind == EDIT_OLD ? printer->old_end : printer->new_end);
  buf_putc(out, '\n');
}

void printer_layouts(const Printer *printer) {
  if (!printer->review->layouts)
    return;
  printer_text(printer, printer->review->layouts);
  buf_putc(printer->out, '\n');
}

void printer_findings(const Printer *printer) {
  const Review *review = printer->review;
  Buf *out = printer->out;
  if (!review->is_checked || review->change_count == 0)
    return;
  if (review->found_count + review->gone_count == 0) {
    buf_puts(out, "校核：发现没有增减\n");
    return;
  }
  buf_printf(out, "校核：新出现 %zu 条，消除 %zu 条\n", review->found_count, review->gone_count);
  for (size_t i = 0; i < review->found_count; i++)
    put_finding(printer, EDIT_NEW, &review->found[i]);
  for (size_t i = 0; i < review->gone_count; i++)
    put_finding(printer, EDIT_OLD, &review->gone[i]);
}
