/* word/fontTable.xml: the faces by the names that offices own, and what serves
 * where they are missing (w:altName, and the classification by which Word looks
 * for something near). */
#include <string.h>

#include "docx/parts.h"

typedef struct FaceClass {
  const char *name;
  const char *panose;
  const char *family;
  const char *pitch;
} FaceClass;

/* PANOSE 1 as the faces' own OS/2 tables have it. */
static const FaceClass known[] = {
    {"仿宋_GB2312", "02010609030101010101", "modern", "fixed"},
    {"仿宋", "02010609060101010101", "modern", "fixed"},
    {"楷体_GB2312", "02010609030101010101", "modern", "fixed"},
    {"楷体", "02010609060101010101", "modern", "fixed"},
    {"黑体", "02010609060101010101", "modern", "fixed"},
    {"宋体", "02010600030101010101", "auto", "variable"},
    {"方正小标宋简体", "03000509000000000000", "script", "fixed"},
    {"Times New Roman", "02020603050405020304", "roman", "variable"},
};

static const FaceClass *find_class(const char *name) {
  static const FaceClass unknown = {NULL, NULL, "auto", "variable"};
  for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
    if (strcmp(known[i].name, name) == 0)
      return &known[i];
  return &unknown;
}

/* w:charset is a byte in hexadecimal: GB2312_CHARSET or ANSI_CHARSET. */
static void w_font(Part *part, const FontRole *role) {
  const FaceClass *class = find_class(role->docx_name);
  part_open(part, "w:font");
  part_attr(part, "w:name", role->docx_name);
  if (role->docx_fallback)
    part_val(part, "w:altName", role->docx_fallback);
  if (class->panose)
    part_val(part, "w:panose1", class->panose);
  part_val(part, "w:charset", role->is_latin ? "00" : "86");
  part_val(part, "w:family", class->family);
  part_val(part, "w:pitch", class->pitch);
  part_close(part);
}

/* Two roles may print in one face; it is declared once. */
static bool is_declared(const DocxJob *job, int index) {
  const char *name = fonts_role_at(job->fonts, index)->docx_name;
  for (int i = 0; i < index; i++)
    if (job->role_use[i] && strcmp(fonts_role_at(job->fonts, i)->docx_name, name) == 0)
      return true;
  return false;
}

void docx_font_table(const DocxJob *job, Part *part) {
  part_open(part, "w:fonts");
  part_attr(part, "xmlns:w", DOCX_MAIN_NS);
  for (int i = 0; i < fonts_role_count(job->fonts); i++)
    if (job->role_use[i] && !is_declared(job, i))
      w_font(part, fonts_role_at(job->fonts, i));
  part_close(part);
}
