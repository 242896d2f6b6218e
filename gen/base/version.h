/* The program's version, as --version prints it and CHANGES.md lists it. */
#ifndef ZIPING_BASE_VERSION_H
#define ZIPING_BASE_VERSION_H

#define ZIPING_VERSION "0.1.0"

/* How lines and pages come about. It goes up by one with every change that moves a
 * line of any report; CHANGES.md says then which lines may move. Reports carry it,
 * so that a past year's says by what it was set. */
#define ZIPING_COMPOSING 3

#endif
