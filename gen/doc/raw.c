#include "doc/raw.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

static void add_span(Raw *raw, SpanKind kind, size_t start, size_t end) {
  Span *last = raw->span_count ? &raw->spans[raw->span_count - 1] : NULL;
  if (last && last->kind == kind && last->end == start) {
    last->end = end;
    return;
  }
  raw->spans = mem_grow(raw->spans, raw->span_count, &raw->span_capacity, sizeof *raw->spans);
  raw->spans[raw->span_count++] = (Span){kind, start, end, NULL};
}

static void add_origin(Raw *raw, size_t at, Pos pos) {
  const Origin *last = raw->origin_count ? &raw->origins[raw->origin_count - 1] : NULL;
  if (last && pos_equal(last->pos, pos))
    return;
  raw->origins =
      mem_grow(raw->origins, raw->origin_count, &raw->origin_capacity, sizeof *raw->origins);
  raw->origins[raw->origin_count++] = (Origin){at, pos};
}

bool raw_is_space(char byte) {
  return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

void raw_add(Raw *raw, const char *text, size_t len, const xmlNode *written) {
  for (; raw->text.len == raw->edge && len > 0 && raw_is_space(*text); len--)
    text++;
  if (len == 0 || !source_take(raw->source, len, written))
    return;
  size_t start = raw->text.len;
  add_origin(raw, start, expr_pos(raw->source->expr, written));
  buf_add(&raw->text, text, len);
  if (raw->kind != RAW_PLAIN)
    add_span(raw, (SpanKind)raw->kind, start, raw->text.len);
}

void raw_puts(Raw *raw, const char *text, const xmlNode *written) {
  raw_add(raw, text, strlen(text), written);
}

void raw_cut(Raw *raw, size_t len) {
  raw->text.len = len;
  for (size_t i = raw->origin_count; i > 0 && raw->origins[i - 1].at > raw->text.len; i--)
    raw->origins[i - 1].at = raw->text.len;
  while (raw->span_count > 0) {
    Span *last = &raw->spans[raw->span_count - 1];
    if (last->end > raw->text.len)
      last->end = raw->text.len;
    if (last->start < last->end)
      return;
    raw->span_count--;
  }
}

void raw_trim(Raw *raw, size_t start) {
  size_t len = raw->text.len;
  while (len > start && raw_is_space(raw->text.data[len - 1]))
    len--;
  raw_cut(raw, len);
}

static void put_origins(Raw *raw, const Raw *part, Stretch stretch, size_t *next) {
  size_t shift = raw->text.len;
  while (*next + 1 < part->origin_count && part->origins[*next + 1].at <= stretch.start)
    ++*next;
  for (size_t i = *next; i < part->origin_count && part->origins[i].at < stretch.end; i++) {
    size_t at = part->origins[i].at;
    add_origin(raw, shift + (at > stretch.start ? at - stretch.start : 0), part->origins[i].pos);
  }
}

void raw_add_stretch(Raw *raw, const Raw *part, Stretch stretch, RawNext *next) {
  size_t shift = raw->text.len;
  put_origins(raw, part, stretch, &next->origin);
  buf_add(&raw->text, part->text.data + stretch.start, stretch.end - stretch.start);
  for (; next->span < part->span_count; next->span++) {
    Span span = part->spans[next->span];
    if (span.start >= stretch.end)
      return;
    size_t start = span.start > stretch.start ? span.start : stretch.start;
    size_t end = span.end < stretch.end ? span.end : stretch.end;
    if (start < end)
      add_span(raw, span.kind, start - stretch.start + shift, end - stretch.start + shift);
    if (span.end > stretch.end)
      return;
  }
}

/* Places in the text that move along when it is folded: where spans begin and end, and
 * where origins begin. In order. */
typedef struct Edges {
  size_t **at;
  size_t count, next; /* the first not yet moved */
} Edges;

static Edges edges_of(Raw *raw) {
  Edges edges = {.at = arena_array(raw->source->arena, 2 * raw->span_count + raw->origin_count,
                                   sizeof *edges.at)};
  Origin *origin = raw->origins, *end = origin + raw->origin_count;
  for (size_t n = 0; n < 2 * raw->span_count; n++) {
    Span *span = &raw->spans[n / 2];
    size_t *place = n % 2 ? &span->end : &span->start;
    while (origin < end && origin->at <= *place)
      edges.at[edges.count++] = &origin++->at;
    edges.at[edges.count++] = place;
  }
  while (origin < end)
    edges.at[edges.count++] = &origin++->at;
  return edges;
}

/* Folds text[from, to) onto out and moves the edges in it along. */
static void fold_piece(const Raw *raw, size_t from, size_t to, Edges *edges, Buf *out) {
  const char *text = raw->text.data;
  const char *folded = xml_fold(text + from, to - from, raw->source->arena);
  size_t j = 0;
  for (size_t i = from; i < to && edges->next < edges->count;) {
    size_t run = i, kept = 0;
    while (run < to && raw_is_space(text[run]))
      run++;
    while (run > i && raw_is_space(folded[j + kept]))
      kept++;
    if (run == i)
      run = i + (kept = 1);
    for (; edges->next < edges->count && *edges->at[edges->next] < run; edges->next++) {
      size_t inside = *edges->at[edges->next] - i;
      *edges->at[edges->next] = out->len + j + (inside < kept ? inside : kept);
    }
    i = run;
    j += kept;
  }
  buf_puts(out, folded);
  for (; edges->next < edges->count && *edges->at[edges->next] <= to; edges->next++)
    *edges->at[edges->next] = out->len;
}

static void fold(Raw *raw, Buf *out) {
  char mark[4];
  size_t mark_len = utf8_put(DOC_LINE_BREAK, mark);
  const char *text = raw->text.data;
  Edges edges = edges_of(raw);
  size_t from = 0;
  for (;;) {
    const char *at = memmem(text + from, raw->text.len - from, mark, mark_len);
    fold_piece(raw, from, at ? (size_t)(at - text) : raw->text.len, &edges, out);
    if (!at)
      return;
    buf_add(out, mark, mark_len);
    from = (size_t)(at - text) + mark_len;
  }
}

static void keep_spans(const Raw *raw, Rich *rich) {
  rich->spans = arena_array(raw->source->arena, raw->span_count, sizeof *rich->spans);
  for (size_t i = 0; i < raw->span_count; i++) {
    if (raw->spans[i].start < raw->spans[i].end)
      rich->spans[rich->span_count++] = raw->spans[i];
  }
}

static void keep_origins(const Raw *raw, Rich *rich) {
  size_t size = raw->origin_count * sizeof *rich->origins;
  rich->origins = arena_alloc(raw->source->arena, size);
  rich->origin_count = raw->origin_count;
  memcpy(rich->origins, raw->origins, size);
}

void raw_fold(Raw *raw, Rich *rich) {
  if (raw->text.len == 0)
    return;
  Buf text = {0};
  fold(raw, &text);
  rich->text = arena_copy_n(raw->source->arena, text.data, text.len);
  rich->len = text.len;
  buf_free(&text);
  if (raw->span_count > 0)
    keep_spans(raw, rich);
  keep_origins(raw, rich);
}

void raw_free(Raw *raw) {
  buf_free(&raw->text);
  free(raw->spans);
  free(raw->origins);
}
