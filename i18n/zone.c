/* zone.c - the clock that people here go by: one setting of a process, as the portal's place has
 * it. */
#include "i18n/zone.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#define FOLDER "/usr/share/zoneinfo"
#define MAGIC "TZif" /* RFC 8536 */

/* The C library reads the zone's file once, at tzset, and goes by what it has read. */
static bool by_zone;
static int64_t fixed; /* seconds; where it is by none */

/* Words of letters, digits and _ + -, joined by slashes: no way out of the folder. */
static bool is_name(const char *name)
{
	char before = '/';

	for (const char *c = name; *c != '\0'; before = *c++)
		if (*c == '/' ? before == '/'
			      : !isalnum((unsigned char)*c) && strchr("_+-", *c) == NULL)
			return false;
	return before != '/' && strlen(name) <= ZONE_NAME_MAX;
}

bool zone_is_known(const char *name)
{
	char path[sizeof(FOLDER) + 1 + ZONE_NAME_MAX + 1], head[sizeof(MAGIC) - 1];
	struct stat st;
	FILE *file;
	bool known;

	if (!is_name(name))
		return false;
	snprintf(path, sizeof(path), "%s/%s", FOLDER, name);
	if (stat(path, &st) != 0 || !S_ISREG(st.st_mode))
		return false;
	file = fopen(path, "re");
	if (file == NULL)
		return false;
	known = fread(head, sizeof(head), 1, file) == 1 && memcmp(head, MAGIC, sizeof(head)) == 0;
	fclose(file);
	return known;
}

bool zone_use(const char *name)
{
	char value[ZONE_NAME_MAX + 2];

	if (!zone_is_known(name))
		return false;
	snprintf(value, sizeof(value), ":%s", name);
	unsetenv("TZDIR");
	if (setenv("TZ", value, 1) != 0)
		return false;
	tzset();
	by_zone = true;
	return true;
}

void zone_use_offset(int minutes)
{
	by_zone = false;
	fixed = (int64_t)minutes * 60;
}

int64_t zone_offset(int64_t utc_seconds)
{
	time_t at = (time_t)utc_seconds;
	struct tm tm;

	if (!by_zone)
		return fixed;
	return localtime_r(&at, &tm) == NULL ? 0 : tm.tm_gmtoff;
}

int64_t zone_utc(int64_t local_seconds)
{
	int64_t first = zone_offset(local_seconds), near, at;

	if (__builtin_sub_overflow(local_seconds, first, &near))
		return local_seconds;
	if (__builtin_sub_overflow(local_seconds, zone_offset(near), &at))
		return local_seconds;
	return at;
}
