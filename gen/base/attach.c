#include "base/attach.h"

#include <string.h>

#include "base/utf8.h"

enum { NAME_BYTES = 255 };

bool attach_name_is_plain(const char *name) {
  if (strncmp(name, ATTACH_LAYOUTS, strlen(ATTACH_LAYOUTS)) == 0)
    name += strlen(ATTACH_LAYOUTS);
  size_t len = strlen(name);
  if (len == 0 || len > NAME_BYTES || *name == '.' || *name == '-' || strpbrk(name, "/\\"))
    return false;
  for (const char *at = name; *at; at++)
    if ((unsigned char)*at < ' ' || *at == 0x7F)
      return false;
  return utf8_check(name, len) == len;
}

const char *attach_role_name(AttachRole role) {
  switch (role) {
  case ATTACH_SOURCE:
    return "Source";
  case ATTACH_DATA:
    return "Data";
  case ATTACH_SUPPLEMENT:
    break;
  }
  return "Supplement";
}
