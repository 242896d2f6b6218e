#include "cli/report.h"

#include <string.h>

#include "check/check.h"
#include "doc/build.h"
#include "pdf/pdf.h"
#include "sheet/sheet.h"

/* The form that carries its sources, or CAPSULE_FORM_COUNT for plain text. */
static CapsuleForm form_of(CliFormat format) {
  return format == FORMAT_PDF      ? CAPSULE_PDF
         : format == FORMAT_DOCX   ? CAPSULE_DOCX
         : format == FORMAT_LOCKED ? CAPSULE_LOCKED
                                   : CAPSULE_FORM_COUNT;
}

static CliFormat format_of(CapsuleForm form) {
  CliFormat format = 0;
  while (form_of(format) != form)
    format++;
  return format;
}

/* The layout that the evaluation itself names. */
static const Layout *named_layout(Setup *setup, const Evaluation *evaluation, Messages *messages) {
  Pos root = xml_pos(evaluation->file, evaluation->root);
  if (!evaluation->layout) {
    msg_add(messages, root, CLI_NO_LAYOUT, NULL);
    return NULL;
  }
  for (size_t i = 0; i < setup->named_count; i++)
    if (strcmp(setup->named[i].name, evaluation->layout) == 0)
      return setup->named[i].layout;
  Layout *layout = layout_load(evaluation->layout, root, setup->layouts, setup->fonts, messages);
  if (layout) {
    setup->named =
        mem_grow(setup->named, setup->named_count, &setup->named_capacity, sizeof *setup->named);
    setup->named[setup->named_count++] =
        (NamedLayout){arena_copy(setup->arena, evaluation->layout), layout};
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

/* Without the layout of -l the evaluation is read for its own faults all the
 * same, so that one run shows everything. */
Report report_open(Setup *setup, const char *data, Messages *messages) {
  Report report = {.layout = setup->layout};
  report.evaluation = sheet_load(data, setup->layouts, messages);
  if (report.evaluation && !setup->options.layout)
    report.layout = named_layout(setup, report.evaluation, messages);
  if (report.evaluation && report.layout)
    build_doc(&report, setup->date, messages);
  return report;
}

bool report_compose(const Setup *setup, Report *report, Messages *messages) {
  report->pages = pages_compose(report->doc, setup->fonts, messages);
  return report->pages != NULL;
}

bool report_needs_pages(const Report *report, CliFormat format) {
  return format == FORMAT_PDF || format == FORMAT_LINES || format == FORMAT_LOCKED ||
         (format == FORMAT_DOCX && docx_needs_pages(report->doc));
}

static bool render(const Setup *setup, const CapsuleOf *of, CliFormat format,
                   const Attachments *attached, Buf *out, Messages *messages) {
  switch (format) {
  case FORMAT_PDF:
    return pdf_write(of->pages, attached, out, messages);
  case FORMAT_DOCX:
    return docx_write(of->doc, setup->fonts, of->pages, attached, setup->packer, out, messages);
  case FORMAT_LOCKED:
    return docx_write_locked(of->pages, attached, setup->packer, out, messages);
  case FORMAT_DOC:
    doc_print(of->doc, out);
    return true;
  case FORMAT_LINES:
    pages_print(of->pages, out);
    return true;
  case FORMAT_COUNT:
    break;
  }
  return false;
}

/* An output that needs no pages is the same whether there are any or not. */
bool report_write(const Setup *setup, const Report *report, CliFormat format, Buf *out,
                  Messages *messages) {
  CapsuleOf of = {.doc = report->doc,
                  .pages = report_needs_pages(report, format) ? report->pages : NULL,
                  .layout = report->layout,
                  .evaluation = report->evaluation,
                  .given_date = report->given_date};
  CapsuleForm form = form_of(format);
  if (form == CAPSULE_FORM_COUNT || setup->options.no_source)
    return render(setup, &of, format, NULL, out, messages);
  Arena *arena = arena_new();
  Attachments attached = capsule_gather(&of, form, arena);
  bool written = render(setup, &of, format, &attached, out, messages);
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

Report report_open_inside(const Setup *setup, const Inside *inside, Messages *messages) {
  Report report = {0};
  report.inside =
      layout_load(inside->layout, pos_file(NULL), setup->layouts, setup->fonts, messages);
  report.layout = report.inside;
  report.evaluation = sheet_load(inside->data, setup->layouts, messages);
  if (report.evaluation && report.layout)
    build_doc(&report, inside->capsule.manifest.date, messages);
  return report;
}

bool report_write_again(const Setup *setup, const Inside *inside, Report *report, Buf *out,
                        Messages *messages) {
  CliFormat format = format_of(inside->capsule.manifest.form);
  if (!report->pages && report_needs_pages(report, format) &&
      !report_compose(setup, report, messages))
    return false;
  return report_write(setup, report, format, out, messages);
}
