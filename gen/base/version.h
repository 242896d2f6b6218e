/* The program's version, as --version prints it and CHANGES.md lists it. */
#ifndef ZIPING_BASE_VERSION_H
#define ZIPING_BASE_VERSION_H

#define ZIPING_VERSION "0.1.0"

#endif
