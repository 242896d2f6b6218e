/* What the fuzz targets share. They run in the project's folder; fonts and
 * layouts are loaded once and stay. Each target holds LLVMFuzzerTestOneInput. */
#ifndef TEST_FUZZ_SUPPORT_H
#define TEST_FUZZ_SUPPORT_H

#include "compose/pages.h"
#include "doc/build.h"
#include "sheet/sheet.h"

/* Stops with a crash, which libFuzzer keeps the input of. */
#define DEMAND(holds) ((holds) ? (void)0 : fuzz_fail(#holds, __FILE__, __LINE__))
_Noreturn void fuzz_fail(const char *what, const char *file, int line);

Fonts *fuzz_fonts(void);
/* A layout that ships with the program; owned here. */
const Layout *fuzz_layout(void);
/* A file of these bytes, good until the next call. */
const char *fuzz_file(const uint8_t *bytes, size_t len);
/* A ZIP of these parts, not compressed: ended with buf_free. */
typedef struct FuzzPart {
  const char *name;
  const char *text;
  size_t len;
} FuzzPart;
Buf fuzz_zip(const FuzzPart *parts, size_t count);
/* The input up to the next line that says @@; *bytes and *len go on behind it.
 * Empty when there is no more. */
FuzzPart fuzz_next_part(const char *name, const uint8_t **bytes, size_t *len);

/* A refusal must come with a message. Ends the Messages. */
void fuzz_end(Messages *messages, bool refused);
/* Composes the doc and demands what holds for all pages; silent when it is
 * refused for a reason. With FUZZ_SHOW in the environment the pages are printed. */
void fuzz_compose(const Doc *doc, Messages *messages);
/* What must hold for the pages of any doc. */
void fuzz_check_pages(const Pages *pages);

/* A doc of the given text, a paragraph a line; the first bytes choose page and
 * styles. Characters that no font has are left out. Never NULL; ended with
 * doc_free. */
Doc *fuzz_text_doc(const uint8_t *bytes, size_t len);

#endif
