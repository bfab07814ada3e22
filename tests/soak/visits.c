/* visits.c - what the visitors of a soak do: kinds of visits, how often each comes. */
#include "tests/soak/visits.h"

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define ALL SCRIPT_STEPS
#define HALF "Georg" /* of the answer that step HALF_AT of the way types whole */
#define REST "es\r"
#define WHOLE "Georges"
#define FIRST_PAGE "English"
#define HOME "Welcome to Shubbak"
#define BACK "You are back where you left off."
#define AWAY_MOST 15 /* seconds until who has lost the line is back */
#define ANSWER 65536

static bool enter(struct visitor *v, bool with_key)
{
	return visitor_come(v, with_key) && visitor_expect(v, FIRST_PAGE);
}

/* Where the way types the answer that a lost line cuts in two. */
static size_t half_at(const struct soak *s)
{
	const struct step *step;
	size_t n = 0;

	while ((step = script_find(&s->way, VERB_STEP, n)) != NULL &&
	       strcmp(step->text, WHOLE) != 0)
		n++;
	return n;
}

/* --- pages ------------------------------------------------------------------------------------ */

static bool browse(struct visitor *v)
{
	if (!enter(v, false) || !visitor_follow(v, &v->soak->browse, 0, ALL))
		return false;
	return visitor_chance(v) < 0.3 || visitor_leave(v); /* some just close the window */
}

/* The page of a receipt shows the numbers that the draft had. */
static bool receive(struct visitor *v)
{
	struct receipt before = v->numbers;

	if (!visitor_note_numbers(v))
		return false;
	if (memcmp(&before, &v->numbers, sizeof before) != 0)
		return visitor_wrong(v, "the receipt has other numbers than the draft");
	visitor_received(v, &v->numbers);
	return visitor_leave(v);
}

static bool apply(struct visitor *v)
{
	return enter(v, false) && visitor_follow(v, &v->soak->way, 0, ALL) && receive(v);
}

static bool enter_line(struct visitor *v, const char *words, const char *text)
{
	char typed[40];

	snprintf(typed, sizeof typed, "%s\r", words);
	return visitor_enter(v, typed, text);
}

static bool by_numbers(struct visitor *v, const struct receipt *r, const char *text)
{
	return enter(v, false) && visitor_enter(v, "1", HOME) &&
	       visitor_choose(v, "Track an application", "Reference number") &&
	       enter_line(v, r->reference, "Tracking PIN") && enter_line(v, r->pin, text);
}

/* Any receipt of the soak; false: there is none yet. */
static bool some_receipt(struct visitor *v, struct receipt *ret)
{
	struct soak *s = v->soak;
	bool any;

	pthread_mutex_lock(&s->lock);
	any = s->receipt_count > 0;
	if (any)
		*ret = s->receipts[(unsigned)(visitor_chance(v) * s->receipt_count)];
	pthread_mutex_unlock(&s->lock);
	return any;
}

static bool track(struct visitor *v)
{
	struct receipt r;

	if (!some_receipt(v, &r))
		return browse(v);
	if (!by_numbers(v, &r, "Submitted"))
		return false;
	v->soak->tracked++;
	return visitor_leave(v);
}

/* --- lines that are lost ---------------------------------------------------------------------- */

static bool half_way(struct visitor *v, bool with_key)
{
	return (!with_key || visitor_new_key(v)) && enter(v, with_key) &&
	       visitor_follow(v, &v->soak->way, 0, half_at(v->soak)) &&
	       visitor_enter(v, HALF, HALF) && visitor_think(v);
}

/* Until the line is there again. False: the soak rests first. */
static bool be_away(struct visitor *v)
{
	for (double left = visitor_chance(v) * AWAY_MOST; left > 0 && !v->soak->resting; left--)
		usleep((useconds_t)(1e6 * (left < 1 ? left : 1)));
	v->hurried = v->hurried || v->soak->resting;
	return !v->hurried;
}

