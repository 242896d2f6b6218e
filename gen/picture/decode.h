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

/* How the camera was held, by EXIF's numbers 1 to 8; 1, upright, when the segment
 * (behind its length) doesn't say. */
enum { EXIF_UPRIGHT = 1, EXIF_MOST = 8 };
int exif_orientation(const uint8_t *segment, size_t len);
/* Of a JPEG that jpeg_check took. */
int jpeg_orientation(const Picture *picture);
/* Turns bytes, without decoding the pixels, and says so in width and height. What
 * remains of a last block in the way of that, up to 15 pixels of an edge, goes. */
PictureFault jpeg_turn(Picture *picture, int orientation, size_t *allowance, Arena *arena);

#endif
