/* visitors.c - who is being served: a place for each, how much each would lose, and who makes room.
 */
#include "server/listener/visitors.h"

#include "i18n/base/array.h"

#include <sodium.h>

#define FRESH_STEP 100 /* milliseconds by which the newest comers are told apart */
#define FRESH_STEPS (LIMIT_FRESH / FRESH_STEP)
/* Of so many places, those that the kept leave to others, and the newest comers have. */
#define PART(places) (((places) + 7) / 8)

void visitors_open(struct visitors *v, size_t room)
{
	*v = (struct visitors){.room = room, .weights_room = 16};
	v->seats = array_new(room, sizeof(*v->seats));
	while (v->weights_room < 2 * room)
		v->weights_room *= 2;
	v->weights = array_new(v->weights_room, sizeof(*v->weights));
	randombytes_buf(v->key, sizeof(v->key));
}

void visitors_close(struct visitors *v)
{
	free(v->seats);
	free(v->weights);
	*v = (struct visitors){0};
}

/* A visitor cannot choose the hash, so equal ones are taken for equal prefixes. */
static uint64_t hash_of(const struct visitors *v, const char *source)
{
	uint64_t hash;

	_Static_assert(crypto_shorthash_BYTES == sizeof(hash), "a hash of 64 bits");
	_Static_assert(crypto_shorthash_KEYBYTES == sizeof(v->key), "its key");
	crypto_shorthash((unsigned char *)&hash, (const unsigned char *)source, strlen(source),
			 v->key);
	return hash;
}

void visitors_add(struct visitors *v, pid_t pid, const char *source, const char *line, bool exempt,
		  int64_t now)
{
	struct visitor_seat *p;

	if (v->count == v->room)
		fatal("more visitors than places");
	p = &v->seats[v->count++];
	*p = (struct visitor_seat){.pid = pid,
				   .class = CLASS_KNOCKING,
				   .exempt = exempt,
				   .since = now,
				   .prefix = hash_of(v, source)};
	snprintf(p->source, sizeof(p->source), "%s", source);
	snprintf(p->line, sizeof(p->line), "%s", line);
}

struct visitor_seat *visitors_find(struct visitors *v, pid_t pid)
{
	for (size_t i = 0; i < v->count; i++)
		if (v->seats[i].pid == pid)
			return &v->seats[i];
	return NULL;
}

void visitors_drop(struct visitors *v, pid_t pid)
{
	struct visitor_seat *p = visitors_find(v, pid);

	if (p != NULL)
		*p = v->seats[--v->count];
}

void visitors_tell(struct visitor_seat *p, enum desk_class class,
		   const unsigned char token[STAY_TOKEN], int64_t now)
{
	bool was_in = p->class > CLASS_ASKED;

	/* A login is over, or waits for a person; what comes later makes nobody newer. */
	if (class != CLASS_KNOCKING && !was_in)
		p->came = now;
	p->class = class;
	p->since = now;
	memcpy(p->token, token, STAY_TOKEN);
}

/* --- who is asked to go ----------------------------------------------------------------------- */

/* Whom one may be chosen among. */
struct circle {
	bool knocking;
	const struct visitor_seat *of_source, *of_identity; /* NULL: of any */
	const struct visitor_seat *but;                     /* not this one; NULL */
	size_t newest; /* so many of it who have come last are at it */
	enum { KEPT_SPARED, KEPT_TOO, KEPT_ALONE } kept;
};

enum rank { RANK_STALLED, RANK_IN, RANK_SILENT, RANK_IDLE, RANK_WAITING, RANK_ACTIVE, RANK_KEPT };
#define RANK_NEVER (RANK_KEPT + 1)

static bool is_knocking(const struct visitor_seat *p)
{
	return p->class == CLASS_KNOCKING;
}

static bool is_within(const struct visitor_seat *p, const struct circle *c)
{
	if (p->leaving || is_knocking(p) != c->knocking)
		return false;
	if (c->of_source != NULL && (p->exempt || p->prefix != c->of_source->prefix))
		return false;
	return c->of_identity == NULL ||
	       (p->class != CLASS_ASIDE && !stay_is_nobody(c->of_identity->token) &&
		memcmp(p->token, c->of_identity->token, STAY_TOKEN) == 0);
}

