/* What travels inside a report: the files it was made from, and the manifest
 * that says so (归档清单.xml): the program's version and the composer's, every
 * font face used, the options that change the output.
 *
 * Who has the files and the manifest can make the same bytes again. Nothing of
 * the machine, the user or the time of building gets in. All that a capsule
 * points to lies in its arena, or is borrowed from what it was gathered of. */
#ifndef ZIPING_CAPSULE_CAPSULE_H
#define ZIPING_CAPSULE_CAPSULE_H

#include <stdbool.h>

#include "base/attach.h"
#include "compose/pages.h"
#include "input/evaluation.h"

typedef enum CapsuleForm {
  CAPSULE_PDF,
  CAPSULE_DOCX,
  CAPSULE_LOCKED,
  CAPSULE_FORM_COUNT
} CapsuleForm;

/* What a report is made of. */
typedef struct CapsuleOf {
  const Doc *doc;
  const Pages *pages; /* NULL: no font face had a say (a DOCX without tables) */
  const Layout *layout;
  const Evaluation *evaluation;
  const char *given_date; /* when doc->date was asked for from outside; else NULL */
} CapsuleOf;

/* A face that had a say in the pages. */
typedef struct CapsuleFace {
  const char *role, *name, *file;
  int index; /* within a collection */
  const char *digest;
} CapsuleFace;

/* What the manifest of a report says; strings in an arena. */
typedef struct Manifest {
  const char *version;
  int composing; /* ZIPING_COMPOSING of the program that made it */
  CapsuleForm form;
  const char *date; /* CapsuleOf.given_date */
  CapsuleFace *faces;
  size_t face_count;
} Manifest;

/* A report's capsule, opened again. */
typedef struct Capsule {
  Manifest manifest;
  Attachment *files; /* those of the manifest, in its order, itself last */
  size_t count;
  const char *data, *layout; /* names among files of what to build, and with what */
} Capsule;

#define CAPSULE_MANIFEST "归档清单.xml"

/* What a report in this form carries; borrows from `of` and the arena. */
Attachments capsule_gather(const CapsuleOf *of, CapsuleForm form, Arena *arena);

/* Whether there is a manifest among the files that came out of a report. */
bool capsule_is_among(const Attachments *attached);

/* Finds the capsule among the files that came out of the report at path, and
 * checks each by its digest. What lies in the arena, and the attachments, must
 * outlive it. False with messages: there is none, or it is not whole. */
bool capsule_open(const char *path, const Attachments *attached, const char *schema_home,
                  Capsule *capsule, Arena *arena, Messages *messages);

#endif
