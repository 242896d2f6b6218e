/* ziping verify: whether a report is what its own sources make. It is built again
 * out of them and compared: byte by byte, and, where the bytes differ, by what may
 * have made them differ. */
#include <stdio.h>
#include <string.h>

#include "base/version.h"
#include "cli/cli.h"
#include "readback/pieces.h"
#include "review/files.h"

/* One report being verified. */
typedef struct Verify {
  const char *path;
  const ReportTools *tools;
  Buf bytes, again; /* as it is, and as it was built again */
  Inside then, now;
  Messages *messages;
} Verify;

static void say(Verify *verify, MsgId id, const char *one, const char *two, const char *three) {
  msg_add(verify->messages, pos_file(verify->path), id, verify->path, one, two, three);
}

/* The same report once more; false with messages. */
static bool rebuild(Verify *verify) {
  Messages *said = msg_new();
  Report report = report_open_inside(verify->tools, &verify->then, said);
  bool built = report.doc && msg_count(said, MSG_ERROR) == 0 &&
               report_write_again(verify->tools, &verify->then, &report, &verify->again, said);
  if (!built) {
    say(verify, VERIFY_NOT_REBUILT, NULL, NULL, NULL);
    msg_print(said, stderr);
  }
  report_close(&report);
  msg_free(said);
  return built;
}

static void compare_programs(Verify *verify) {
  const Manifest *then = &verify->then.capsule.manifest;
  char composing[16], own[16];
  snprintf(composing, sizeof composing, "%d", then->composing);
  snprintf(own, sizeof own, "%d", ZIPING_COMPOSING);
  if (strcmp(then->version, ZIPING_VERSION) != 0)
    say(verify, VERIFY_PROGRAM, then->version, ZIPING_VERSION, NULL);
  if (then->composing != ZIPING_COMPOSING)
    say(verify, VERIFY_COMPOSING, composing, own, NULL);
}

static bool is_among(const CapsuleFace *face, const Manifest *manifest) {
  for (size_t i = 0; i < manifest->face_count; i++)
    if (strcmp(manifest->faces[i].file, face->file) == 0 && manifest->faces[i].index == face->index)
      return true;
  return false;
}

/* Faces that are gone or have become others. */
static void compare_faces(Verify *verify) {
  const Manifest *then = &verify->then.capsule.manifest;
  for (size_t i = 0; i < then->face_count; i++) {
    const CapsuleFace *old = &then->faces[i];
    Face *face = fonts_file(verify->tools->fonts, old->file, old->index);
    if (!face)
      say(verify, VERIFY_FACE_GONE, old->name, old->role, old->file);
    else if (strcmp(face_digest(face), old->digest) != 0)
      say(verify, VERIFY_FACE_OTHER, old->name, old->role, old->file);
  }
}

/* Faces that are used now and were not then. */
static void find_new_faces(Verify *verify) {
  if (!inside_open(&verify->now, verify->path, &verify->again, verify->tools->layouts,
                   verify->messages))
    return;
  const Manifest *now = &verify->now.capsule.manifest;
  for (size_t i = 0; i < now->face_count; i++)
    if (!is_among(&now->faces[i], &verify->then.capsule.manifest))
      say(verify, VERIFY_FACE_NEW, now->faces[i].name, now->faces[i].role, now->faces[i].file);
}

/* What the report says against what its sources make it say; true when it is the
 * same. as_then: by the same program, with the same fonts, so that every page has the
 * number that it had. Faults in reading it are messages. */
static bool compare_text(Verify *verify, bool as_then) {
  FileReview files =
      file_review(verify->path, &verify->again, &verify->bytes, as_then, verify->messages);
  bool same = file_review_same(&files);
  if (files.review && !same) {
    say(verify, VERIFY_TEXT, NULL, NULL, NULL);
    cli_print_review(files.review, false, stdout);
  }
  file_review_free(&files);
  return same;
}

/* What else differs where the text doesn't. as_then: nothing but a change accounts for it. */
static void compare_pieces(Verify *verify, bool as_then) {
  Buf names = {0};
  ReadDifference difference;
  if (read_files_differ(verify->path, &verify->again, &verify->bytes, &names, &difference,
                        verify->messages)) {
    MsgId changed = difference == READ_OTHER_WORDS ? VERIFY_WORDS : VERIFY_PIECES;
    MsgId alike = as_then ? VERIFY_SAVED_AGAIN : VERIFY_SAME_TEXT;
    say(verify,
        difference == READ_ALIKE ? alike
        : as_then                ? changed
                                 : VERIFY_UNSURE,
        names.data, NULL, NULL);
  }
  buf_free(&names);
}

/* Why the bytes differ. */
static void explain(Verify *verify) {
  compare_programs(verify);
  compare_faces(verify);
  find_new_faces(verify);
  bool as_then = msg_count(verify->messages, MSG_WARNING) == 0;
  if (compare_text(verify, as_then))
    compare_pieces(verify, as_then);
}

void cli_verify(const ReportTools *tools, const char *path, Messages *messages) {
  Verify verify = {.path = path, .tools = tools, .messages = messages};
  if (infile_read(path, REPORT_LIMIT, &verify.bytes, messages) &&
      inside_open(&verify.then, path, &verify.bytes, tools->layouts, messages)) {
    if (!rebuild(&verify)) {
      compare_programs(&verify);
      compare_faces(&verify);
    } else if (buf_equal(&verify.bytes, &verify.again)) {
      printf("%s: 一致\n", path);
    } else {
      printf("%s: 不一致\n", path);
      explain(&verify);
    }
  }
  inside_close(&verify.now);
  inside_close(&verify.then);
  buf_free(&verify.bytes);
  buf_free(&verify.again);
}
