/* Files that travel inside a report: what it was made from, and what says so.
 * Types only: the capsule room fills them, the writers put them into their
 * files. Everything is borrowed. */
#ifndef ZIPING_BASE_ATTACH_H
#define ZIPING_BASE_ATTACH_H

#include <stdbool.h>
#include <stddef.h>

/* What an attached file is to the report; ISO 19005-3, 6.8 (AFRelationship). */
typedef enum AttachRole {
  ATTACH_SOURCE,    /* the report was written from it */
  ATTACH_DATA,      /* shown in the report as it is: a picture */
  ATTACH_SUPPLEMENT /* says more about the report: the manifest */
} AttachRole;

typedef struct Attachment {
  AttachRole role;
  const char *name;  /* plain; unique among those attached */
  const char *title; /* what it is, in a word or two */
  const char *type;  /* MIME */
  const void *bytes;
  size_t len;
  const char *digest; /* SHA-256 in hexadecimal; NULL in one that was taken out of a file */
} Attachment;

typedef struct Attachments {
  const Attachment *items;
  size_t count;
  const char *date; /* when they were last changed, as far as the report says:
                       2023-03-15, or the year alone */
} Attachments;

/* The namespace of what holds an attached file in a DOCX, and its parts. */
#define ATTACH_NS "urn:ziping:attached"

/* Files of the layout, when one is called as a file of the evaluation is: each is found
 * again under the name by which others call it. */
#define ATTACH_LAYOUTS "布局/"
/* Whether it can only mean a file in the folder asked for, or in ATTACH_LAYOUTS there. */
bool attach_name_is_plain(const char *name);

/* AFRelationship, in the DOCX too. */
const char *attach_role_name(AttachRole role);

#endif
