#include "readback/pdf_graph.h"

#include <stdlib.h>
#include <string.h>

/* Table 9 of ISO 32000-1 lets no file have more; a graph of ours has a few thousand. */
enum { NUMBERS = 8388608, OBJECTS = 500000, DEPTH = 500 };

typedef struct Graph {
  PdfIn *in;
  int *order; /* by object number: the how many-th it was met, from 1; a page's negative */
  size_t order_room;
  qpdf_oh *met; /* in that order */
  size_t count, capacity;
  Buf *out;
} Graph;

static int *order_of(Graph *graph, size_t number) {
  if (number >= graph->order_room) {
    size_t room = number * 2 + 64;
    graph->order = mem_resize(graph->order, room * sizeof *graph->order);
    memset(graph->order + graph->order_room, 0, (room - graph->order_room) * sizeof *graph->order);
    graph->order_room = room;
  }
  return &graph->order[number];
}

static void put_reference(Graph *graph, qpdf_oh object) {
  int number = qpdf_oh_get_object_id(graph->in->qpdf, object);
  if (number <= 0 || number >= NUMBERS || graph->count == OBJECTS)
    return;
  int *order = order_of(graph, (size_t)number);
  if (*order == 0) {
    graph->met = mem_grow(graph->met, graph->count, &graph->capacity, sizeof *graph->met);
    graph->met[graph->count++] = object;
    *order = (int)graph->count;
  }
  buf_printf(graph->out, "R%d ", *order);
}

/* How a stream is packed is not what it holds. */
static bool is_packing(const char *key) {
  return strcmp(key, "/Length") == 0 || strcmp(key, "/Filter") == 0 ||
         strcmp(key, "/DecodeParms") == 0;
}

static void put_object(Graph *graph, qpdf_oh object, int depth);

static void put_dict(Graph *graph, qpdf_oh dict, bool of_stream, int depth) {
  buf_puts(graph->out, "<<");
  for (const char *const *key = pdf_in_keys(graph->in, dict); *key; key++) {
    if (of_stream && is_packing(*key))
      continue;
    buf_printf(graph->out, "%s ", *key);
    put_object(graph, pdf_in_key(graph->in, dict, *key), depth);
  }
  buf_puts(graph->out, ">>");
}

static void put_array(Graph *graph, qpdf_oh array, int depth) {
  int count = pdf_in_count(graph->in, array);
  buf_putc(graph->out, '[');
  for (int i = 0; i < count; i++)
    put_object(graph, pdf_in_item(graph->in, array, i), depth);
  buf_putc(graph->out, ']');
}

static void put_direct(Graph *graph, qpdf_oh object, int depth) {
  qpdf_data qpdf = graph->in->qpdf;
  if (depth > DEPTH)
    return;
  if (qpdf_oh_is_array(qpdf, object))
    put_array(graph, object, depth + 1);
  else if (qpdf_oh_is_dictionary(qpdf, object))
    put_dict(graph, object, false, depth + 1);
  else
    buf_printf(graph->out, "%s ", qpdf_oh_unparse_resolved(qpdf, object));
}

static void put_object(Graph *graph, qpdf_oh object, int depth) {
  if (qpdf_oh_is_indirect(graph->in->qpdf, object))
    put_reference(graph, object);
  else
    put_direct(graph, object, depth);
}

static bool put_met(Graph *graph, qpdf_oh object) {
  PdfIn *in = graph->in;
  if (!qpdf_oh_is_stream(in->qpdf, object)) {
    put_direct(graph, object, 0);
    return true;
  }
  put_dict(graph, object, true, 0);
  return pdf_in_stream_as_packed(in, object, graph->out);
}

bool pdf_graph(PdfIn *in, qpdf_oh object, Buf *out) {
  Graph graph = {.in = in, .out = out};
  bool ok = true;
  int pages = qpdf_get_num_pages(in->qpdf);
  for (int i = 0; i < pages; i++) {
    int number = qpdf_oh_get_object_id(in->qpdf, qpdf_get_page_n(in->qpdf, (size_t)i));
    if (number > 0 && number < NUMBERS)
      *order_of(&graph, (size_t)number) = -1 - i;
  }
  put_object(&graph, object, 0);
  for (size_t i = 0; ok && i < graph.count; i++) {
    buf_puts(out, "\n");
    ok = put_met(&graph, graph.met[i]);
  }
  free(graph.order);
  free(graph.met);
  return ok;
}
