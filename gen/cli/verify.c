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
 * same. Faults in reading it are messages. */
static bool compare_text(Verify *verify) {
  FileReview files = file_review(verify->path, &verify->again, &verify->bytes, verify->messages);
  bool same = file_review_same(&files);
  if (files.review && !same) {
    say(verify, VERIFY_TEXT, NULL, NULL, NULL);
    cli_print_review(files.review, false, stdout);
  }
  file_review_free(&files);
  return same;
}

/* Which pieces differ where the text doesn't; true when some do. */
static bool compare_pieces(Verify *verify) {
  ReadPieces then = {0}, now = {0};
  Buf names = {0};
  bool differ = read_pieces(verify->path, &verify->again, &then, verify->messages) &&
                read_pieces(verify->path, &verify->bytes, &now, verify->messages) &&
                read_pieces_differ(&then, &now, &names) > 0;
  if (differ)
    say(verify, VERIFY_PIECES, names.data, NULL, NULL);
  read_pieces_free(&then);
  read_pieces_free(&now);
  buf_free(&names);
  return differ;
}

/* Why the bytes differ. */
static void explain(Verify *verify) {
  compare_programs(verify);
  compare_faces(verify);
  find_new_faces(verify);
  int reasons = msg_count(verify->messages, MSG_WARNING);
  if (!compare_text(verify))
    return;
  if (reasons > 0)
    say(verify, VERIFY_SAME_TEXT, NULL, NULL, NULL);
  else if (!compare_pieces(verify) && msg_count(verify->messages, MSG_WARNING) == 0)
    say(verify, VERIFY_SAVED_AGAIN, NULL, NULL, NULL);
}

void cli_verify(const ReportTools *tools, const char *path, Messages *messages) {
  Verify verify = {.path = path, .tools = tools, .messages = messages};
  if (infile_read(path, INFILE_LIMIT, &verify.bytes, messages) &&
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
