/* `ziping fonts`: which file serves each font role. */
#include <string.h>

#include "cli/cli.h"

static bool is_used(const Layout *layout, const FontRole *role) {
  for (size_t i = 0; i < layout->style_count; i++) {
    const Style *style = layout->styles[i];
    if (strcmp(style->role, role->name) == 0 || strcmp(style->latin_role, role->name) == 0)
      return true;
  }
  return false;
}

/* A missing face is this list's own finding, so what fonts_first would say
 * about it is not printed a second time. */
static Face *first_face(Fonts *fonts, const FontRole *role) {
  Messages *unsaid = msg_new();
  Face *face = fonts_first(fonts, role, unsaid);
  msg_free(unsaid);
  return face;
}

bool cli_list_fonts(Fonts *fonts, const Layout *layout, FILE *out) {
  bool complete = true;
  for (int i = 0; i < fonts_role_count(fonts); i++) {
    const FontRole *role = fonts_role_at(fonts, i);
    if (layout && !is_used(layout, role))
      continue;
    const Face *face = first_face(fonts, role);
    complete &= face != NULL;
    if (face)
      fprintf(out, "%s\t%s\t%s\n", role->name, face->path, face->is_stand_in ? "代用" : "自有");
    else
      fprintf(out, "%s\t%s\t缺\n", role->name, role->docx_name);
  }
  return complete;
}
