/* Pictures that a report shows: PNG and JPEG, checked before anything is
 * written.
 *
 * A picture is hostile: its size is looked at before its pixels are, and all
 * pictures of a report share one allowance. A PNG is unpacked to 8-bit grey or
 * RGB, laid on white where it is transparent; a JPEG stays as it is, its
 * markers walked through to the end, but is turned when the camera says that it
 * lies on its side: not all who show it would. Everything lies in the caller's
 * arena. */
#ifndef ZIPING_PICTURE_PICTURE_H
#define ZIPING_PICTURE_PICTURE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/msg.h"

typedef enum PictureKind { PICTURE_PNG, PICTURE_JPEG } PictureKind;

typedef struct Picture {
  PictureKind kind;
  const char *name; /* without folder */
  const char *path;
  const void *file; /* its bytes */
  size_t file_len;
  const void *bytes; /* what is shown: of a JPEG that lay on its side the upright one */
  size_t len;
  int width, height;      /* pixels */
  int channels;           /* 1: grey, 3: RGB */
  const uint8_t *pixels;  /* PICTURE_PNG: row by row without padding; NULL otherwise */
  struct Picture *before; /* the one that was loaded before it */
} Picture;

/* Bytes that the files and pixels of one report's pictures may take. */
#define PICTURE_ALLOWANCE ((size_t)256 << 20)

/* As many files can be taken out of a report again. */
enum { PICTURES_MOST = 400 };

/* The pictures of one report. */
typedef struct Pictures {
  size_t allowance; /* what is left of PICTURE_ALLOWANCE */
  int count;
  Picture *last; /* the one loaded last */
} Pictures;

/* The file of this plain name in the folder of the file beside; links are not
 * followed. The same file is the same Picture every time. What is wrong is said at
 * pos. NULL with a message. */
Picture *picture_load(const char *beside, const char *name, Pos pos, Pictures *pictures,
                      Arena *arena, Messages *messages);

#endif
