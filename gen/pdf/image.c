#include "pdf/image.h"

#include <stdio.h>

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

HPDF_Dict pdf_write_images(PdfFile *file, const Doc *doc) {
  HPDF_Dict images = NULL;
  for (size_t i = 0; i < doc->block_count; i++) {
    const Drawing *drawing = doc->blocks[i].drawing;
    if (!drawing || !drawing->picture)
      continue;
    char name[24];
    snprintf(name, sizeof name, "I%zu", i);
    HPDF_Dict image = write_image(file, drawing->picture);
    if (!images)
      images = pdf_object(file);
    pdf_put(file, images, name, image);
  }
  return images;
}
