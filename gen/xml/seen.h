/* The first of each name, so that a second is found at once however many there are. Begun
 * zeroed, ended by xml_seen_free. */
#ifndef ZIPING_XML_SEEN_H
#define ZIPING_XML_SEEN_H

typedef struct XmlSeen {
  struct _xmlHashTable *first; /* NULL: none yet */
} XmlSeen;

/* What came first under this name, of this kind (NULL: there is but one); NULL when nothing
 * did: then it is `thing`, borrowed. */
const void *xml_seen(XmlSeen *seen, const char *name, const char *kind, const void *thing);
void xml_seen_free(XmlSeen *seen);

#endif
