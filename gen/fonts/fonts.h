/* Which face prints which character.
 *
 * fonts/字体.xml names the roles (仿宋, 黑体, 楷体, 小标宋, 宋体, 西文 …): for each
 * the name an office's DOCX uses, and the files that serve it, an office's own
 * first, free stand-ins after. Files are looked for in fonts/ (so a dropped-in
 * face wins) and in the folders that the table lists. Faces are opened when
 * first asked for and stay open; Fonts owns them all (fonts_free).
 * Not safe for use by several threads at once. */
#ifndef ZIPING_FONTS_FONTS_H
#define ZIPING_FONTS_FONTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/digest.h"
#include "base/msg.h"
#include "base/units.h"

typedef struct Fonts Fonts;

/* A font face opened from a file, mapped read-only. */
typedef struct Face {
  int id;           /* its place in Fonts, from 0; stable within a run */
  const char *file; /* file name without folder */
  const char *path;
  int index;        /* face number within a collection */
  const char *name; /* PostScript name */
  int units_per_em;
  int ascender; /* font units, from hhea, descender negative */
  int descender;
  int cap_height;
  int bbox[4];         /* font units: xmin ymin xmax ymax */
  int italic_angle;    /* degrees */
  bool is_cff;         /* OpenType/CFF outlines, else glyf */
  bool is_cid;         /* CID-keyed CFF */
  bool is_stand_in;    /* not an office's own face */
  const uint8_t *data; /* the file's bytes */
  size_t size;
  struct FT_FaceRec_ *ft; /* FreeType's view, for the fonts room and the writers' subsetting */
  struct FaceCache *cache;
  char digest[DIGEST_SIZE]; /* see face_digest */
  bool has_rested;          /* see face_rest */
} Face;

typedef struct FontRole {
  const char *name;          /* 仿宋 */
  const char *docx_name;     /* 仿宋_GB2312: what the DOCX calls it */
  const char *docx_fallback; /* w:altName: what else serves there */
  bool is_latin;
  struct FontFile *files; /* in order of preference */
  int file_count;
  const char **fallback_roles; /* roles asked next for a missing character */
  int fallback_count;
  Pos pos;
} FontRole;

/* What prints one character: the face and its glyph; face is NULL when no font
 * has it. is_fallback: not from the role's first face. */
typedef struct FontPick {
  Face *face;
  uint32_t glyph;
  bool is_fallback;
} FontPick;

/* home: the folder that holds 字体.xml and dropped-in faces. NULL with messages
 * when the table can't be read. */
Fonts *fonts_load(const char *home, Messages *messages);
void fonts_free(Fonts *fonts);

int fonts_role_count(const Fonts *fonts);
const FontRole *fonts_role_at(const Fonts *fonts, int index);
/* NULL when the table has no such role. */
const FontRole *fonts_role(const Fonts *fonts, const char *name);
int fonts_face_count(const Fonts *fonts);
Face *fonts_face(const Fonts *fonts, int id);

/* Appends what tells the files of the table from others with other contents:
 * names, sizes, and their first bytes, where a font keeps a checksum of each of
 * its tables. */
void fonts_fingerprint(const Fonts *fonts, Buf *out);

/* The first face of the role that is there; NULL when none is, with a message
 * unless messages is NULL. */
Face *fonts_first(Fonts *fonts, const FontRole *role, Messages *messages);
FontPick fonts_pick(Fonts *fonts, const FontRole *role, uint32_t ch);
/* False with a message when a file was there and could not be read: then what
 * was picked since may be another face than it should. */
bool fonts_read(const Fonts *fonts, Messages *messages);

/* The first role, in the table's order, that the face's file serves. */
const FontRole *fonts_role_of(const Fonts *fonts, const Face *face);
/* The face that serves a role from this file; NULL when there is none now. */
Face *fonts_file(Fonts *fonts, const char *file, int index);
/* SHA-256 of the whole file, in hexadecimal; computed when first asked for. */
const char *face_digest(Face *face);

/* Lets go of the memory that holds what was read of the file; reading goes on
 * as before. The first time only: a process that makes one report needs less
 * memory so, and one that makes many would read it all again each time. */
void face_rest(Face *face);

/* Advance in 1/1000 em, as the PDF's W array has it. */
int face_advance(Face *face, uint32_t glyph);
/* The ink's left and right edge in 1/1000 em, for marks that print in a box
 * narrower or wider than their own advance. */
void face_ink(Face *face, uint32_t glyph, int *left, int *right);
/* Its upper edge above the baseline. */
int face_ink_top(Face *face, uint32_t glyph);

#endif
