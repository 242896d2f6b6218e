/* ziping verify: whether a report is what its own sources make. It is built again
 * out of them, in a folder of its own that goes afterwards, and compared: byte by
 * byte, and, where the bytes differ, by what may have made them differ. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/version.h"
#include "cli/cli.h"
#include "readback/attached.h"
#include "review/read.h"

/* One report being verified. */
typedef struct Verify {
  const char *path;
  const CliRebuild *plan;
  Buf bytes, again; /* as it is, and as it was built again */
  Capsule then, now;
  Arena *arena;
  Messages *messages;
} Verify;

static bool say(Verify *verify, MsgId id, const char *one, const char *two, const char *three) {
  msg_add(verify->messages, pos_file(verify->path), id, verify->path, one, two, three);
  return false;
}

/* False when a file couldn't be written. */
static bool unpack(const Capsule *capsule, const char *folder, Arena *arena) {
  for (size_t i = 0; i < capsule->count; i++) {
    const Attachment *item = &capsule->files[i];
    FILE *file = fopen(arena_printf(arena, "%s/%s", folder, item->name), "wxe");
    if (!file)
      return false;
    bool written = fwrite(item->bytes, 1, item->len, file) == item->len;
    if (fclose(file) != 0 || !written)
      return false;
  }
  return true;
}

static void remove_folder(const Capsule *capsule, const char *folder, Arena *arena) {
  for (size_t i = 0; i < capsule->count; i++)
    unlink(arena_printf(arena, "%s/%s", folder, capsule->files[i].name));
  rmdir(folder);
}

/* The same report once more; false with messages. */
static bool rebuild(Verify *verify) {
  const char *where = getenv("TMPDIR");
  char *folder = arena_printf(verify->arena, "%s/ziping-XXXXXX", where && *where ? where : "/tmp");
  if (!mkdtemp(folder)) {
    msg_add(verify->messages, pos_file(NULL), WRITE_FAILED, folder, "建立", msg_errno(errno));
    return false;
  }
  const Capsule *capsule = &verify->then;
  bool built = unpack(capsule, folder, verify->arena);
  if (!built)
    msg_add(verify->messages, pos_file(NULL), WRITE_FAILED, folder, "写入", msg_errno(errno));
  Messages *said = msg_new();
  if (built) {
    built = verify->plan->build(verify->plan->user,
                                arena_printf(verify->arena, "%s/%s", folder, capsule->data),
                                arena_printf(verify->arena, "%s/%s", folder, capsule->layout),
                                &capsule->manifest, &verify->again, said);
    if (!built) {
      say(verify, VERIFY_NOT_REBUILT, NULL, NULL, NULL);
      msg_print(said, stderr);
    }
  }
  msg_free(said);
  remove_folder(capsule, folder, verify->arena);
  return built;
}

static void compare_programs(Verify *verify) {
  const Manifest *then = &verify->then.manifest;
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
  const Manifest *then = &verify->then.manifest;
  for (size_t i = 0; i < then->face_count; i++) {
    const CapsuleFace *old = &then->faces[i];
    Face *face = fonts_file(verify->plan->fonts, old->file, old->index);
    if (!face)
      say(verify, VERIFY_FACE_GONE, old->name, old->role, old->file);
    else if (strcmp(face_digest(face), old->digest) != 0)
      say(verify, VERIFY_FACE_OTHER, old->name, old->role, old->file);
  }
}

/* Faces that are used now and were not then. */
static void find_new_faces(Verify *verify) {
  const Manifest *now = &verify->now.manifest;
  for (size_t i = 0; i < now->face_count; i++)
    if (!is_among(&now->faces[i], &verify->then.manifest))
      say(verify, VERIFY_FACE_NEW, now->faces[i].name, now->faces[i].role, now->faces[i].file);
}

/* What the report says against what its sources make it say; true when it is the
 * same. Faults in reading it are messages. */
static bool compare_text(Verify *verify) {
  FileKind kind = review_file_kind(verify->path, verify->bytes.data, verify->bytes.len);
  Side *new =
      review_read(verify->path, kind, verify->bytes.data, verify->bytes.len, verify->messages);
  Messages *said = msg_new();
  Side *old = review_read(verify->path, kind, verify->again.data, verify->again.len, said);
  bool same = false;
  if (old && new) {
    Version before = {.side = old}, after = {.side = new};
    Review *review = review_compare(&before, &after, NULL);
    same = review->change_count == 0;
    if (!same) {
      say(verify, VERIFY_TEXT, NULL, NULL, NULL);
      cli_print_review(review, false, stdout);
    }
    review_free(review);
  }
  side_free(old);
  side_free(new);
  msg_free(said);
  return same;
}

/* Why the bytes differ. */
static void explain(Verify *verify) {
  Attachments attached;
  compare_programs(verify);
  compare_faces(verify);
  if (read_attached(verify->path, verify->again.data, verify->again.len, &attached, verify->arena,
                    verify->messages) &&
      capsule_open(verify->path, &attached, verify->plan->schema_home, &verify->now, verify->arena,
                   verify->messages))
    find_new_faces(verify);
  int reasons = msg_count(verify->messages, MSG_WARNING);
  if (compare_text(verify) && msg_count(verify->messages, MSG_WARNING) == reasons)
    say(verify, reasons > 0 ? VERIFY_SAME_TEXT : VERIFY_SAVED_AGAIN, NULL, NULL, NULL);
}

static bool is_same(const Verify *verify) {
  return verify->bytes.len == verify->again.len &&
         memcmp(verify->bytes.data, verify->again.data, verify->bytes.len) == 0;
}

void cli_verify(const char *path, const CliRebuild *plan, Messages *messages) {
  Verify verify = {.path = path, .plan = plan, .arena = arena_new(), .messages = messages};
  if (cli_open_capsule(path, plan->schema_home, &verify.bytes, &verify.then, verify.arena,
                       messages)) {
    if (!rebuild(&verify)) {
      compare_programs(&verify);
      compare_faces(&verify);
    } else if (is_same(&verify)) {
      printf("%s: 一致\n", path);
    } else {
      printf("%s: 不一致\n", path);
      explain(&verify);
    }
  }
  buf_free(&verify.bytes);
  buf_free(&verify.again);
  arena_free(verify.arena);
}
