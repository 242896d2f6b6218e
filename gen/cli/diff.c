/* ziping diff: two versions of a report, each as an evaluation, as a PDF or DOCX
 * that carries its sources, or by its text. */
#include <errno.h>

#include "base/outfile.h"
#include "cli/cli.h"
#include "readback/pieces.h"
#include "review/files.h"
#include "review/html.h"
#include "sheet/sheet.h"

/* One of the two on its way to the comparison; ended by opened_close. */
typedef struct Opened {
  const char *path;
  Messages *messages; /* what the check found, or why there is no side */
  Messages *notes;    /* why it is not compared by its sources alone */
  Buf bytes;
  Inside inside;
  Report report; /* empty for what is compared by its text */
  Buf unlike;    /* the pieces that are not what its sources make */
  Side *side;    /* NULL when it can't be compared */
} Opened;

static void note(Opened *opened, MsgId id) {
  msg_add(opened->notes, pos_file(opened->path), id, opened->path, opened->unlike.data);
}

/* That characters come from other fonts is no finding. */
static bool compose(const ReportTools *tools, Opened *opened) {
  Messages *said = msg_new();
  bool composed = report_compose(tools, &opened->report, said);
  if (!composed)
    msg_print(said, stderr);
  msg_free(said);
  return composed;
}

static void take_report(Opened *opened) {
  opened->side = side_of_doc(opened->path, opened->report.doc, opened->report.pages);
}

static void read_text(Opened *opened, FileKind kind) {
  opened->side =
      review_read(opened->path, kind, opened->bytes.data, opened->bytes.len, opened->messages);
}

/* What of the file isn't what its sources make, whoever or whatever made it so. */
static void find_unlike(Opened *opened, const Buf *again, Messages *said) {
  ReadDifference difference;
  if (!read_files_differ(opened->path, again, &opened->bytes, &opened->unlike, &difference, said))
    buf_puts(&opened->unlike, "读不出的部分");
}

/* Whether what its sources make still says what the file says. */
static bool is_true_to_sources(Opened *opened, const Buf *again) {
  if (buf_equal(&opened->bytes, again))
    return true;
  Messages *said = msg_new();
  FileReview files = file_review(opened->path, again, &opened->bytes, false, said);
  bool same = file_review_same(&files);
  file_review_free(&files);
  find_unlike(opened, again, said);
  note(opened, !same ? DIFF_TEXT_CHANGED : opened->unlike.len > 0 ? DIFF_PIECES : DIFF_SAVED_AGAIN);
  msg_free(said);
  return same;
}

/* The file once more, out of its sources; false when that can't be. */
static bool make_again(const ReportTools *tools, Opened *opened, Buf *again) {
  Messages *said = msg_new();
  bool made = inside_open(&opened->inside, opened->path, &opened->bytes, tools->layouts, said);
  if (made)
    opened->report = report_open_inside(tools, &opened->inside, opened->messages);
  made = made && opened->report.doc && msg_count(opened->messages, MSG_ERROR) == 0 &&
         report_compose(tools, &opened->report, said) &&
         report_write_again(tools, &opened->inside, &opened->report, again, said);
  msg_free(said);
  return made;
}

/* By the sources that a PDF or DOCX carries, when they are those of what it says;
 * else by its text. */
static void read_made(const ReportTools *tools, Opened *opened, FileKind kind) {
  Buf again = {0};
  bool made = make_again(tools, opened, &again);
  if (!made && opened->inside.is_carrier)
    note(opened, DIFF_SOURCE_BROKEN);
  if (made && is_true_to_sources(opened, &again)) {
    take_report(opened);
    opened->side->is_from_inside = true;
  } else {
    report_close(&opened->report);
    msg_free(opened->messages);
    opened->messages = msg_new();
    read_text(opened, kind);
  }
  buf_free(&again);
}

