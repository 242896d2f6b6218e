#include "pdf/image.h"

#include <stdio.h>
#include <stdlib.h>

/* Those that are in the file. */
typedef struct Image {
  const Picture *picture;
  HPDF_Dict image;
} Image;

typedef struct Images {
  Image *items;
  size_t count, capacity;
} Images;

static HPDF_Dict write_image(PdfFile *file, const Picture *picture) {
  size_t pixels = (size_t)picture->width * (size_t)picture->height;
  bool is_jpeg = picture->kind == PICTURE_JPEG;
  HPDF_Dict image = is_jpeg ? pdf_plain_stream(file, picture->bytes, picture->len)
                            : pdf_stream(file, picture->pixels, pixels * (size_t)picture->channels);
  if (is_jpeg)
    pdf_put_name(file, image, "Filter", "DCTDecode");
  pdf_put_name(file, image, "Type", "XObject");
  pdf_put_name(file, image, "Subtype", "Image");
  pdf_put_number(file, image, "Width", picture->width);
  pdf_put_number(file, image, "Height", picture->height);
  pdf_put_name(file, image, "ColorSpace", picture->channels == 1 ? "DeviceGray" : "DeviceRGB");
  pdf_put_number(file, image, "BitsPerComponent", 8);
  return image;
}

/* A picture that is shown twice is written once. */
static HPDF_Dict image_of(PdfFile *file, const Picture *picture, Images *images) {
  for (size_t i = 0; i < images->count; i++)
    if (images->items[i].picture == picture)
      return images->items[i].image;
  images->items = mem_grow(images->items, images->count, &images->capacity, sizeof *images->items);
  HPDF_Dict image = write_image(file, picture);
  images->items[images->count++] = (Image){picture, image};
  return image;
}

HPDF_Dict pdf_write_images(PdfFile *file, const Doc *doc) {
  Images written = {0};
  HPDF_Dict images = NULL;
  for (size_t i = 0; i < doc->block_count; i++) {
    const Drawing *drawing = doc->blocks[i].drawing;
    if (!drawing || !drawing->picture)
      continue;
    char name[24];
    snprintf(name, sizeof name, "I%zu", i);
    HPDF_Dict image = image_of(file, drawing->picture, &written);
    if (!images)
      images = pdf_object(file);
    pdf_put(file, images, name, image);
  }
  free(written.items);
  return images;
}