static size_t count_of(const struct visitors *v, const struct circle *c)
{
	size_t count = 0;

	for (size_t i = 0; i < v->count; i++)
		count += is_within(&v->seats[i], c);
	return count;
}

static struct visitors_weight *weight_at(struct visitors *v, uint64_t prefix)
{
	size_t at = (size_t)prefix & (v->weights_room - 1);

	while (v->weights[at].count > 0 && v->weights[at].prefix != prefix)
		at = (at + 1) & (v->weights_room - 1);
	return &v->weights[at];
}

/* Counts each prefix of a room. This machine's own addresses are of many people. */
static void weigh(struct visitors *v, bool knocking)
{
	const struct circle all = {.knocking = knocking};

	memset(v->weights, 0, v->weights_room * sizeof(*v->weights));
	for (size_t i = 0; i < v->count; i++) {
		const struct visitor_seat *p = &v->seats[i];
		struct visitors_weight *w;

		if (p->exempt || !is_within(p, &all))
			continue;
		w = weight_at(v, p->prefix);
		w->prefix = p->prefix;
		w->count++;
	}
}

static uint32_t weight_of(struct visitors *v, const struct visitor_seat *p)
{
	return p->exempt ? 1 : weight_at(v, p->prefix)->count;
}

/* Since when the newest comers have come; none of long ago. */
static int64_t fresh_since(const struct visitors *v, const struct circle *c, int64_t now)
{
	size_t steps[FRESH_STEPS] = {0}, count = 0;
	int64_t step = 0;

	for (size_t i = 0; i < v->count; i++) {
		int64_t age = (now - v->seats[i].came) / FRESH_STEP;

		if (is_within(&v->seats[i], c) && age >= 0 && age < FRESH_STEPS)
			steps[age]++;
	}
	while (step < FRESH_STEPS && count + steps[step] <= c->newest)
		count += steps[step++];
	return now - step * FRESH_STEP;
}

static int rank_of(const struct visitor_seat *p, const struct circle *c, int64_t now, int64_t fresh)
{
	if (!is_within(p, c) || p == c->but || (c->kept == KEPT_ALONE && p->class != CLASS_KEPT))
		return RANK_NEVER;
	switch (p->class) {
	case CLASS_KNOCKING: return now - p->since > LIMIT_STALLED ? RANK_STALLED : RANK_NEVER;
	case CLASS_ASKED:
	case CLASS_SILENT: return p->came > fresh ? RANK_ACTIVE : RANK_SILENT;
	case CLASS_IN: return p->came > fresh ? RANK_ACTIVE : RANK_IN;
	case CLASS_STALLED: return RANK_STALLED;
	case CLASS_IDLE: return RANK_IDLE;
	case CLASS_WAITING: return RANK_WAITING;
	case CLASS_ACTIVE: return RANK_ACTIVE;
	case CLASS_KEPT: return c->kept == KEPT_SPARED ? RANK_NEVER : RANK_KEPT;
	case CLASS_ASIDE: break;
	}
	return RANK_NEVER;
}

/* One of the lowest rank in a circle, drawn by weight; NULL where nobody is to go. */
static struct visitor_seat *draw(struct visitors *v, const struct circle *c, int64_t now,
				 uint32_t dice)
{
	int64_t fresh = fresh_since(v, c, now);
	int lowest = RANK_NEVER;
	uint64_t total = 0, at;

	weigh(v, c->knocking);
	for (size_t i = 0; i < v->count; i++) {
		int rank = rank_of(&v->seats[i], c, now, fresh);

		if (rank < lowest) {
			lowest = rank;
			total = 0;
		}
		if (rank == lowest && rank != RANK_NEVER)
			total += weight_of(v, &v->seats[i]);
	}
	if (lowest == RANK_NEVER)
		return NULL;
	at = dice % total;
	for (size_t i = 0; i < v->count; i++) {
		uint32_t weight;

		if (rank_of(&v->seats[i], c, now, fresh) != lowest)
			continue;
		weight = weight_of(v, &v->seats[i]);
		if (at < weight)
			return &v->seats[i];
		at -= weight;
	}
	return NULL;
}

