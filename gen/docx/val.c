/* The forms that properties of WordprocessingML take. */
#include "docx/val.h"

void part_val(Part *part, const char *element, const char *value) {
  part_open(part, element);
  part_attr(part, "w:val", value);
  part_close(part);
}

void part_val_int(Part *part, const char *element, long value) {
  part_open(part, element);
  part_attr_int(part, "w:val", value);
  part_close(part);
}

void part_toggle(Part *part, const char *element, bool on) {
  part_open(part, element);
  if (!on)
    part_attr(part, "w:val", "0");
  part_close(part);
}

void part_width(Part *part, const char *element, long twips) {
  part_open(part, element);
  part_attr_int(part, "w:w", twips);
  part_attr(part, "w:type", "dxa");
  part_close(part);
}