/* The rest of the way. Who comes back with a key proves by the PIN that it is not just whoever has
 * the key that submits. */
static bool finish(struct visitor *v)
{
	const struct script *way = &v->soak->way;
	const struct step *last = NULL, *step;
	size_t count = 0;

	while ((step = script_find(way, VERB_STEP, count)) != NULL) {
		last = step;
		count++;
	}
	return visitor_follow(v, way, half_at(v->soak) + 1, count - 1) &&
	       (v->key[0] == '\0' ? visitor_type(v, last->keys, last->key_len, last->text)
				  : visitor_type(v, last->keys, last->key_len, "Tracking PIN") &&
					    enter_line(v, v->numbers.pin, last->text)) &&
	       receive(v);
}

/* The same letter: what was typed of the answer, and the cursor behind it. */
static bool go_on(struct visitor *v)
{
	if (!visitor_expect(v, HALF) || !visitor_enter(v, REST, WHOLE))
		return false;
	v->soak->returned++;
	return visitor_chance(v) < 0.5 ? visitor_leave(v) : finish(v);
}

static bool again_by_key(struct visitor *v, bool silent)
{
	if (!half_way(v, true))
		return false;
	visitor_drop(v, silent);
	return be_away(v) && visitor_come(v, true) && visitor_expect(v, BACK) && go_on(v);
}

static bool drop_and_return(struct visitor *v)
{
	return again_by_key(v, false);
}

static bool fall_silent_and_return(struct visitor *v)
{
	return again_by_key(v, true);
}

static bool drop_and_return_by_numbers(struct visitor *v)
{
	if (!half_way(v, false))
		return false;
	visitor_drop(v, visitor_chance(v) < 0.5);
	return be_away(v) && by_numbers(v, &v->numbers, BACK) && go_on(v);
}

static bool never_return(struct visitor *v)
{
	if (!half_way(v, visitor_chance(v) < 0.5))
		return false;
	visitor_drop(v, visitor_chance(v) < 0.5);
	return true;
}

/* The first line is still there, and at work: it is kept, and the draft opens from the registry. */
static bool come_twice(struct visitor *v)
{
	struct line *first;
	bool ok;

	if (!half_way(v, true))
		return false;
	first = v->line;
	ok = visitor_come(v, true) && visitor_expect(v, "Continue where you left off?") &&
	     visitor_enter(v, "1", "Father's first name") && visitor_leave(v);
	visitor_close(v);
	v->line = first;
	visitor_drop(v, false);
	return ok;
}

/* --- commands --------------------------------------------------------------------------------- */

static bool command(struct visitor *v, const char *words, const char *given, char ret[ANSWER])
{
	int code;

	v->command = words;
	if (!visitor_come(v, false))
		return false;
	code = line_answer(v->line, given, strlen(given), ret, ANSWER);
	v->soak->commands++;
	return code == 0 || visitor_wrong(v, "%s: code %d: %.120s", words, code, ret);
}

static bool search(struct visitor *v)
{
	static const char *const words[][2] = {
		{"search passport --json", "biometric-passport"},
		{"search --lang fr casier judiciaire", "judiciaire"},
		{"search --lang ar جواز سفر", "جواز"},
	};
	const char *const *one = words[(int)(visitor_chance(v) * 3)];
	char answer[ANSWER];

	return command(v, one[0], "", answer) &&
	       (strstr(answer, one[1]) != NULL ||
		visitor_wrong(v, "%s has not found %s", one[0], one[1]));
}

static bool value_of(const char *json, const char *name, char *ret, size_t room)
{
	char before[40];
	const char *at;

	snprintf(before, sizeof before, "\"%s\": \"", name);
	at = strstr(json, before);
	if (at == NULL)
		return false;
	at += strlen(before);
	snprintf(ret, room, "%.*s", (int)strcspn(at, "\""), at);
	return true;
}

