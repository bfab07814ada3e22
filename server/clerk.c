/* clerk.c - the process for what belongs to no visitor: the catalogue's snapshot, what expires,
 * clocks of applications, messages that go out, and the ledger's anchor. */
#include "server/clerk.h"

#include "i18n/base/memory.h"
#include "i18n/message.h"
#include "server/log.h"
#include "server/loop.h"
#include "server/post.h"
#include "server/sandbox/sandbox.h"
#include "services/services.h"

#include <signal.h>
#include <stdbool.h>
#include <sys/prctl.h>

/* Milliseconds. */
#define TURN 500 /* a change that another host makes is to be here within a second */
#define SOON 200 /* who imports on this host writes the snapshot within it */
#define EXPIRE_EVERY (3600 * 1000)
#define AGAIN 5000 /* what failed is tried again */
#define ANCHOR_AGAIN 30000
#define SAY_AGAIN (3600 * 1000)    /* that messages cannot be handed over */
#define FILES_MOST 50              /* messages that are dropped as files in one turn */
#define MESSAGE ((size_t)16 << 10) /* bytes */

struct anchoring {
	const char *setting; /* "" for nowhere */
	int64_t every, next;
	struct anchor_memory memory;
	bool failed;
};

struct clerk {
	const char *state;
	const struct config *config;
	struct registry *registry;              /* NULL: it has not answered yet */
	bool is_away;                           /* it does not answer */
	bool is_first;                          /* the start has written the snapshot just now */
	struct versions_now shown;              /* what visitors have of the catalogue */
	struct versions_now seen;               /* what there is of it, as of the turn before */
	int64_t refresh_at, expire_at, tick_at; /* not before; monotonic */
	bool has_leapt;                         /* the machine's clock, as was said */
	struct anchoring anchoring;
	struct post *post;
	int64_t post_at;  /* not before; monotonic */
	bool is_troubled; /* messages cannot be handed over, as was said */
	int64_t say_at;   /* and is said again; monotonic */
	struct recover_words words;
	int64_t recover_at; /* not before; monotonic */
};

static void tell(const char *what, const struct error *err)
{
	char incident[LOG_INCIDENT];

	if (err->fault == FAULT_BUSY)
		log_line(LOG_WARNING, "%s: later (%s)", what, err->detail);
	else
		log_incident(what, err, incident);
}

/* Whether the registry can be used, and what visitors are to be shown. That it does not answer, or
   that another host has brought it up to date for a newer version, is said once: visitors go on
   with what they have. Where it did not answer at the start, it is brought up to date here. */
static bool look(struct clerk *k, struct versions_now *ret)
{
	struct error err = {0};
	enum fault f = FAULT_NONE;
	bool is_away;

	if (k->registry == NULL)
		f = registry_upgrade(k->state, config_registry(k->config), &k->registry, &err);
	if (f == FAULT_NONE && registry_is_training(k->registry))
		f = registry_read_clock(k->registry, &err);
	if (f == FAULT_NONE)
		f = versions_look(k->registry, ret, &err);
	is_away = f == FAULT_BUSY || f == FAULT_CONFLICT;
	if (f != FAULT_NONE && !is_away) {
		tell("the registry cannot be read", &err);
		exit(1);
	}
	if (is_away && !k->is_away)
		log_line(LOG_WARNING,
			 "the registry cannot be used now; visitors go on with the catalogue that "
			 "they have (%s)",
			 err.detail);
	else if (!is_away && k->is_away)
		log_line(LOG_INFO, "the registry can be used again");
	k->is_away = is_away;
	return !is_away;
}

/* Whatever of it another host's clerk does at the same time is done once. */
static void expire(struct clerk *k)
{
	struct error err = {0};
	int64_t drafts = 0;
	enum fault f;

	if (loop_now() < k->expire_at)
		return;
	f = expire_run(k->registry, &drafts, &err);
	if (f != FAULT_NONE)
		tell("expiry", &err);
	else if (drafts > 0)
		log_line(LOG_INFO, "%lld drafts have expired", (long long)drafts);
	k->expire_at = loop_now() + (f == FAULT_BUSY ? AGAIN : EXPIRE_EVERY);
}

static void tell_ticked(struct clerk *k, const struct tick *done)
{
	if (done->changed > 0)
		log_line(LOG_INFO, "%lld applications have gone on by their clocks",
			 (long long)done->changed);
	if (done->again > 0)
		log_line(LOG_INFO,
			 "%lld applications are to be looked at again, since silence decided on "
			 "another "
			 "day than today's calendar has",
			 (long long)done->again);
	if (done->failed > 0)
		tell("clocks", &done->why);
	if (done->leapt && !k->has_leapt)
		log_line(LOG_WARNING,
			 "the machine's clock has leapt forward by days: clocks of applications "
			 "wait until it is put right, or has gone on for a day");
	else if (!done->leapt && k->has_leapt)
		log_line(LOG_INFO, "clocks of applications go on");
	k->has_leapt = done->leapt;
}

