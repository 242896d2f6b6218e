/* Which file serves each font role: `ziping fonts`, and the warning of a build
 * that has to do without one. */
#include <string.h>

#include "cli/cli.h"

static bool is_used(const Style *const styles[], size_t count, const FontRole *role) {
  for (size_t i = 0; i < count; i++)
    if (strcmp(styles[i]->role, role->name) == 0 || strcmp(styles[i]->latin_role, role->name) == 0)
      return true;
  return false;
}

void cli_check_fonts(Fonts *fonts, const Style *const styles[], size_t count, Messages *messages) {
  for (int i = 0; i < fonts_role_count(fonts); i++)
    if (is_used(styles, count, fonts_role_at(fonts, i)))
      fonts_first(fonts, fonts_role_at(fonts, i), messages);
}

void cli_list_fonts(Fonts *fonts, const Layout *layout, FILE *out, Messages *messages) {
  for (int i = 0; i < fonts_role_count(fonts); i++) {
    const FontRole *role = fonts_role_at(fonts, i);
    if (layout && !is_used(layout->styles, layout->style_count, role))
      continue;
    const Face *face = fonts_first(fonts, role, messages);
    if (face)
      fprintf(out, "%s\t%s\t%s\n", role->name, face->path, face->is_stand_in ? "代用" : "自有");
    else
      fprintf(out, "%s\t%s\t缺\n", role->name, role->docx_name);
  }
}