static void opened_load(ReportTools *tools, const char *path, Opened *opened) {
  *opened = (Opened){.path = path, .messages = msg_new(), .notes = msg_new()};
  if (!infile_read(path, REPORT_LIMIT, &opened->bytes, opened->messages))
    return;
  FileKind kind = review_file_kind(path, opened->bytes.data, opened->bytes.len);
  if (kind == FILE_PDF || kind == FILE_WORD) {
    read_made(tools, opened, kind);
  } else if (!infile_size_ok(path, opened->bytes.len, INFILE_LIMIT, opened->messages)) {
    return;
  } else if (kind != FILE_EVALUATION) {
    read_text(opened, kind);
  } else {
    opened->report = report_open(tools, path, opened->messages);
    if (opened->report.doc && compose(tools, opened))
      take_report(opened);
  }
}

static void opened_close(Opened *opened) {
  side_free(opened->side);
  report_close(&opened->report);
  inside_close(&opened->inside);
  buf_free(&opened->bytes);
  buf_free(&opened->unlike);
  msg_free(opened->notes);
  msg_free(opened->messages);
}

static void keep_note(void *user, const MsgView *message) {
  Side *side = user;
  side->note = arena_copy(side->arena, message->text);
}

static Version version_of(const Opened *opened) {
  const Report *report = &opened->report;
  msg_visit(opened->notes, keep_note, opened->side);
  if (opened->unlike.len > 0)
    opened->side->unlike = arena_copy(opened->side->arena, opened->unlike.data);
  return (Version){.side = opened->side,
                   .layout = report->layout,
                   .evaluation = report->evaluation,
                   .findings = report->doc ? opened->messages : NULL};
}

/* Findings of the two are part of the comparison; what keeps one from being read
 * is a message, and why one is compared by its text. */
static bool both_opened(const Opened *old, const Opened *new) {
  msg_print(old->side ? old->notes : old->messages, stderr);
  msg_print(new->side ? new->notes : new->messages, stderr);
  return old->side && new->side;
}

/* A fault of the system is none of the files'. */
static int unread_status(const Opened *old, const Opened *new) {
  int a = msg_status(old->messages), b = msg_status(new->messages);
  int worst = a > b ? a : b;
  return worst > EXIT_BAD_INPUT ? worst : EXIT_BAD_INPUT;
}

static void write_page(const Review *review, const char *path, Messages *messages) {
  Buf page = {0};
  OutSet *set = outset_new(messages);
  review_html(review, &page);
  if (outset_add(set, path, page.data, page.len))
    outset_commit(set);
  outset_free(set);
  buf_free(&page);
}

static int compare(const ReportTools *tools, const CliOptions *options, const Opened *old,
                   const Opened *new, Messages *messages) {
  Version versions[] = {version_of(old), version_of(new)};
  if (buf_equal(&old->bytes, &new->bytes)) /* whatever they are, they are the same */
    old->side->unlike = new->side->unlike = NULL;
  Messages *said = msg_new(); /* the same that were said of it before */
  Evaluation *again = NULL;
  if (versions[0].evaluation && versions[1].evaluation)
    again = sheet_load(versions[0].evaluation->file->path, tools->layouts, said);
  Review *review = review_compare(&versions[0], &versions[1], again);
  if (!cli_print_review(review, options->json, stdout))
    msg_add(messages, pos_file(NULL), SAY_FAILED, msg_errno(errno));
  if (options->html)
    write_page(review, options->html, messages);
  int status = review_is_same(review) ? EXIT_DONE : EXIT_FINDINGS;
  review_free(review);
  evaluation_free(again);
  msg_free(said);
  return status;
}

int cli_diff(ReportTools *tools, const CliOptions *options, Messages *messages) {
  if (options->html &&
      !cli_output_usable(options->html, options->operands, 2, tools->arena, messages))
    return EXIT_DONE;
  Opened old, new;
  opened_load(tools, options->operands[0], &old);
  opened_load(tools, options->operands[1], &new);
  int status = both_opened(&old, &new) ? compare(tools, options, &old, &new, messages)
                                       : unread_status(&old, &new);
  opened_close(&old);
  opened_close(&new);
  return status;
}
