#include "xml/make.h"

#include <string.h>

static void place(XmlFile *file, void **slot, Pos pos) {
  Pos *own = arena_alloc(file->arena, sizeof *own);
  *own = pos;
  *slot = own;
}

XmlFile *xml_make(const char *path, const char *root) {
  XmlFile *file = mem_alloc(sizeof *file);
  file->arena = arena_new();
  file->path = arena_copy(file->arena, path);
  file->tree = xmlNewDoc(BAD_CAST "1.0");
  xmlNode *node = file->tree ? xmlNewDocNode(file->tree, NULL, BAD_CAST root, NULL) : NULL;
  if (!node)
    mem_exhausted();
  xmlDocSetRootElement(file->tree, node);
  return file;
}

xmlNode *xml_make_element(XmlFile *file, xmlNode *parent, const char *name, Pos pos) {
  xmlNode *node = xmlNewDocNode(file->tree, NULL, BAD_CAST name, NULL);
  if (!node || !xmlAddChild(parent, node))
    mem_exhausted();
  place(file, &node->_private, pos);
  return node;
}

void xml_make_attr(XmlFile *file, xmlNode *node, const char *name, const char *value, Pos pos) {
  xmlAttr *attr = xmlSetNsProp(node, NULL, BAD_CAST name, BAD_CAST value);
  if (!attr)
    mem_exhausted();
  place(file, &attr->_private, pos);
}

void xml_make_pos(XmlFile *file, xmlNode *node, Pos pos) {
  place(file, &node->_private, pos);
}

void xml_make_text(xmlNode *node, const char *text, size_t len) {
  xmlNode *child = xmlNewTextLen(BAD_CAST text, (int)len);
  if (!child || !xmlAddChild(node, child))
    mem_exhausted();
}
