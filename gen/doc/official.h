/* What stands around the text of an official document: 红头 and 主送 before it,
 * 落款, 附注 and 版记 after it (GB/T 9704-2012, 7.2 to 7.4). */
#ifndef ZIPING_DOC_OFFICIAL_H
#define ZIPING_DOC_OFFICIAL_H

#include "doc/outline.h"

typedef enum OfficialKind {
  OFFICIAL_NONE,
  OFFICIAL_HEAD,    /* 红头 */
  OFFICIAL_TO,      /* 主送 */
  OFFICIAL_CLOSING, /* 落款 */
  OFFICIAL_NOTE,    /* 附注 */
  OFFICIAL_IMPRINT  /* 版记 */
} OfficialKind;

OfficialKind official_kind(const xmlNode *node);
/* It belongs to the text, which an office that writes all of it writes too. */
bool official_is_text(OfficialKind kind);
/* Its blocks at the end of parent; none when its condition fails. What the
 * evaluation lacks for it is reported. */
void official_compose(Source *source, const xmlNode *node, Item item, Part *parent);

/* Shared with letterhead.c. A part at the end of parent, NULL when there is no
 * more room; with this text; a date as it is printed; the style that node names,
 * else that of this name. */
Part *official_part(Source *source, const xmlNode *node, PartKind kind, const Style *style,
                    Part *parent);
Part *official_line(Source *source, const xmlNode *node, PartKind kind, const Style *style,
                    const char *text, Part *parent);
const char *official_date(const xmlNode *date, Arena *arena);
const Style *official_style(const Source *source, const xmlNode *node, const char *otherwise);
/* A child of 公文, NULL when there is none. */
const xmlNode *official_fact(const Source *source, const char *name);
/* False, and reported, when the fact is missing that node prints. */
bool official_needs(Source *source, const xmlNode *node, const xmlNode *fact, const char *what,
                    const char *path);

/* The texts of first and of those behind it that are called so, in the arena. */
const char *official_join(Source *source, const xmlNode *first, const char *name,
                          const char *between);

#endif
