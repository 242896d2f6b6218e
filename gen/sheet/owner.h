/* How the rows of 资金 and 项目指标 name the 项目 they belong to: by its 名称;
 * where several are called the same, 名称（第2个） for the second. Private to
 * sheet/. */
#ifndef ZIPING_SHEET_OWNER_H
#define ZIPING_SHEET_OWNER_H

#include "xml/xml.h"

typedef struct Owner {
  const char *label;
  xmlNode *node;
  size_t order; /* among all 项目 */
} Owner;

typedef struct Owners {
  Owner *items; /* in order */
  const Owner **by_label;
  size_t count;
} Owners;

/* Every 项目 below root; all in the arena. */
Owners owners_list(const xmlNode *root, Arena *arena);
/* NULL when no 项目 has this label. */
xmlNode *owners_find(const Owners *owners, const char *label);

#endif
