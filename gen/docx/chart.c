/* word/charts/chartN.xml: a chart that Word draws and lets people edit. Its
 * figures stand in it as cached, and in the workbook that it refers to. */
#include "docx/chart.h"
#include "compose/axis.h"

enum { CATEGORY_AXIS = 1, VALUE_AXIS = 2 };
enum { PATTERN_LINE = 6350 }; /* EMU: half a point */

static void c_val(Part *part, const char *element, const char *value) {
  part_open(part, element);
  part_attr(part, "val", value);
  part_close(part);
}

static void c_val_int(Part *part, const char *element, long value) {
  part_open(part, element);
  part_attr_int(part, "val", value);
  part_close(part);
}

static void a_colour(Part *part, const char *element, const char *rgb) {
  part_open(part, element);
  part_open(part, "a:srgbClr");
  part_attr(part, "val", rgb);
  part_close(part);
  part_close(part);
}

/* The greys and hatches of Pages. */
static void a_fill(Part *part, Fill fill) {
  static const char *const greys[FILL_COUNT] = {[FILL_DARK] = "4D4D4D",
                                                [FILL_MIDDLE] = "B3B3B3",
                                                [FILL_LIGHT] = "E0E0E0",
                                                [FILL_WHITE] = "FFFFFF"};
  static const char *const patterns[FILL_COUNT] = {[FILL_RISING] = "wdUpDiag",
                                                   [FILL_FALLING] = "wdDnDiag",
                                                   [FILL_CROSSED] = "diagCross",
                                                   [FILL_LEVEL] = "horz"};
  if (greys[fill]) {
    a_colour(part, "a:solidFill", greys[fill]);
    return;
  }
  part_open(part, "a:pattFill");
  part_attr(part, "prst", patterns[fill]);
  a_colour(part, "a:fgClr", "000000");
  a_colour(part, "a:bgClr", "FFFFFF");
  part_close(part);
}

static void a_ln(Part *part, const char *rgb, bool dashed) {
  part_open(part, "a:ln");
  part_attr_int(part, "w", dashed ? PATTERN_LINE / 2 : PATTERN_LINE);
  a_colour(part, "a:solidFill", rgb);
  if (dashed)
    c_val(part, "a:prstDash", "sysDash");
  part_close(part);
}

static void c_sppr(Part *part, Fill fill) {
  part_open(part, "c:spPr");
  a_fill(part, fill);
  a_ln(part, "000000", false);
  part_close(part);
}

static void c_sppr_line(Part *part, const char *rgb, bool dashed) {
  part_open(part, "c:spPr");
  a_ln(part, rgb, dashed);
  part_close(part);
}

static void a_font(const DocxChart *chart, Part *part, const char *element) {
  const Style *style = chart->style;
  part_open(part, element);
  part_attr_int(part, "sz", (long)emu_scale(style->size, 100, EMU_PER_PT));
  part_attr(part, "b", style->bold ? "1" : "0");
  a_colour(part, "a:solidFill", "000000");
  part_open(part, "a:latin");
  part_attr(part, "typeface", fonts_role(chart->fonts, style->latin_role)->docx_name);
  part_close(part);
  part_open(part, "a:ea");
  part_attr(part, "typeface", fonts_role(chart->fonts, style->role)->docx_name);
  part_close(part);
  part_close(part);
}

static void open_body(Part *part, const char *element, bool wraps) {
  part_open(part, element);
  part_open(part, "a:bodyPr");
  part_attr(part, "wrap", wraps ? "square" : "none");
  part_close(part);
  part_open(part, "a:lstStyle");
  part_close(part);
  part_open(part, "a:p");
}

static void c_txpr(const DocxChart *chart, Part *part, bool wraps) {
  open_body(part, "c:txPr", wraps);
  part_open(part, "a:pPr");
  a_font(chart, part, "a:defRPr");
  part_close(part);
  part_close(part);
  part_close(part);
}

