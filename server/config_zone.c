/* config_zone.c - whose time a portal shows: its time_zone, its utc_offset, or that of its country.
 */
#include "server/config.h"

#include "i18n/zone.h"
#include "server/log.h"

#include <string.h>

/* `minutes` is winter's, for a machine without zones. The first is that of a portal of all. */
static const struct {
	const char *country, *zone;
	int minutes;
} places[] = {
	{"LB", "Asia/Beirut", 120},
	{"TN", "Africa/Tunis", 60},
	{"DZ", "Africa/Algiers", 60},
	{"EG", "Africa/Cairo", 120},
};

static size_t place_of(const struct config *c)
{
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++)
		if (strcmp(places[i].country, c->country) == 0)
			return i;
	return 0;
}

/* A zone that was known when the configuration was read can have gone since. */
static void use_zone(const char *name, int minutes, bool tells)
{
	if (zone_use(name))
		return;
	zone_use_offset(minutes);
	if (tells)
		log_line(LOG_WARNING,
			 "this machine does not know the time zone %s (package tzdata): times are "
			 "shown without summer time",
			 name);
}

static void use(const struct config *c, bool tells)
{
	size_t place = place_of(c);

	if (c->time_zone[0] != '\0') {
		use_zone(c->time_zone, places[place].minutes, tells);
	} else if (c->utc_offset != CONFIG_UNSET) {
		zone_use_offset(c->utc_offset);
		if (tells)
			log_line(
				LOG_INFO,
				"utc_offset knows no summer time; time_zone = %s would, or that of "
				"another place",
				places[place].zone);
	} else {
		use_zone(places[place].zone, places[place].minutes, tells);
	}
}

void config_use_zone(const struct config *c)
{
	use(c, true);
}

void config_use_zone_silently(const struct config *c)
{
	use(c, false);
}
