/* A native chart and its workbook. Private to docx/.
 *
 * Both are written from one table: a row for each name along the axis, a column
 * for each series; of the parts of a whole, one row and a column for each part. */
#ifndef ZIPING_DOCX_CHART_H
#define ZIPING_DOCX_CHART_H

#include "compose/figure.h"
#include "docx/parts.h"

typedef struct DocxChart {
  Arena *arena;
  const Fonts *fonts;
  const Chart *chart;
  const Style *style; /* of its text */
  const Drawn *drawn;
  int row_count, column_count;
} DocxChart;

DocxChart docx_chart_new(const DocxJob *job, const DocxFigure *figure);
const char *docx_chart_row(const DocxChart *chart, int row);
const char *docx_chart_column(const DocxChart *chart, int column);
/* NULL for a gap. */
const char *docx_chart_value(const DocxChart *chart, int column, int row);
/* Where the workbook has a column's name, or its values; the names of the rows
 * are column -1. */
const char *docx_chart_area(const DocxChart *chart, int column, bool values);
/* The workbook (.xlsx) into out. */
bool docx_chart_book(const DocxChart *chart, Buf *out, Messages *messages);
/* The chart's part, which refers to the workbook by this id. */
void docx_chart(const DocxChart *chart, Part *part, const char *book_id);

/* The parts of all figures, charts with their workbooks and pictures, before the
 * document is written. False with a message. */
bool docx_figures(DocxJob *job, Package *package, Messages *messages);

#endif
