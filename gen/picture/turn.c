/* A JPEG set upright by libjpeg-turbo: its blocks change places, nothing is coded
 * anew. All that says how it lay goes. */
#include <turbojpeg.h>

#include "base/arena.h"
#include "picture/decode.h"

static const int turns[EXIF_MOST + 1] = {TJXOP_NONE,        TJXOP_NONE,
                                         TJXOP_HFLIP,       TJXOP_ROT180,
                                         TJXOP_VFLIP,       [5] = TJXOP_TRANSPOSE,
                                         [6] = TJXOP_ROT90, [7] = TJXOP_TRANSVERSE,
                                         [8] = TJXOP_ROT270};

PictureFault jpeg_turn(Picture *picture, int orientation, size_t *allowance, Arena *arena) {
  tjhandle turner = tjInitTransform();
  if (!turner)
    mem_exhausted();
  tjtransform turn = {.op = turns[orientation], .options = TJXOPT_TRIM | TJXOPT_COPYNONE};
  unsigned char *bytes = NULL;
  unsigned long len = 0;
  PictureFault fault = FAULT_BROKEN;
  if (tjTransform(turner, picture->bytes, picture->len, 1, &bytes, &len, &turn,
                  TJFLAG_LIMITSCANS) == 0) {
    fault = len <= *allowance ? FAULT_NONE : FAULT_SIZE;
    if (fault == FAULT_NONE) {
      *allowance -= len;
      picture->bytes = arena_copy_n(arena, (const char *)bytes, len);
      picture->len = len;
      picture->width = picture->height = 0;
      fault = jpeg_check(picture);
    }
  }
  tjFree(bytes);
  tjDestroy(turner);
  return fault;
}
