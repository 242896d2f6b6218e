/* The pieces of a PDF or DOCX as a person may call them (第3页的内容, 字体 FandolFang,
 * word/styles.xml), and which of them differ between two states of one file. How
 * a piece is packed, numbered or written out is no difference; what travels inside
 * is left to the manifest. */
#ifndef ZIPING_READBACK_PIECES_H
#define ZIPING_READBACK_PIECES_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/digest.h"
#include "base/msg.h"

#include <stdbool.h>

typedef struct ReadPiece {
  int page;                 /* 0: of the whole file */
  const char *name;         /* of a page: 内容, 纸张 … */
  char digest[DIGEST_SIZE]; /* of what it holds */
} ReadPiece;

typedef struct ReadPieces {
  ReadPiece *items; /* in the file's order */
  size_t count, capacity;
  Arena *arena; /* of the names */
} ReadPieces;

/* A zeroed one is filled; read_pieces_free is due in any case. False with messages. */
bool read_pieces(const char *path, const Buf *file, ReadPieces *pieces, Messages *messages);
void read_pieces_free(ReadPieces *pieces);

typedef enum ReadDifference {
  READ_ALIKE,
  READ_OTHER_PIECES,
  READ_OTHER_WORDS /* and among them the words that a page shows */
} ReadDifference;

/* Appends the names of those that are others or stand in one of the two only: all pages,
 * those with other words first, and the first few of the rest. */
ReadDifference read_pieces_differ(const ReadPieces *old, const ReadPieces *new, Buf *names);
/* The same of two states of the file at path. False with messages. */
bool read_files_differ(const char *path, const Buf *old, const Buf *new, Buf *names,
                       ReadDifference *difference, Messages *messages);

/* The words that a page shows, as a piece of it. */
#define PIECE_WORDS "印出的文字"
/* For the readers of the room: adds a piece; the name is copied. */
void pieces_add(ReadPieces *pieces, int page, const char *name, const void *bytes, size_t len);

#endif
