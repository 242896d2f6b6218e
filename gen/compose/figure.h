/* A figure's drawing in its box, still without a page. Only for the compose
 * room. */
#ifndef ZIPING_COMPOSE_FIGURE_H
#define ZIPING_COMPOSE_FIGURE_H

#include "compose/sketch.h"

/* The block's figure as one line that is as high as its box and prints nothing
 * itself; none, with a message, when something has no room. */
void figure_set(Setter *setter, int block, LineList *list);

/* What each kind of chart draws into the sketch, whose width is set; height 0 is
 * made what is needed. False with a message when something has no room. */
bool chart_columns(Sketch *sketch, const Chart *chart);
bool chart_bars(Sketch *sketch, const Chart *chart);
bool chart_parts(Sketch *sketch, const Chart *chart);

/* The block's picture at its size, which the sketch is given; most: its height. */
void picture_draw(Sketch *sketch, Emu measure, Emu most);

/* What columns and bars have alike (chart.c). Always false. */
bool chart_refuse(const Sketch *sketch, const char *what);
/* 9.5, or 9.5/10 of a chart with is_against; "" for a gap. */
const char *chart_value_text(const Sketch *sketch, const Chart *chart, int series, int item);
/* Bars that stand side by side for one item. */
int chart_bar_count(const Chart *chart);
Fill chart_fill(const Chart *chart, int series);
/* 单位：万元. The height that it takes. */
Emu chart_unit(Sketch *sketch, const Chart *chart);
/* The names of the series with their fills, in the middle of lines that end at
 * foot; just their height, when foot is negative. */
Emu chart_legend(Sketch *sketch, const Chart *chart, Emu foot);

#endif