/* 单位：万元, at the left top corner. */
static void c_title(const DocxChart *chart, Part *part) {
  part_open(part, "c:title");
  part_open(part, "c:tx");
  open_body(part, "c:rich", false);
  part_open(part, "a:r");
  a_font(chart, part, "a:rPr");
  part_element(part, "a:t", arena_printf(chart->arena, "单位：%s", chart->chart->unit));
  part_close(part);
  part_close(part);
  part_close(part);
  part_close(part);
  part_open(part, "c:layout");
  part_open(part, "c:manualLayout");
  c_val(part, "c:xMode", "edge");
  c_val(part, "c:yMode", "edge");
  c_val(part, "c:x", "0");
  c_val(part, "c:y", "0");
  part_close(part);
  part_close(part);
  c_val(part, "c:overlay", "0");
  part_close(part);
}

static void c_points(Part *part, int count, const char *(*text)(const DocxChart *, int, int),
                     const DocxChart *chart, int column) {
  c_val_int(part, "c:ptCount", count);
  for (int i = 0; i < count; i++) {
    const char *value = text(chart, column, i);
    if (!value)
      continue;
    part_open(part, "c:pt");
    part_attr_int(part, "idx", i);
    part_element(part, "c:v", value);
    part_close(part);
  }
}

static const char *column_text(const DocxChart *chart, int column, int row) {
  (void)row;
  return docx_chart_column(chart, column);
}

static const char *row_text(const DocxChart *chart, int column, int row) {
  (void)column;
  return docx_chart_row(chart, row);
}

static void c_strings(const DocxChart *chart, Part *part, const char *area, int count,
                      const char *(*text)(const DocxChart *, int, int), int column) {
  part_open(part, "c:strRef");
  part_element(part, "c:f", area);
  part_open(part, "c:strCache");
  c_points(part, count, text, chart, column);
  part_close(part);
  part_close(part);
}

static const char *format_code(const DocxChart *chart) {
  static const char *const codes[] = {"0", "0.0", "0.00", "0.000", "0.0000", "0.00000", "0.000000"};
  return chart->chart->places < 0 ? "General" : codes[chart->chart->places];
}

static void c_numbers(const DocxChart *chart, Part *part, int column) {
  part_open(part, "c:val");
  part_open(part, "c:numRef");
  part_element(part, "c:f", docx_chart_area(chart, column, true));
  part_open(part, "c:numCache");
  part_element(part, "c:formatCode", format_code(chart));
  c_points(part, chart->row_count, docx_chart_value, chart, column);
  part_close(part);
  part_close(part);
  part_close(part);
}

static void c_num_fmt(const DocxChart *chart, Part *part) {
  part_open(part, "c:numFmt");
  part_attr(part, "formatCode", format_code(chart));
  part_attr(part, "sourceLinked", "0");
  part_close(part);
}

/* Where figures stand: at the end of a bar; of two over one another the front
 * one's at its foot; in the middle of a part, on white. */
static const char *label_place(const DocxChart *chart, int column) {
  if (chart->chart->kind == CHART_PARTS)
    return "ctr";
  return chart->chart->is_against && column == 0 ? "inBase" : "outEnd";
}

static void c_dlbls(const DocxChart *chart, Part *part, int column) {
  static const char *const hidden[] = {"c:showCatName", "c:showSerName", "c:showPercent",
                                       "c:showBubbleSize"};
  part_open(part, "c:dLbls");
  c_num_fmt(chart, part);
  if (chart->chart->kind == CHART_PARTS) {
    part_open(part, "c:spPr");
    a_fill(part, FILL_WHITE);
    part_close(part);
  }
  c_txpr(chart, part, false);
  c_val(part, "c:dLblPos", label_place(chart, column));
  c_val(part, "c:showLegendKey", "0");
  c_val(part, "c:showVal", "1");
  for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++)
    c_val(part, hidden[i], "0");
  part_close(part);
}

