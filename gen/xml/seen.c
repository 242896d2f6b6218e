#include "xml/seen.h"

#include <libxml/hash.h>

#include "base/arena.h"

const void *xml_seen(XmlSeen *seen, const char *name, const char *kind, const void *thing) {
  const xmlChar *key = (const xmlChar *)name, *sort = (const xmlChar *)kind;
  if (!seen->first)
    seen->first = xmlHashCreate(16);
  const void *first = seen->first ? xmlHashLookup2(seen->first, key, sort) : NULL;
  if (!first && (!seen->first || xmlHashAddEntry2(seen->first, key, sort, (void *)thing) != 0))
    mem_exhausted();
  return first;
}

void xml_seen_free(XmlSeen *seen) {
  xmlHashFree(seen->first, NULL);
  seen->first = NULL;
}