static struct visitor_seat *longest_in_phase(struct visitors *v)
{
	const struct circle c = {.knocking = true};
	struct visitor_seat *longest = NULL;

	for (size_t i = 0; i < v->count; i++) {
		struct visitor_seat *p = &v->seats[i];

		if (is_within(p, &c) && (longest == NULL || p->since < longest->since))
			longest = p;
	}
	return longest;
}

struct visitor_seat *visitors_for_knock(struct visitors *v, size_t most_in, int64_t now,
					uint32_t dice)
{
	const struct circle knocking = {.knocking = true}, in = {.knocking = false};
	size_t taken = count_of(v, &in), most = LIMIT_KNOCKING;
	struct visitor_seat *p;

	most += taken < most_in ? most_in - taken : 0;
	if (count_of(v, &knocking) < most)
		return NULL;
	p = longest_in_phase(v);
	/* Nobody has stalled, they are only many: all have the same time for each phase. */
	if (p == NULL || now - p->since <= LIMIT_STALLED)
		return p;
	return draw(v, &knocking, now, dice);
}

static size_t kept_count(const struct visitors *v)
{
	size_t count = 0;

	for (size_t i = 0; i < v->count; i++)
		count += !v->seats[i].leaving && v->seats[i].class == CLASS_KEPT;
	return count;
}

/* Of those who are in: of all only as many are kept as leave an eighth of the places to others. */
static struct visitor_seat *for_all(struct visitors *v, const struct visitor_seat *p, size_t most,
				    int64_t now, uint32_t dice)
{
	struct circle c = {.but = p, .newest = PART(most)};
	struct visitor_seat *chosen;

	if (count_of(v, &c) <= most)
		return NULL;
	if (kept_count(v) > most - PART(most))
		c.kept = KEPT_ALONE;
	chosen = draw(v, &c, now, dice);
	c.kept = KEPT_TOO;
	return chosen != NULL ? chosen : draw(v, &c, now, dice);
}

struct visitor_seat *visitors_for(struct visitors *v, const struct visitor_seat *p,
				  const struct visitors_most *most, int64_t now, uint32_t dice,
				  bool *ret_own)
{
	const struct circle of_identity = {.of_identity = p, .but = p, .kept = KEPT_TOO};
	const struct circle of_source = {
		.of_source = p, .but = p, .kept = KEPT_TOO, .newest = PART(most->of_source)};

	*ret_own = true;
	if (p->leaving || is_knocking(p))
		return NULL;
	if (count_of(v, &of_identity) > most->of_identity)
		return draw(v, &of_identity, now, dice);
	if (!p->exempt && count_of(v, &of_source) > most->of_source)
		return draw(v, &of_source, now, dice);
	*ret_own = false;
	return for_all(v, p, most->in, now, dice);
}

struct visitor_seat *visitors_longest(struct visitors *v, enum desk_class class, size_t most)
{
	struct visitor_seat *longest = NULL;
	size_t count = 0;

	for (size_t i = 0; i < v->count; i++) {
		struct visitor_seat *p = &v->seats[i];

		if (p->leaving || p->class != class)
			continue;
		count++;
		if (longest == NULL || p->since < longest->since)
			longest = p;
	}
	return count > most ? longest : NULL;
}

struct visitor_seat *visitors_slowest(struct visitors *v, size_t most)
{
	struct visitor_seat *slowest = NULL;
	size_t count = 0;

	for (size_t i = 0; i < v->count; i++) {
		struct visitor_seat *p = &v->seats[i];

		if (!p->leaving || p->killed)
			continue;
		count++;
		if (slowest == NULL || p->left < slowest->left)
			slowest = p;
	}
	return count > most ? slowest : NULL;
}

void visitors_bar(struct visitors *v, const char *line, int64_t until)
{
	snprintf(v->barred[v->next_barred].line, SOURCE_ROOM, "%s", line);
	v->barred[v->next_barred].until = until;
	v->next_barred = (v->next_barred + 1) % LIMIT_BARRED;
}

bool visitors_is_barred(const struct visitors *v, const char *line, int64_t now)
{
	for (size_t i = 0; i < LIMIT_BARRED; i++)
		if (v->barred[i].until > now && strcmp(v->barred[i].line, line) == 0)
			return true;
	return false;
}
