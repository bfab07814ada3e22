/* config.h - STATE/shubbak.conf: what the operator of a portal decides. */
#ifndef SERVER_CONFIG_H
#define SERVER_CONFIG_H

#include "i18n/base/buffer.h"
#include "i18n/base/error.h"
#include "i18n/lang.h"

#include <limits.h>
#include <stdbool.h>

enum config_greeting { GREETING_AUTO, GREETING_YES, GREETING_NO };
enum config_compression { COMPRESSION_AUTO, COMPRESSION_OFFERED, COMPRESSION_OFF };

#define CONFIG_UNSET INT_MIN

struct config {
	char listen[128];
	char registry[512]; /* "": in the folder */
	char host[128];
	int port; /* 0: the one that is listened on */
	char country[8];
	int lang;           /* enum lang */
	char time_zone[64]; /* "": that of the country */
	int utc_offset;     /* minutes, or CONFIG_UNSET */
	int visitors;
	int visitors_per_source;
	int visitors_per_identity;
	char exempt[512];
	char balancers[512];
	int phase_seconds;
	int login_seconds;
	int person_seconds;
	int idle_minutes;
	int input_seconds;
	int warning_seconds;
	int stay_minutes;
	int stays;
	int renew_hours;
	char user[64];
	int log_level; /* enum log_level */
	char log_file[256];
	char sender[256];
	char anchor[256];
	int anchor_minutes;
	int compression; /* enum config_compression */
	int greeting;    /* enum config_greeting */
	int p256;
	int pin_for_acts;
	int recovery_days;
	char after_refusal[LANG_COUNT][512];
	char contact[LANG_COUNT][512];
	char account_office[LANG_COUNT][512];
	char pay[LANG_COUNT][512];
	char qr_account[100];
	char qr_category[8];
	char qr_country[8];
	char qr_name[32];
	char qr_city[32];
};

/* Every setting at its default. */
void config_default(struct config *c);

/* The operator's words of all services, which live as long as `c`: struct scene's. */
void config_told(const struct config *c, const char *after_refusal[LANG_COUNT],
		 const char *contact[LANG_COUNT], const char *account_office[LANG_COUNT]);

/* How what is owed is paid, which lives as long as `c`. */
struct paying;
void config_paying(const struct config *c, struct paying *ret);

/* Reads a file's text over what `c` holds. FAULT_INPUT: err->line is the first wrong line; `c` is
 * untouched then.
 */
MUST_USE enum fault config_read(struct config *c, const char *text, size_t len, struct error *err);

/* The same from a file; FAULT_MISSING when there is none. */
MUST_USE enum fault config_load(struct config *c, const char *file, struct error *err);

/* Where the registry's database is, as registry_open takes it. */
const char *config_registry(const struct config *c);

/* The same of a state folder's file, which is read into `room`, where what is returned lives; no
 * file is the defaults, any other fault of it is one. */
MUST_USE enum fault config_find_registry(const char *state, struct config *room,
					 const char **ret_address, struct error *err);

/* A file with every setting, its meaning, unit and default, commented out. */
void config_write(struct buffer *out);

/* config_zone.c: from now on this process, and what it forks, reads times as the configuration
 * says. What should be known of that goes to the log. */
void config_use_zone(const struct config *c);

/* The same for a command on the host, which tells nothing. */
void config_use_zone_silently(const struct config *c);

#endif
