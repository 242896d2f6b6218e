/* Lines and columns of byte offsets. Only for the xml room. */
#ifndef ZIPING_XML_PLACE_H
#define ZIPING_XML_PLACE_H

#include <stddef.h>

#include "base/msg.h"

/* A place in UTF-8 text that only moves forward, so that all places of a file
 * together cost one pass. Columns count characters. */
typedef struct Place {
  size_t offset;
  int line, col;
} Place;

#define PLACE_START                                                                                \
  (Place) {                                                                                        \
    0, 1, 1                                                                                        \
  }

static inline Pos place_move(Place *place, const char *path, const char *bytes, size_t to) {
  for (; place->offset < to; place->offset++) {
    unsigned char byte = (unsigned char)bytes[place->offset];
    if (byte == '\n') {
      place->line++;
      place->col = 1;
    } else if ((byte & 0xC0) != 0x80) {
      place->col++;
    }
  }
  return pos_at(path, place->line, place->col);
}

#endif
