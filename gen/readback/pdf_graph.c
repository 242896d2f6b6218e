#include "readback/pdf_graph.h"

#include <stdlib.h>
#include <string.h>

/* Annex C of ISO 32000-1 lets no file have more. */
enum { NUMBERS = 8388608, DEPTH = 500 };

struct PdfGraphs {
  PdfIn *in;
  int *order; /* by object number: the how many-th it was met, from 1; a page's negative */
  size_t order_room;
  qpdf_oh *met; /* in that order */
  size_t count, capacity;
  Buf *out;
};

static int *order_of(PdfGraphs *graph, size_t number) {
  if (number >= graph->order_room) {
    size_t room = number * 2 + 64;
    graph->order = mem_resize(graph->order, room * sizeof *graph->order);
    memset(graph->order + graph->order_room, 0, (room - graph->order_room) * sizeof *graph->order);
    graph->order_room = room;
  }
  return &graph->order[number];
}

static void put_reference(PdfGraphs *graph, qpdf_oh object) {
  int number = qpdf_oh_get_object_id(graph->in->qpdf, object);
  if (number <= 0 || number >= NUMBERS)
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

static void put_object(PdfGraphs *graph, qpdf_oh object, int depth);

static void put_dict(PdfGraphs *graph, qpdf_oh dict, bool of_stream, int depth) {
  buf_puts(graph->out, "<<");
  for (const char *const *key = pdf_in_keys(graph->in, dict); *key && pdf_in_step(graph->in);
       key++) {
    if (of_stream && is_packing(*key))
      continue;
    buf_printf(graph->out, "%s ", *key);
    put_object(graph, pdf_in_key(graph->in, dict, *key), depth);
  }
  buf_puts(graph->out, ">>");
}

static void put_array(PdfGraphs *graph, qpdf_oh array, int depth) {
  int count = pdf_in_count(graph->in, array);
  buf_putc(graph->out, '[');
  for (int i = 0; i < count && pdf_in_step(graph->in); i++)
    put_object(graph, pdf_in_item(graph->in, array, i), depth);
  buf_putc(graph->out, ']');
}

static void put_direct(PdfGraphs *graph, qpdf_oh object, int depth) {
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

static void put_object(PdfGraphs *graph, qpdf_oh object, int depth) {
  if (qpdf_oh_is_indirect(graph->in->qpdf, object))
    put_reference(graph, object);
  else
    put_direct(graph, object, depth);
}

static bool put_met(PdfGraphs *graph, qpdf_oh object) {
  PdfIn *in = graph->in;
  if (!qpdf_oh_is_stream(in->qpdf, object)) {
    put_direct(graph, object, 0);
    return true;
  }
  put_dict(graph, object, true, 0);
  return pdf_in_stream_as_packed(in, object, graph->out);
}

PdfGraphs *pdf_graphs_new(PdfIn *in) {
  PdfGraphs *graphs = mem_alloc(sizeof *graphs);
  *graphs = (PdfGraphs){.in = in};
  int pages = qpdf_get_num_pages(in->qpdf);
  for (int i = 0; i < pages; i++) {
    int number = qpdf_oh_get_object_id(in->qpdf, qpdf_get_page_n(in->qpdf, (size_t)i));
    if (number > 0 && number < NUMBERS)
      *order_of(graphs, (size_t)number) = -1 - i;
  }
  return graphs;
}

void pdf_graphs_free(PdfGraphs *graphs) {
  if (!graphs)
    return;
  free(graphs->order);
  free(graphs->met);
  free(graphs);
}

bool pdf_graph(PdfGraphs *graphs, qpdf_oh object, Buf *out) {
  PdfIn *in = graphs->in;
  bool ok = pdf_in_step(in);
  graphs->out = out;
  graphs->count = 0;
  put_object(graphs, object, 0);
  for (size_t i = 0; ok && i < graphs->count; i++) {
    buf_puts(out, "\n");
    ok = put_met(graphs, graphs->met[i]) && pdf_in_step(in);
  }
  for (size_t i = 0; i < graphs->count; i++)
    *order_of(graphs, (size_t)qpdf_oh_get_object_id(in->qpdf, graphs->met[i])) = 0;
  return ok;
}
