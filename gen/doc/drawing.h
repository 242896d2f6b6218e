/* What a BLOCK_FIGURE shows. Types only: all of it lies in the Doc's arena. */
#ifndef ZIPING_DOC_DRAWING_H
#define ZIPING_DOC_DRAWING_H

#include "base/units.h"
#include "doc/number.h"
#include "picture/picture.h"

typedef enum ChartKind {
  CHART_COLUMNS, /* 柱: upright */
  CHART_BARS,    /* 条: lying, for many or long names */
  CHART_PARTS    /* 构成: parts of a whole, one bar */
} ChartKind;

enum { CHART_MOST_SERIES = 8, CHART_MOST_ITEMS = 100 };

typedef struct ChartValue {
  bool is_missing;  /* nothing is drawn in its place */
  Decimal value;    /* not negative */
  const char *text; /* as printed beside its mark */
} ChartValue;

typedef struct ChartSeries {
  const char *name;
  ChartValue *values; /* one for each item */
} ChartSeries;

/* Of CHART_PARTS there is one series, and the items are its parts. With
 * is_against there are two, of which the second is what the first is held
 * against: drawn behind it, unfilled. */
typedef struct Chart {
  ChartKind kind;
  bool is_against;
  const char *unit; /* 万元; "" when none is printed */
  int places;       /* decimals of every figure; -1: as many as each has */
  const char **items;
  int item_count;
  ChartSeries *series;
  int series_count;
} Chart;

typedef struct Drawing {
  const char *alternative; /* says in words what it shows */
  Emu width, height;       /* 0: not given */
  bool has_caption;        /* the next block belongs to it */
  const Chart *chart;      /* one of these two */
  const Picture *picture;
} Drawing;

#endif
