/* A region's layout, read from layouts/NAME.xml: the page, the styles, the
 * numbering, and the skeleton that doc/ composes an evaluation into.
 * A Layout owns its tree and everything it points to; layout_free ends it. */
#ifndef ZIPING_LAYOUT_LAYOUT_H
#define ZIPING_LAYOUT_LAYOUT_H

#include "base/buf.h"
#include "fonts/fonts.h"
#include "layout/style.h"
#include "xml/schema.h"

/* The files that a layout was made from: the one asked for first, then what it
 * builds on (以). */
typedef struct LayoutFiles {
  const char *const *paths; /* NULL behind the last */
  const Buf *sources;       /* their bytes */
  size_t count;
} LayoutFiles;

typedef struct Layout {
  XmlFile *file; /* with all that it builds on merged in; every node has its place */
  LayoutFiles files;
  const char *name; /* 增城-2022 */
  const char *region;
  const char *title;
  int year;
  PageSetup page;
  const Style *const *styles;
  size_t style_count;
  const Style *body; /* 正文 */
  Numbering numbering[LEVEL_COUNT];
  const Style *level_style[LEVEL_COUNT]; /* style of 章 节 条 款 */
  xmlNode *skeleton;                     /* 骨架 */
  bool facts_only;                       /* 正文="否": what the office wrote is not printed */
  xmlNode *facts;                        /* 事实: what the evaluation must hold; NULL when none */
  xmlNode *scoring;                      /* 评分; NULL: the defaults, see doc/score.h */
} Layout;

/* name_or_path: a name in home (the layouts folder), or a file. asked: where the
 * user wrote it, pos_file(NULL) for the command line. fonts: against which the
 * font roles are checked. NULL with messages when refused. */
Layout *layout_load(const char *name_or_path, Pos asked, const char *home, const Fonts *fonts,
                    Messages *messages);
void layout_free(Layout *layout);
/* Whether the layout, or what it builds on, stands in this file. */
bool layout_is_file(const Layout *layout, const char *path);
const Style *layout_style(const Layout *layout, const char *name);

/* One line a layout, sorted by name: name, region, year, title, tab-separated. */
bool layout_list(const char *home, Buf *out, Messages *messages);

/* What 数据(名) asks for in it, each once; in the arena. */
const char **layout_data(const Layout *layout, Arena *arena, size_t *count);
/* What the layout asks of an evaluation, a line each, tab-separated: what it builds
 * on, the facts that must be there, those it uses, the names of 数据, its chapters.
 * home: the folder of the schemas. False with messages. */
bool layout_describe(const Layout *layout, const char *home, Buf *out, Messages *messages);

#endif