/* --- messages --- */

/* What is said of one has nothing of whom it was for. */
static void tell_sent(struct clerk *k, const char *id, enum spool_result result, const char *why,
		      bool failed)
{
	if (failed)
		log_line(LOG_ERROR, "message %s could not be sent and is given up (%s)", id, why);
	else if (result == SPOOL_LATER)
		log_line(LOG_WARNING, "message %s is sent later (%s)", id, why);
	else if (result == SPOOL_HERE && (!k->is_troubled || loop_now() >= k->say_at)) {
		log_line(LOG_ERROR, "messages cannot be handed over and wait (%s)", why);
		k->say_at = loop_now() + SAY_AGAIN;
	} else if (result == SPOOL_SENT && k->is_troubled)
		log_line(LOG_INFO, "messages can be handed over again");
	if (result == SPOOL_HERE || result == SPOOL_SENT)
		k->is_troubled = result == SPOOL_HERE;
}

/* What is not told is taken again when its time is over. */
static void end_message(struct clerk *k, const char *id, enum spool_result result, const char *why)
{
	struct error err = {0};
	bool failed = false;

	if (result == SPOOL_HERE) /* one is tried for all of them until it goes */
		k->post_at = loop_now() + SPOOL_AGAIN * 1000;
	if (spool_done(k->registry, id, result, why, &failed, &err) != FAULT_NONE)
		tell("messages", &err);
	else
		tell_sent(k, id, result, why, failed);
}

/* False when there is nothing to be sent now, or one is on its way. */
static bool send_next(struct clerk *k)
{
	ARENA_CLEAN struct arena *a = arena_new(MESSAGE);
	char why[POST_WHY];
	struct spool_message m;
	enum spool_result result = SPOOL_HERE;
	bool found = false, done = false;
	struct error err = {0};
	enum fault f = spool_take(k->registry, a, &m, &found, &err);

	if (f == FAULT_NONE && found)
		f = post_give(k->post, &m, &done, &result, why, &err);
	if (f != FAULT_NONE) {
		tell("messages", &err);
		k->post_at = loop_now() + AGAIN;
		return false;
	}
	if (done)
		end_message(k, m.id, result, why);
	return done && result == SPOOL_SENT;
}

static void send_messages(struct clerk *k)
{
	if (loop_now() < k->post_at || post_is_busy(k->post))
		return;
	for (int i = 0; i < FILES_MOST && send_next(k); i++)
		;
}

/* False when the sender's process has ended: then this one is started anew, with it. */
static bool hear_sender(struct clerk *k)
{
	char id[33], why[POST_WHY];
	enum spool_result result;
	struct error err = {0};

	if (post_fd(k->post) < 0 || loop_one(post_fd(k->post), POLLIN, 0) == 0)
		return true;
	snprintf(id, sizeof(id), "%s", post_busy_with(k->post));
	if (post_answer(k->post, &result, why, &err) != FAULT_NONE) {
		tell("messages", &err);
		return false;
	}
	if (k->registry != NULL && id[0] != '\0')
		end_message(k, id, result, why);
	return true;
}

/* --- accounts that are to be opened anew --- */

/* In each language, before files are out of reach. */
static void learn_words(struct recover_words *w)
{
	enum lang before = message_lang();

	for (int lang = 0; lang < LANG_COUNT; lang++) {
		message_use((enum lang)lang);
		/* TRANSLATORS: the whole text of an SMS or e-mail; in Arabic at most 230 letters */
		w->code[lang] = _("{code} gives your account {number} of the portal Shubbak a new "
				  "PIN from {date} on. Was it not you who asked? Sign in and stop "
				  "it, or tell a counter.");
		/* TRANSLATORS: the same */
		w->waits[lang] = _("For your account {number} of the portal Shubbak a new key or "
				   "new codes are asked for, from {date} on. Did you not want it? "
				   "Sign in and stop it, or tell a counter.");
		/* TRANSLATORS: the same */
		w->given[lang] = _("Your account {number} of the portal Shubbak has a new PIN, key "
				   "or codes now. Did you not want it? Tell a counter at once.");
	}
	message_use(before);
}

static void recover(struct clerk *k)
{
	struct recover done = {0, 0};
	struct error err = {0};

	if (loop_now() < k->recover_at)
		return;
	if (recover_run(k->registry, k->config->recovery_days, &k->words, &done, &err) !=
	    FAULT_NONE) {
		tell("recovery of accounts", &err);
		k->recover_at = loop_now() + AGAIN;
	}
	if (done.begun > 0)
		log_line(LOG_INFO, "%lld accounts wait to be opened anew, and were told",
			 (long long)done.begun);
}

