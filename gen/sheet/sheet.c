#include "sheet/sheet.h"

#include "base/infile.h"
#include "sheet/read.h"

Evaluation *sheet_load(const char *path, const char *schema_home, Messages *messages) {
  Buf bytes = {0};
  XmlFile *file = NULL;
  if (infile_read(path, INFILE_LIMIT, &bytes, messages))
    file = archive_is_one(bytes.data, bytes.len) ? sheet_read(path, bytes.data, bytes.len, messages)
                                                 : xml_parse(path, bytes.data, bytes.len, messages);
  if (file)
    file->source = bytes;
  else
    buf_free(&bytes);
  return evaluation_take(file, schema_home, messages);
}