static void c_ser(const DocxChart *chart, Part *part, int column, int order) {
  part_open(part, "c:ser");
  c_val_int(part, "c:idx", column);
  c_val_int(part, "c:order", order);
  part_open(part, "c:tx");
  c_strings(chart, part, docx_chart_area(chart, column, false), 1, column_text, column);
  part_close(part);
  c_sppr(part, chart_fill(chart->chart, column));
  c_val(part, "c:invertIfNegative", "0");
  c_dlbls(chart, part, column);
  part_open(part, "c:cat");
  c_strings(chart, part, docx_chart_area(chart, -1, true), chart->row_count, row_text, 0);
  part_close(part);
  c_numbers(chart, part, column);
  part_close(part);
}

/* What others are held against comes first, since it stands behind. */
static void c_series(const DocxChart *chart, Part *part) {
  for (int i = 0; i < chart->column_count; i++) {
    int column = chart->chart->is_against ? chart->column_count - 1 - i : i;
    c_ser(chart, part, column, i);
  }
}

static void c_bar_chart(const DocxChart *chart, Part *part) {
  bool is_parts = chart->chart->kind == CHART_PARTS;
  part_open(part, "c:barChart");
  c_val(part, "c:barDir", chart->chart->kind == CHART_COLUMNS ? "col" : "bar");
  c_val(part, "c:grouping", is_parts ? "percentStacked" : "clustered");
  c_val(part, "c:varyColors", "0");
  c_series(chart, part);
  c_val(part, "c:gapWidth", "60");
  if (is_parts || chart->chart->is_against)
    c_val(part, "c:overlap", "100");
  c_val_int(part, "c:axId", CATEGORY_AXIS);
  c_val_int(part, "c:axId", VALUE_AXIS);
  part_close(part);
}

/* Items of lying bars go from the top down. */
static void c_cat_ax(const DocxChart *chart, Part *part) {
  bool is_columns = chart->chart->kind == CHART_COLUMNS;
  part_open(part, "c:catAx");
  c_val_int(part, "c:axId", CATEGORY_AXIS);
  part_open(part, "c:scaling");
  c_val(part, "c:orientation", is_columns ? "minMax" : "maxMin");
  part_close(part);
  c_val(part, "c:delete", chart->chart->kind == CHART_PARTS ? "1" : "0");
  c_val(part, "c:axPos", is_columns ? "b" : "l");
  c_val(part, "c:majorTickMark", "none");
  c_val(part, "c:minorTickMark", "none");
  c_val(part, "c:tickLblPos", "nextTo");
  c_sppr_line(part, "000000", false);
  c_txpr(chart, part, true);
  c_val_int(part, "c:crossAx", VALUE_AXIS);
  c_val(part, "c:crosses", "autoZero");
  c_val(part, "c:tickLblSkip", "1");
  part_close(part);
}

static const char *decimal_text(const DocxChart *chart, Decimal value) {
  Buf buf = {0};
  number_put(&buf, value);
  const char *text = arena_copy(chart->arena, buf.data);
  buf_free(&buf);
  return text;
}

