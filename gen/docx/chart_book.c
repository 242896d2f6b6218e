/* The table behind a chart, and its workbook, which opens when someone edits the
 * chart's data. */
#include <stdlib.h>

#include "compose/axis.h"
#include "docx/chart.h"
#include "sheet/book.h"

#define SHEET "数据"
#define SHEET_TYPE "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#define CHART_TYPE "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"

DocxChart docx_chart_new(const DocxJob *job, const DocxFigure *figure) {
  const Block *block = &job->doc->blocks[figure->block];
  const Chart *chart = block->drawing->chart;
  bool is_parts = chart->kind == CHART_PARTS;
  return (DocxChart){.arena = job->arena,
                     .fonts = job->fonts,
                     .chart = chart,
                     .style = block->style,
                     .drawn = figure->drawn,
                     .row_count = is_parts ? 1 : chart->item_count,
                     .column_count = is_parts ? chart->item_count : chart->series_count};
}

const char *docx_chart_row(const DocxChart *chart, int row) {
  bool is_parts = chart->chart->kind == CHART_PARTS;
  return is_parts ? chart->chart->series[0].name : chart->chart->items[row];
}

/* A part's share stands with its name: Word reckons none in a bar. */
const char *docx_chart_column(const DocxChart *chart, int column) {
  if (chart->chart->kind != CHART_PARTS)
    return chart->chart->series[column].name;
  Buf share = {0};
  const char *name = chart->chart->items[column];
  if (!chart->chart->series[0].values[column].is_missing)
    chart_put_share(chart->chart, column, &share);
  if (share.len > 0)
    name = arena_printf(chart->arena, "%s（%s）", name, share.data);
  buf_free(&share);
  return name;
}

const char *docx_chart_value(const DocxChart *chart, int column, int row) {
  bool is_parts = chart->chart->kind == CHART_PARTS;
  const ChartValue *value = is_parts ? &chart->chart->series[0].values[column]
                                     : &chart->chart->series[column].values[row];
  return value->is_missing ? NULL : value->text;
}

/* The first column has the rows' names; there are no more than eight others. */
const char *docx_chart_area(const DocxChart *chart, int column, bool values) {
  char letter = (char)('B' + column);
  if (!values)
    return arena_printf(chart->arena, SHEET "!$%c$1", letter);
  if (chart->row_count == 1)
    return arena_printf(chart->arena, SHEET "!$%c$2", letter);
  return arena_printf(chart->arena, SHEET "!$%c$2:$%c$%d", letter, letter, chart->row_count + 1);
}

static BookStyle number_style(const Chart *chart) {
  return chart->places > 0 ? (BookStyle)(BOOK_FIXED + chart->places) : BOOK_NUMBER;
}

bool docx_chart_book(const DocxChart *chart, Buf *out, Messages *messages) {
  Book *book = book_new();
  BookSheet *sheet = book_sheet(book, SHEET);
  for (int column = 0; column < chart->column_count; column++)
    book_text(sheet, 0, column + 1, BOOK_HEAD, docx_chart_column(chart, column));
  for (int row = 0; row < chart->row_count; row++) {
    book_text(sheet, row + 1, 0, BOOK_PLAIN, docx_chart_row(chart, row));
    for (int column = 0; column < chart->column_count; column++) {
      const char *value = docx_chart_value(chart, column, row);
      if (value)
        book_number(sheet, row + 1, column + 1, number_style(chart->chart), value);
    }
  }
  bool ok = book_write(book, out, messages);
  book_free(book);
  return ok;
}

static bool write_chart(DocxJob *job, Package *package, DocxFigure *figure, int number,
                        Messages *messages) {
  DocxChart chart = docx_chart_new(job, figure);
  Buf book = {0};
  bool ok = docx_chart_book(&chart, &book, messages);
  if (ok) {
    const char *name = arena_printf(job->arena, "word/charts/chart%d.xml", number);
    figure->part = package_add(package, name, CHART_TYPE, "chart", "word/document.xml");
    const char *book_name = arena_printf(job->arena, "word/embeddings/chart%d.xlsx", number);
    const Part *data =
        package_add_bytes(package, book_name, SHEET_TYPE, "package", name, book.data, book.len);
    docx_chart(&chart, figure->part, data->id);
  }
  buf_free(&book);
  return ok;
}

/* The part that an earlier figure shows this picture by; NULL: none. */
static Part *part_of(const DocxJob *job, const DocxFigure *figure, const Picture *picture) {
  for (const DocxFigure *other = job->figures; other < figure; other++)
    if (job->doc->blocks[other->block].drawing->picture == picture)
      return other->part;
  return NULL;
}

/* A picture that is shown twice is one part. False when it was there. */
static bool write_picture(DocxJob *job, Package *package, DocxFigure *figure, int number,
                          const Picture *picture) {
  figure->part = part_of(job, figure, picture);
  if (figure->part)
    return false;
  bool is_png = picture->kind == PICTURE_PNG;
  const char *name =
      arena_printf(job->arena, "word/media/image%d.%s", number, is_png ? "png" : "jpeg");
  figure->part = package_add_bytes(package, name, is_png ? "image/png" : "image/jpeg", "image",
                                   "word/document.xml", picture->bytes, picture->len);
  return true;
}

bool docx_figures(DocxJob *job, Package *package, Messages *messages) {
  size_t capacity = 0;
  int charts = 0, pictures = 0;
  bool ok = true;
  for (size_t i = 0; ok && i < job->doc->block_count; i++) {
    const Drawing *drawing = job->doc->blocks[i].drawing;
    if (!drawing)
      continue;
    job->figures = mem_grow(job->figures, job->figure_count, &capacity, sizeof *job->figures);
    DocxFigure *figure = &job->figures[job->figure_count++];
    *figure = (DocxFigure){.block = i, .drawn = pages_figure(job->placed, (int)i)};
    if (drawing->picture)
      pictures += write_picture(job, package, figure, pictures + 1, drawing->picture);
    else
      ok = write_chart(job, package, figure, ++charts, messages);
  }
  return ok;
}
