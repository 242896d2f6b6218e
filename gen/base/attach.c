#include "base/attach.h"

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