/* What one host's clerk does another's finds done. */
static void tick(struct clerk *k)
{
	struct error err = {0};
	struct tick done;

	if (loop_now() < k->tick_at)
		return;
	if (tick_run(k->registry, &done, &err) == FAULT_NONE) {
		tell_ticked(k, &done);
		return;
	}
	tell("clocks", &err);
	k->tick_at = loop_now() + AGAIN;
}

static bool is_same(const struct versions_now *one, const struct versions_now *two)
{
	return one->stamp == two->stamp && one->ended == two->ended;
}

/* The listener has written the snapshot of what was there at its start, and what came since is told
   by the file's stamp. The file does not say how many services had ended when it was written. */
static bool is_written(struct clerk *k, const struct versions_now *now)
{
	bool ended = k->is_first || now->ended == k->shown.ended;

	k->is_first = false;
	return ended && snapshot_stamp(k->state) == now->stamp;
}

/* Writes the snapshot when the catalogue was changed, on this host or on another, or when a
   service's last day is over. Between the commit of an import and its snapshot it looks as if
   nobody would write that: so it is written at the second sight. */
static void refresh(struct clerk *k, const struct versions_now *now)
{
	struct error err = {0};
	bool again = is_same(now, &k->seen);

	k->seen = *now;
	if (is_same(now, &k->shown) || loop_now() < k->refresh_at)
		return;
	if (is_written(k, now)) {
		k->shown = *now;
		return;
	}
	if (!again)
		return;
	if (snapshot_write(k->registry, &err) != FAULT_NONE) {
		tell("snapshot", &err);
		k->refresh_at = loop_now() + AGAIN;
		return;
	}
	k->shown = *now;
	log_line(LOG_INFO, "the catalogue's snapshot is new");
}

/* False when it is time to be started anew, since it could not be written. */
static bool keep_anchor(struct registry *r, struct anchoring *a)
{
	char incident[LOG_INCIDENT];
	struct error err = {0};

	if (a->setting[0] == '\0' || loop_now() < a->next)
		return true;
	if (a->failed)
		return false;
	a->failed = anchor_add(r, a->setting, &a->memory, &err) != FAULT_NONE;
	if (a->failed)
		log_incident("anchor", &err, incident);
	a->next = loop_now() + (a->failed ? ANCHOR_AGAIN : a->every);
	return true;
}

/* Files are within reach in the state folder, and where the anchor goes. */
static void close_in(const char *state, const struct config *c)
{
	char outside[FOLDER_PATH];

	if (c->anchor[0] != '\0')
		anchor_folder(c->anchor, outside);
	sandbox_clerk(state, c->anchor[0] != '\0' ? outside : NULL);
}

static void be_told(void *ctx, int fd, short came)
{
	bool *over = ctx;

	(void)fd, (void)came;
	*over = true;
}

static void be_woken(void *ctx, int fd, short came)
{
	(void)ctx, (void)fd, (void)came;
}

/* Waits for the next turn; true when it was told to end. */
static bool rest(struct loop *l, int signals, int sender, int length)
{
	bool over = false;

	loop_begin(l);
	loop_watch(l, signals, POLLIN, be_told, &over);
	loop_watch(l, sender, POLLIN, be_woken, NULL);
	loop_within(l, length);
	if (!loop_wait(l))
		return true;
	loop_answer(l);
	return over;
}

/* False when it is time to be started anew. */
static bool work(struct clerk *k)
{
	struct versions_now now;

	if (!hear_sender(k))
		return false;
	if (look(k, &now)) {
		refresh(k, &now);
		expire(k);
		tick(k);
		recover(k);
		send_messages(k);
		if (!keep_anchor(k->registry, &k->anchoring))
			return false;
	}
	if (memory_is_low())
		log_line(LOG_ERROR, "the clerk is out of memory and starts anew");
	return !memory_is_low();
}

static int until_next(const struct clerk *k)
{
	return is_same(&k->seen, &k->shown) || loop_now() < k->refresh_at ? TURN : SOON;
}

_Noreturn void clerk_run(const char *state, const struct config *config, bool is_first)
{
	struct clerk k = {.state = state,
			  .config = config,
			  .is_first = is_first,
			  .shown = {-1, -1},
			  .seen = {-1, -1},
			  .anchoring = {.setting = config->anchor,
					.every = (int64_t)config->anchor_minutes * 60 * 1000}};
	int signals = loop_signals((const int[]){SIGTERM, 0});
	struct loop l;

	log_as("clerk");
	memory_guard(NULL, NULL);
	k.post = post_open(state, config);
	learn_words(&k.words);
	close_in(state, config);
	while (!rest(&l, signals, post_fd(k.post), until_next(&k)) && work(&k))
		;
	registry_close(k.registry);
	exit(0);
}
