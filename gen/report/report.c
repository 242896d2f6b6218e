#include "report/report.h"

#include <stdlib.h>
#include <string.h>

#include "check/check.h"
#include "doc/build.h"
#include "pdf/pdf.h"
#include "sheet/sheet.h"
#include "xml/missing.h"

const ReportFormatName report_formats[] = {
    [REPORT_PDF] = {"pdf", ".pdf"},
    [REPORT_DOCX] = {"docx", ".docx"},
    [REPORT_DOC] = {"doc", ".doc.txt"},
    [REPORT_LINES] = {"lines", ".lines"},
    [REPORT_LOCKED] = {"locked", ".locked.docx"},
};

void report_tools_free(ReportTools *tools) {
  for (size_t i = 0; i < tools->named_count; i++)
    layout_free(tools->named[i].layout);
  free(tools->named);
  layout_free(tools->layout);
  if (tools->fonts)
    fonts_free(tools->fonts);
  packer_free(tools->packer);
}

/* The form that carries its sources, or CAPSULE_FORM_COUNT for plain text. */
static CapsuleForm form_of(ReportFormat format) {
  return format == REPORT_PDF      ? CAPSULE_PDF
         : format == REPORT_DOCX   ? CAPSULE_DOCX
         : format == REPORT_LOCKED ? CAPSULE_LOCKED
                                   : CAPSULE_FORM_COUNT;
}

static ReportFormat format_of(CapsuleForm form) {
  ReportFormat format = 0;
  while (form_of(format) != form)
    format++;
  return format;
}

/* The layout that the evaluation itself names. */
static const Layout *named_layout(ReportTools *tools, const Evaluation *evaluation,
                                  Messages *messages) {
  if (!evaluation->layout) {
    msg_add(messages, xml_missing_pos(evaluation->file, "@布局"), CLI_NO_LAYOUT, NULL);
    return NULL;
  }
  const xmlAttr *stated = xmlHasProp(evaluation->root, (const xmlChar *)"布局");
  Pos asked = xml_pos(evaluation->file, (const xmlNode *)stated);
  for (size_t i = 0; i < tools->named_count; i++)
    if (strcmp(tools->named[i].name, evaluation->layout) == 0)
      return tools->named[i].layout;
  Layout *layout = layout_load(evaluation->layout, asked, tools->layouts, tools->fonts, messages);
  if (layout) {
    tools->named =
        mem_grow(tools->named, tools->named_count, &tools->named_capacity, sizeof *tools->named);
    tools->named[tools->named_count++] =
        (NamedLayout){arena_copy(tools->arena, evaluation->layout), layout};
  }
  return layout;
}

/* The doc of what evaluation and layout the report has; date: of one that has none. */
static void build_doc(Report *report, const char *date, Messages *messages) {
  if (!evaluation_check(report->evaluation, report->layout, messages))
    return;
  report->doc = doc_build(report->layout, report->evaluation, messages);
  if (report->doc && !check_report(report->layout, report->evaluation, report->doc, messages)) {
    doc_free(report->doc);
    report->doc = NULL;
  }
  if (report->doc && !report->doc->date)
    report->doc->date = report->given_date = date;
}

/* Without the layout of all reports the evaluation is read for its own faults all the
 * same, so that one run shows everything. */
Report report_open(ReportTools *tools, const char *data, Messages *messages) {
  Report report = {.layout = tools->layout};
  report.evaluation = sheet_load(data, tools->layouts, messages);
  if (report.evaluation && !tools->layout_name)
    report.layout = named_layout(tools, report.evaluation, messages);
  if (report.evaluation && report.layout)
    build_doc(&report, tools->date, messages);
  return report;
}

bool report_compose(const ReportTools *tools, Report *report, Messages *messages) {
  report->pages = pages_compose(report->doc, tools->fonts, messages);
  return report->pages != NULL;
}

bool report_needs_pages(const Report *report, ReportFormat format) {
  return format == REPORT_PDF || format == REPORT_LINES || format == REPORT_LOCKED ||
         (format == REPORT_DOCX && docx_needs_pages(report->doc));
}

static bool render(const ReportTools *tools, const CapsuleOf *of, ReportFormat format,
                   const Attachments *attached, Buf *out, Messages *messages) {
  switch (format) {
  case REPORT_PDF:
    return pdf_write(of->pages, attached, out, messages);
  case REPORT_DOCX:
    return docx_write(of->doc, tools->fonts, of->pages, attached, tools->packer, out, messages);
  case REPORT_LOCKED:
    return docx_write_locked(of->pages, attached, tools->packer, out, messages);
  case REPORT_DOC:
    doc_print(of->doc, out);
    return true;
  case REPORT_LINES:
    pages_print(of->pages, out);
    return true;
  case REPORT_FORMAT_COUNT:
    break;
  }
  return false;
}

/* An output that needs no pages is the same whether there are any or not. */
bool report_write(const ReportTools *tools, const Report *report, ReportFormat format, Buf *out,
                  Messages *messages) {
  CapsuleOf of = {.doc = report->doc,
                  .pages = report_needs_pages(report, format) ? report->pages : NULL,
                  .layout = report->layout,
                  .evaluation = report->evaluation,
                  .given_date = report->given_date};
  CapsuleForm form = form_of(format);
  if (form == CAPSULE_FORM_COUNT || tools->no_source)
    return render(tools, &of, format, NULL, out, messages);
  Arena *arena = arena_new();
  Attachments attached = capsule_gather(&of, form, arena);
  bool written = render(tools, &of, format, &attached, out, messages);
  arena_free(arena);
  return written;
}

void report_close(Report *report) {
  if (report->pages)
    pages_free(report->pages);
  doc_free(report->doc);
  evaluation_free(report->evaluation);
  layout_free(report->inside);
  *report = (Report){0};
}

Report report_open_inside(const ReportTools *tools, const Inside *inside, Messages *messages) {
  Report report = {0};
  report.inside =
      layout_load(inside->layout, pos_file(NULL), tools->layouts, tools->fonts, messages);
  report.layout = report.inside;
  report.evaluation = sheet_load(inside->data, tools->layouts, messages);
  if (report.evaluation && report.layout)
    build_doc(&report, inside->capsule.manifest.date, messages);
  return report;
}

bool report_write_again(const ReportTools *tools, const Inside *inside, Report *report, Buf *out,
                        Messages *messages) {
  ReportFormat format = format_of(inside->capsule.manifest.form);
  if (!report->pages && report_needs_pages(report, format) &&
      !report_compose(tools, report, messages))
    return false;
  return report_write(tools, report, format, out, messages);
}
