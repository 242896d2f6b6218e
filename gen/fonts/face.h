/* Opening one face, within the fonts room. The Face lies in the arena;
 * face_close gives back the mapping and FreeType's view. */
#ifndef ZIPING_FONTS_FACE_H
#define ZIPING_FONTS_FACE_H

#include "fonts/fonts.h"

struct FT_LibraryRec_;

/* NULL when the file is no font that can be embedded; with *error, an errno,
 * when the file can't be read. */
Face *face_open(struct FT_LibraryRec_ *library, const char *path, int index, Arena *arena,
                int *error);
void face_close(Face *face);
/* 0 when the face lacks the character. */
uint32_t face_glyph(Face *face, uint32_t ch);

#endif
