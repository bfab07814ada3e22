/* config_test.c - the configuration is read, and a wrong line is named. */
#include "tests/unit.h"

#include "i18n/zone.h"
#include "server/config.h"
#include "server/log.h"

static struct config c;
static struct error err;

static enum fault read_text(const char *text)
{
	config_default(&c);
	err = (struct error){0};
	return config_read(&c, text, strlen(text), &err);
}

START_TEST(balancers_are_addresses)
{
	ck_assert_int_eq(read_text("balancers = 10.0.0.0/8 2001:db8::1"), FAULT_NONE);
	ck_assert_str_eq(c.balancers, "10.0.0.0/8 2001:db8::1");
	ck_assert_int_eq(read_text("visitors = 2\nbalancers = 10.0.0.0/8, lb.example"),
			 FAULT_INPUT);
	ck_assert_int_eq(err.line, 2);
	ck_assert_str_eq(c.balancers, "");
}
END_TEST

START_TEST(defaults_and_values)
{
	ck_assert_int_eq(read_text("# a comment\n\n  visitors =  42 \r\nlanguage=FR\nlog_level = "
				   "debug\nhost = x.example\ncountry = lb"),
			 FAULT_NONE);
	ck_assert_int_eq(c.visitors, 42);
	ck_assert_int_eq(c.lang, LANG_FR);
	ck_assert_int_eq(c.log_level, LOG_DEBUG);
	ck_assert_str_eq(c.host, "x.example");
	ck_assert_str_eq(c.country, "LB");
	ck_assert_int_eq(c.login_seconds, 60);
	ck_assert_str_eq(c.user, "nobody");
}
END_TEST

START_TEST(wrong_lines_are_named)
{
	static const struct {
		const char *text;
		int line;
	} wrong[] = {
		{"visitors = 5\nvisiters = 5", 2},
		{"visitors = many", 1},
		{"\n\nidle_minutes = 0", 3},
		{"language = de", 1},
		{"just words", 1},
		{"visitors = 7 8", 1},
		{"country = XX", 1},
		{"time_zone = Africa/Nowhere", 1},
		{"time_zone = EET-2EEST", 1},
		{"utc_offset = 2h", 1},
	};

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		ck_assert_int_eq(read_text(wrong[i].text), FAULT_INPUT);
		ck_assert_int_eq(err.line, wrong[i].line);
		ck_assert_int_eq(c.visitors, 1000);
	}
	ck_assert_int_eq(read_text("host = \xff"), FAULT_INPUT);
}
END_TEST

/* The file that init writes, with every # before a setting taken away, is the defaults. */
START_TEST(written_file_is_the_defaults)
{
	struct config fresh;
	struct buffer b;
	char *p;

	buffer_open(&b, 100000);
	config_write(&b);
	ck_assert_int_eq(read_text(b.data), FAULT_NONE);
	config_default(&fresh);
	ck_assert_mem_eq(&fresh, &c, sizeof(c));
	for (p = b.data; (p = strstr(p, "\n#")) != NULL; p++)
		if (p[2] != ' ')
			p[1] = ' ';
	ck_assert_int_eq(read_text(b.data), FAULT_NONE);
	ck_assert_mem_eq(&fresh, &c, sizeof(c));
	buffer_close(&b);
}
END_TEST

/* The zone, else the old key, else the country's. */
START_TEST(whose_time)
{
	static const struct {
		const char *text;
		int winter, summer; /* minutes */
	} all[] = {
		{"", 120, 180},
		{"country = TN", 60, 60},
		{"country = EG", 120, 180},
		{"country = LB\ntime_zone = Europe/Paris", 60, 120},
		{"utc_offset = 60", 60, 60},
		{"utc_offset = -30\ncountry = EG", -30, -30},
		{"time_zone = Africa/Cairo\nutc_offset = 60", 120, 180},
		{"time_zone =\nutc_offset =", 120, 180},
	};

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		ck_assert_int_eq(read_text(all[i].text), FAULT_NONE);
		config_use_zone(&c);
		ck_assert_msg(zone_offset(1768478400) == all[i].winter * 60, "%s", all[i].text);
		ck_assert_msg(zone_offset(1784116800) == all[i].summer * 60, "%s", all[i].text);
	}
	zone_use_offset(0);
}
END_TEST

SUITE(config, whose_time, balancers_are_addresses, defaults_and_values, wrong_lines_are_named,
      written_file_is_the_defaults)
