/* The forms that properties of WordprocessingML take. Private to docx/. */
#ifndef ZIPING_DOCX_VAL_H
#define ZIPING_DOCX_VAL_H

#include "package/part.h"

#define DOCX_MAIN_NS "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define DOCX_REL_NS PACKAGE_REL_NS

/* <element w:val="value"/> */
void part_val(Part *part, const char *element, const char *value);
void part_val_int(Part *part, const char *element, long value);
/* <element/>, or <element w:val="0"/> to switch an inherited property off. */
void part_toggle(Part *part, const char *element, bool on);

/* <element w:w="twips" w:type="dxa"/> */
void part_width(Part *part, const char *element, long twips);

#endif
