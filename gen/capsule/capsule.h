/* What travels inside a report: the files it was made from, and the manifest
 * that says so (归档清单.xml): the program's version and the composer's, every
 * font face used, the options that change the output.
 *
 * Who has the files and the manifest can make the same bytes again. Nothing of
 * the machine, the user or the time of building gets in. All that a capsule
 * points to lies in its arena, or is borrowed from what it was gathered of. */
#ifndef ZIPING_CAPSULE_CAPSULE_H
#define ZIPING_CAPSULE_CAPSULE_H

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

#define CAPSULE_MANIFEST "归档清单.xml"

/* What a report in this form carries; borrows from `of` and the arena. */
Attachments capsule_gather(const CapsuleOf *of, CapsuleForm form, Arena *arena);

#endif
