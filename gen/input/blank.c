#include "input/blank.h"

#include <string.h>

#include "xml/make.h"

/* What a required fact may stand in and is there from the start. */
static const char *const holders[] = {"部门", "预算", "自评"};

/* A comment can't hold two hyphens in a row. */
static void add_comment(xmlNode *parent, char *text) {
  for (char *at = text; (at = strstr(at, "--"));)
    *at = ' ';
  xmlNode *comment = xmlNewDocComment(parent->doc, BAD_CAST text);
  if (!comment || !xmlAddChild(parent, comment))
    mem_exhausted();
}

static xmlNode *holder_of(xmlNode *root, const char *path, size_t len) {
  for (size_t i = 0; i < sizeof holders / sizeof *holders; i++) {
    if (strlen(holders[i]) == len && strncmp(holders[i], path, len) == 0) {
      return xml_child(root, holders[i]);
    }
  }
  return NULL;
}

static void drop_bare(xmlNode *root) {
  for (size_t i = 0; i < sizeof holders / sizeof *holders; i++) {
    xmlNode *holder = xml_child(root, holders[i]);
    if (!holder->properties && !holder->children) {
      xmlUnlinkNode(holder);
      xmlFreeNode(holder);
    }
  }
}

/* A step that is the name of an element or attribute, nothing more. */
static bool is_name(const char *step) {
  return *step && !strpbrk(step, "/|[]()@*.:'\" ");
}

static void ask(XmlFile *file, xmlNode *root, const char *path, const char *words) {
  const char *slash = strchr(path, '/');
  xmlNode *holder = slash ? holder_of(root, path, (size_t)(slash - path)) : NULL;
  const char *step = holder ? slash + 1 : path;
  if (*step == '@' && xml_attr(holder ? holder : root, step + 1))
    return;
  if (!holder)
    holder = root;
  if (*step == '@' && is_name(step + 1))
    add_comment(holder, arena_printf(file->arena, " 必填：%s，写成上面标签里的 %s=\"…\" ", words,
                                     step + 1));
  else if (is_name(step))
    add_comment(holder,
                arena_printf(file->arena, " 必填：%s，写成 <%s>…</%s> ", words, step, step));
  else
    add_comment(root, arena_printf(file->arena, " 必填：%s（%s） ", words, path));
}

Evaluation *blank_make(const Layout *layout, bool marked, const char *schema_home,
                       Messages *messages) {
  XmlFile *file = xml_make(layout->file->path, "绩效自评");
  xmlNode *root = xmlDocGetRootElement(file->tree);
  Pos pos = pos_file(file->path);
  xml_make_attr(file, root, "年度", arena_printf(file->arena, "%04d", layout->year), pos);
  xml_make_attr(file, root, "布局", layout->name, pos);
  for (size_t i = 0; i < sizeof holders / sizeof *holders; i++)
    xml_make_element(file, root, holders[i], pos);
  xml_make_attr(file, xml_child(root, "预算"), "单位", "万元", pos);
  const xmlNode *fact = marked && layout->facts ? xml_child(layout->facts, "必填") : NULL;
  for (; fact; fact = xml_next(fact, "必填")) {
    const char *words = xml_attr(fact, "说明");
    ask(file, root, xml_attr(fact, "取"), words ? words : "");
  }
  drop_bare(root);
  return evaluation_take(file, schema_home, messages);
}
