/* What a field offers to choose from. */
#include <string.h>

#include "sheet/write.h"

/* Fields whose words are the layout's: those of an attribute of 评分's children. */
static const struct {
  const char *path, *element, *attribute;
} of_layout[] = {{"@一级", "权重", "一级"}, {"@二级", "权重", "二级"}, {"自评/等级", "等级", "名"}};

/* A layout may write several in one attribute, | between. A comma would part a
 * name in two. */
static const char *names_in(const Writing *writing, const char *element, const char *attribute) {
  Buf names = {0};
  const xmlNode *node = xml_child(writing->layout->scoring, element);
  for (; node; node = xml_next(node, element)) {
    const char *own = xml_attr(node, attribute);
    if (own && !strchr(own, ','))
      buf_printf(&names, "%s%s", names.len > 0 ? "," : "", own);
  }
  char *text = names.len > 0 ? arena_copy(writing->arena, names.data) : NULL;
  for (char *at = text; at && *at; at++)
    *at = *at == '|' ? ',' : *at;
  buf_free(&names);
  return text;
}

const char *writing_choices(const Writing *writing, const Field *field) {
  for (size_t i = 0; writing->layout && i < sizeof of_layout / sizeof *of_layout; i++) {
    if (strcmp(field->path, of_layout[i].path) != 0)
      continue;
    const char *names = names_in(writing, of_layout[i].element, of_layout[i].attribute);
    return names ? names : field->choices;
  }
  return field->choices;
}
