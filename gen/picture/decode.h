/* The two formats. Only for the picture room. */
#ifndef ZIPING_PICTURE_DECODE_H
#define ZIPING_PICTURE_DECODE_H

#include "picture/picture.h"

/* Neither side has more, nor all of a picture. */
enum { PICTURE_SIDE = 20000, PICTURE_PIXELS = 36000000 };

/* Why a picture is refused. */
typedef enum PictureFault {
  FAULT_NONE,
  FAULT_BROKEN, /* cut off or damaged */
  FAULT_SIZE,   /* width and height are set */
  FAULT_COLOURS /* CMYK and the like */
} PictureFault;

bool picture_size_fits(const Picture *picture);
/* Fills width, height, channels and pixels from bytes. */
PictureFault png_decode(Picture *picture, size_t *allowance, Arena *arena);
/* Fills width, height and channels. */
PictureFault jpeg_check(Picture *picture);

#endif
