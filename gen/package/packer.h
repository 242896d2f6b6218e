/* Deflates the files of packages, one package after the other.
 *
 * Most parts of a report are those of the report before it: styles, settings,
 * the layout that comes along. So a packer remembers, for each name, what stood
 * there last and how it was packed; what is the same byte for byte isn't
 * deflated again. Whoever makes many packages keeps one packer for them. */
#ifndef ZIPING_PACKAGE_PACKER_H
#define ZIPING_PACKAGE_PACKER_H

#include <stdint.h>

#include "base/buf.h"

typedef struct Packer Packer;

typedef struct Packed {
  char *name;
  Buf plain;
  char *bytes; /* deflated, len of them */
  size_t len;
  uint32_t crc; /* of plain */
  struct Packed *next;
} Packed;

Packer *packer_new(void);
void packer_free(Packer *packer);
/* Takes the bytes over. What it returns lasts until the name comes again. */
const Packed *packer_pack(Packer *packer, const char *name, Buf *bytes);

#endif