static void c_val_ax(const DocxChart *chart, Part *part) {
  bool is_columns = chart->chart->kind == CHART_COLUMNS,
       is_parts = chart->chart->kind == CHART_PARTS;
  Axis axis = axis_of(chart->chart);
  part_open(part, "c:valAx");
  c_val_int(part, "c:axId", VALUE_AXIS);
  part_open(part, "c:scaling");
  c_val(part, "c:orientation", "minMax");
  if (!is_parts)
    c_val(part, "c:max", decimal_text(chart, axis_tick(&axis, axis.steps)));
  c_val(part, "c:min", "0");
  part_close(part);
  c_val(part, "c:delete", is_parts ? "1" : "0");
  c_val(part, "c:axPos", is_columns ? "l" : "b");
  if (!is_parts) {
    part_open(part, "c:majorGridlines");
    c_sppr_line(part, "808080", true);
    part_close(part);
  }
  part_open(part, "c:numFmt");
  part_attr(part, "formatCode", "General");
  part_attr(part, "sourceLinked", "0");
  part_close(part);
  c_val(part, "c:majorTickMark", "none");
  c_val(part, "c:minorTickMark", "none");
  c_val(part, "c:tickLblPos", "nextTo");
  part_open(part, "c:spPr");
  part_open(part, "a:ln");
  part_toggle(part, "a:noFill", true);
  part_close(part);
  part_close(part);
  c_txpr(chart, part, true);
  c_val_int(part, "c:crossAx", CATEGORY_AXIS);
  c_val(part, "c:crosses", is_columns ? "autoZero" : "max");
  c_val(part, "c:crossBetween", "between");
  if (!is_parts)
    c_val(part, "c:majorUnit", decimal_text(chart, axis_tick(&axis, 1)));
  part_close(part);
}

static void c_legend(const DocxChart *chart, Part *part) {
  if (chart->column_count < 2)
    return;
  part_open(part, "c:legend");
  c_val(part, "c:legendPos", "b");
  c_val(part, "c:overlay", "0");
  c_txpr(chart, part, true);
  part_close(part);
}

static void c_part_of(const DocxChart *chart, Part *part, const char *element, Emu length,
                      Emu whole) {
  Emu millionths = emu_scale(length, 1000000, whole);
  c_val(part, element,
        arena_printf(chart->arena, "%lld.%06lld", (long long)(millionths / 1000000),
                     (long long)(millionths % 1000000)));
}

/* Bars stand where Pages has them. */
static void c_layout(const DocxChart *chart, Part *part) {
  const Drawn *drawn = chart->drawn;
  part_open(part, "c:layout");
  part_open(part, "c:manualLayout");
  c_val(part, "c:layoutTarget", "inner");
  c_val(part, "c:xMode", "edge");
  c_val(part, "c:yMode", "edge");
  c_part_of(chart, part, "c:x", drawn->plot.x, drawn->width);
  c_part_of(chart, part, "c:y", drawn->plot.y, drawn->height);
  c_part_of(chart, part, "c:w", drawn->plot.width, drawn->width);
  c_part_of(chart, part, "c:h", drawn->plot.height, drawn->height);
  part_close(part);
  part_close(part);
}

static void c_chart(const DocxChart *chart, Part *part) {
  bool has_title = *chart->chart->unit;
  part_open(part, "c:chart");
  if (has_title)
    c_title(chart, part);
  c_val(part, "c:autoTitleDeleted", has_title ? "0" : "1");
  part_open(part, "c:plotArea");
  c_layout(chart, part);
  c_bar_chart(chart, part);
  c_cat_ax(chart, part);
  c_val_ax(chart, part);
  part_close(part);
  c_legend(chart, part);
  c_val(part, "c:plotVisOnly", "1");
  c_val(part, "c:dispBlanksAs", "gap");
  part_close(part);
}

void docx_chart(const DocxChart *chart, Part *part, const char *book_id) {
  part_open(part, "c:chartSpace");
  part_attr(part, "xmlns:c", DOCX_CHART_NS);
  part_attr(part, "xmlns:a", DOCX_DRAWING_NS);
  part_attr(part, "xmlns:r", DOCX_REL_NS);
  c_val(part, "c:date1904", "0");
  c_val(part, "c:roundedCorners", "0");
  c_chart(chart, part);
  part_open(part, "c:spPr");
  part_toggle(part, "a:noFill", true);
  part_open(part, "a:ln");
  part_toggle(part, "a:noFill", true);
  part_close(part);
  part_close(part);
  c_txpr(chart, part, true);
  part_open(part, "c:externalData");
  part_attr(part, "r:id", book_id);
  c_val(part, "c:autoUpdate", "0");
  part_close(part);
  part_close(part);
}
