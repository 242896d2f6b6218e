#include "review/place.h"

/* 第3章（一）, 第3章; "" before the first chapter. */
static const char *holder(const Places *places) {
  const char *section = places->section ? places->section : "";
  if (places->chapter == 0)
    return section;
  return arena_printf(places->arena, "第%d章%s", places->chapter, section);
}

static const char *heading(Places *places, const Para *para) {
  places->paragraphs = 0;
  if (para->level <= 1) {
    places->chapter++;
    places->section = NULL;
    places->sections = 0;
  } else {
    places->sections++;
    places->section =
        *para->label ? para->label : arena_printf(places->arena, "第%d节", places->sections);
  }
  return holder(places);
}

const char *places_next(Places *places, const Para *para) {
  if (para->kind == PARA_HEADING)
    return heading(places, para);
  if (para->kind == PARA_ENTRY)
    return arena_printf(places->arena, "目录第%d项", ++places->entries);
  if (para->kind == PARA_ROW)
    return arena_printf(places->arena, "%s第%d行", places->table, ++places->rows);
  if (para->kind == PARA_FIGURE)
    return arena_printf(places->arena, "图%d", ++places->figures);
  if (para->kind == PARA_BLANK)
    return arena_printf(places->arena, "%s空行", holder(places));
  return arena_printf(places->arena, "%s第%d段", holder(places), ++places->paragraphs);
}

void places_table(Places *places) {
  places->tables++;
  places->rows = 0;
  places->table = places->caption
                      ? arena_printf(places->arena, "表%d“%s”", places->tables, places->caption)
                      : arena_printf(places->arena, "表%d", places->tables);
  places->caption = NULL;
}