static void renumber(struct visitor *v, char ret[FORM])
{
	char *at;

	memcpy(ret, v->soak->form, FORM);
	at = strstr(ret, "request: ");
	for (int i = 0; at != NULL && i < 20; i++)
		at[9 + i] = "0123456789ABCDEF"[(int)(visitor_chance(v) * 16)];
}

static bool send_form(struct visitor *v)
{
	char answer[ANSWER], form[FORM];
	struct receipt r;

	renumber(v, form);
	if (!command(v, "apply lb-judicial-record --json", form, answer))
		return false;
	if (!value_of(answer, "reference", r.reference, sizeof r.reference) ||
	    !value_of(answer, "pin", r.pin, sizeof r.pin))
		return visitor_wrong(v, "no receipt: %.150s", answer);
	visitor_received(v, &r);
	return true;
}

static bool break_off_a_form(struct visitor *v)
{
	char form[FORM];

	renumber(v, form);
	v->command = "apply lb-judicial-record --json";
	if (!visitor_come(v, false))
		return false;
	if (!line_send(v->line, form, strlen(form) / 2))
		return visitor_wrong(v, "half a form cannot be sent");
	visitor_drop(v, false);
	return true;
}

static bool ask_by_command(struct visitor *v)
{
	char answer[ANSWER], words[60], given[20], state[20] = "";
	struct receipt r;

	if (!some_receipt(v, &r))
		return search(v);
	snprintf(words, sizeof words, "track %s --json", r.reference);
	snprintf(given, sizeof given, "%s\n", r.pin);
	if (!command(v, words, given, answer))
		return false;
	value_of(answer, "state", state, sizeof state);
	v->soak->tracked++;
	return strcmp(state, "submitted") == 0 || visitor_wrong(v, "%s: %s", words, state);
}

static bool break_off_a_login(struct visitor *v)
{
	static const char hello[] = "SSH-2.0-OpenSSH_9.2\r\n";
	struct linger reset = {.l_onoff = 1};
	int fd = line_dial(&v->soak->where, v->soak->born++);
	bool ok = fd >= 0 && write(fd, hello, sizeof hello - 1) == (ssize_t)sizeof hello - 1;

	if (ok)
		usleep((useconds_t)(visitor_chance(v) * 1e6));
	if (fd >= 0) {
		setsockopt(fd, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
		close(fd);
		v->soak->dropped++;
	}
	return ok || visitor_wrong(v, "no connection");
}

/* --- which ------------------------------------------------------------------------------------ */

static const struct {
	const char *name;
	unsigned share; /* of a hundred */
	bool (*go)(struct visitor *v);
} kinds[] = {
	{"browse", 32, browse},
	{"apply", 10, apply},
	{"track", 7, track},
	{"return-by-key", 11, drop_and_return},
	{"silent-by-key", 6, fall_silent_and_return},
	{"return-by-pin", 8, drop_and_return_by_numbers},
	{"never-return", 4, never_return},
	{"come-twice", 2, come_twice},
	{"search", 6, search},
	{"apply-command", 5, send_form},
	{"half-a-form", 1, break_off_a_form},
	{"track-command", 6, ask_by_command},
	{"half-a-login", 2, break_off_a_login},
};
#define KINDS (sizeof kinds / sizeof kinds[0])

static void say(struct visitor *v)
{
	pthread_mutex_lock(&v->soak->lock);
	fprintf(stderr, "%s: %s\n%s\f\n", v->kind, v->why, v->page);
	pthread_mutex_unlock(&v->soak->lock);
	v->soak->wrong++;
}

void visits_one(struct visitor *v)
{
	unsigned at = (unsigned)(visitor_chance(v) * 100), n = 0;

	while (n + 1 < KINDS && at >= kinds[n].share)
		at -= kinds[n++].share;
	*v = (struct visitor){.soak = v->soak,
			      .slot = v->slot,
			      .kind = kinds[n].name,
			      .chance = {v->chance[0], v->chance[1], v->chance[2]}};
	if (!kinds[n].go(v) && v->why[0] != '\0')
		say(v);
	visitor_close(v);
	v->soak->visits++;
}
