/* Any bytes as a package: opened, its relations followed, its parts unpacked. */
#include "support.h"

#include <string.h>

#include "package/links.h"

enum { DEPTH_MOST = 4 };

static void follow(Archive *archive, const char *source, int depth, Messages *messages) {
  Links links = {0};
  if (depth < DEPTH_MOST && links_read(archive, source, &links, messages)) {
    for (size_t i = 0; i < links.count; i++) {
      const char *part = links.items[i].part;
      XmlFile *file = part ? archive_xml(archive, part, messages) : NULL;
      if (file)
        follow(archive, part, depth + 1, messages);
      xml_free(file);
    }
  }
  links_free(&links);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
  Messages *messages = msg_new();
  Archive *archive = archive_open("包", (const char *)bytes, len, &archive_of_sheets, messages);
  if (archive) {
    follow(archive, "", 0, messages);
    archive_free(archive);
  }
  fuzz_end(messages, !archive);
  return 0;
}
