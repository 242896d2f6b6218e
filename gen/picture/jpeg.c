/* JPEG (ITU-T T.81, annex B): its markers, from the first to the last. What is
 * between them is left to who shows the picture. */
#include "picture/decode.h"

enum { SOI = 0xD8, EOI = 0xD9, SOS = 0xDA, APP1 = 0xE1, TEM = 0x01, RST0 = 0xD0, RST7 = 0xD7 };

typedef struct Reader {
  const uint8_t *bytes;
  size_t len, at;
} Reader;

/* Start of frame, of any kind that viewers of PDF know: baseline, extended,
 * progressive. */
static bool is_frame(int marker) {
  return marker >= 0xC0 && marker <= 0xC2;
}

/* Lossless, hierarchical, arithmetic. */
static bool is_other_frame(int marker) {
  return marker >= 0xC3 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

static bool has_no_length(int marker) {
  return marker == TEM || (marker >= RST0 && marker <= RST7);
}

/* -1 at the end, or where no marker stands. */
static int next_marker(Reader *reader) {
  if (reader->at >= reader->len || reader->bytes[reader->at] != 0xFF)
    return -1;
  while (reader->at < reader->len && reader->bytes[reader->at] == 0xFF)
    reader->at++;
  return reader->at < reader->len ? reader->bytes[reader->at++] : -1;
}

/* To the marker that ends the coded data; an 0xFF in it is followed by 0. */
static void skip_scan(Reader *reader) {
  while (reader->at + 1 < reader->len) {
    int next = reader->bytes[reader->at + 1];
    bool is_marker = reader->bytes[reader->at] == 0xFF && next != 0 && next != 0xFF;
    if (is_marker && !(next >= RST0 && next <= RST7))
      return;
    reader->at++;
  }
  reader->at = reader->len;
}

static int two_bytes(const uint8_t *bytes) {
  return bytes[0] << 8 | bytes[1];
}

static PictureFault read_frame(Picture *picture, const uint8_t *segment, int len) {
  if (len < 8 || segment[2] != 8)
    return len < 8 ? FAULT_BROKEN : FAULT_COLOURS;
  picture->height = two_bytes(segment + 3);
  picture->width = two_bytes(segment + 5);
  picture->channels = segment[7];
  if (picture->width == 0 || picture->height == 0)
    return FAULT_BROKEN;
  if (!picture_size_fits(picture))
    return FAULT_SIZE;
  return picture->channels == 1 || picture->channels == 3 ? FAULT_NONE : FAULT_COLOURS;
}

/* One segment with a length; the reader stands behind its marker. */
static PictureFault read_segment(Reader *reader, int marker, Picture *picture) {
  if (reader->len - reader->at < 2)
    return FAULT_BROKEN;
  const uint8_t *segment = reader->bytes + reader->at;
  int len = two_bytes(segment);
  if (len < 2 || (size_t)len > reader->len - reader->at)
    return FAULT_BROKEN;
  reader->at += (size_t)len;
  if (is_other_frame(marker))
    return FAULT_COLOURS;
  if (is_frame(marker))
    return picture->width ? FAULT_BROKEN : read_frame(picture, segment, len);
  if (marker != SOS)
    return FAULT_NONE;
  skip_scan(reader);
  return picture->width ? FAULT_NONE : FAULT_BROKEN;
}

PictureFault jpeg_check(Picture *picture) {
  Reader reader = {picture->bytes, picture->len, 0};
  bool has_scan = false;
  if (next_marker(&reader) != SOI)
    return FAULT_BROKEN;
  for (;;) {
    int marker = next_marker(&reader);
    if (marker == EOI)
      return has_scan ? FAULT_NONE : FAULT_BROKEN;
    if (marker < 0 || marker == SOI)
      return FAULT_BROKEN;
    if (has_no_length(marker))
      continue;
    PictureFault fault = read_segment(&reader, marker, picture);
    if (fault != FAULT_NONE)
      return fault;
    has_scan |= marker == SOS;
  }
}

int jpeg_orientation(const Picture *picture) {
  Reader reader = {picture->bytes, picture->len, 0};
  next_marker(&reader);
  for (int marker = next_marker(&reader); marker >= 0 && marker != SOS;
       marker = next_marker(&reader)) {
    if (has_no_length(marker))
      continue;
    const uint8_t *segment = reader.bytes + reader.at;
    int len = two_bytes(segment);
    reader.at += (size_t)len;
    int orientation =
        marker == APP1 ? exif_orientation(segment + 2, (size_t)len - 2) : EXIF_UPRIGHT;
    if (orientation != EXIF_UPRIGHT)
      return orientation;
  }
  return EXIF_UPRIGHT;
}
