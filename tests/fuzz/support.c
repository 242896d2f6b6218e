#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);

int LLVMFuzzerInitialize(int *argc, char ***argv) {
  (void)argc, (void)argv;
  xml_start();
  return 0;
}

void fuzz_fail(const char *what, const char *file, int line) {
  fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, what);
  abort();
}

Fonts *fuzz_fonts(void) {
  static Fonts *fonts;
  if (!fonts) {
    Messages *messages = msg_new();
    fonts = fonts_load("fonts", messages);
    msg_print(messages, stderr);
    msg_free(messages);
    DEMAND(fonts != NULL);
  }
  return fonts;
}

const Layout *fuzz_layout(void) {
  static Layout *layout;
  if (!layout) {
    Messages *messages = msg_new();
    layout = layout_load("增城-2022", pos_file(NULL), "layouts", fuzz_fonts(), messages);
    msg_print(messages, stderr);
    msg_free(messages);
    DEMAND(layout != NULL);
  }
  return layout;
}

const char *fuzz_file(const uint8_t *bytes, size_t len) {
  static int fd = -1;
  static char path[64];
  if (fd >= 0)
    close(fd);
  fd = memfd_create("fuzz", MFD_CLOEXEC);
  DEMAND(fd >= 0);
  DEMAND(write(fd, bytes, len) == (ssize_t)len);
  snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
  return path;
}

void fuzz_end(Messages *messages, bool refused) {
  DEMAND(!refused || msg_count(messages, MSG_ERROR) > 0);
  char *text = NULL;
  size_t len = 0;
  FILE *out = open_memstream(&text, &len);
  DEMAND(out != NULL);
  msg_print(messages, out);
  DEMAND(fclose(out) == 0);
  free(text);
  msg_free(messages);
}

void fuzz_compose(const Doc *doc, Messages *messages) {
  int errors = msg_count(messages, MSG_ERROR);
  Pages *pages = pages_compose(doc, fuzz_fonts(), messages);
  if (!pages) {
    DEMAND(msg_count(messages, MSG_ERROR) > errors);
    return;
  }
  Buf text = {0};
  pages_print(pages, &text);
  DEMAND(text.len > 0);
  if (getenv("FUZZ_SHOW"))
    fwrite(text.data, 1, text.len, stderr);
  buf_free(&text);
  fuzz_check_pages(pages);
  pages_free(pages);
}
