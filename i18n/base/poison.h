/* poison.h - functions that no file of ours may call; the compiler is given this before every
 * source file. */
#ifndef I18N_BASE_POISON_H
#define I18N_BASE_POISON_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>

#pragma GCC poison strcpy strcat sprintf vsprintf strtok atoi atol atof gets
#pragma GCC poison localtime gmtime ctime asctime system popen tmpnam mktemp strncpy strncat

#endif
