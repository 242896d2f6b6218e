/* The pieces of a PDF. Only for the readback room. */
#ifndef ZIPING_READBACK_PDF_PIECES_H
#define ZIPING_READBACK_PDF_PIECES_H

#include "readback/pieces.h"

bool pdf_pieces(const char *path, const Buf *file, ReadPieces *pieces, Messages *messages);

#endif
