/* service_turn.c - whose turn it is at a stage, or who does an act: one of the portal's words, or a
 * role by its id. */
#include "services/definition/service_turn.h"

#include "services/definition/kind.h"
#include "services/definition/role.h"
#include "services/definition/service.h"

#include <string.h>

/* --- reading --- */

/* The words, and each role that is not one of them. */
static void tell_known(struct reader *r, const struct node *n, const char *const *words)
{
	char known[KNOWN_MAX] = "";

	for (size_t i = 0; words[i] != NULL; i++)
		known_add(known, words[i]);
	for (size_t i = 0; i < r->terms->other_count; i++) {
		const struct definition *d = &r->terms->others[i];
		const struct role *role = d->what;

		if (d->kind == KIND_ROLE && role != NULL && role_may(role, "look") &&
		    strcmp(d->id, "officer") != 0 && strcmp(d->id, "head") != 0)
			known_add(known, d->id);
	}
	reader_fault_known(r, n,
			   N_("\"{value}\" is none of: {known}. A role of your own is imported "
			      "before the services that name it, or together with them."),
			   n->value, known);
}

/* One that is not there any more keeps its id, and nobody has it; of one whose file has faults,
 * which are told there, nothing else is known. */
static const struct role *stand_in(struct reader *r, const char *id)
{
	struct role *role = arena_take(r->arena, sizeof(*role));

	role->id = arena_text(r->arena, id);
	role->is_unknown = true;
	for (int lang = 0; lang < LANG_COUNT; lang++)
		role->name.in[lang] = role->id;
	return role;
}

int service_turn_read(struct reader *r, const struct node *map, const char *key,
		      const char *const *words, const struct role **ret_role)
{
	const struct node *n = reader_find(map, key);
	const char *word = n != NULL && n->kind == NODE_WORD ? n->value : NULL;

	*ret_role = NULL;
	if (word == NULL || !reader_is_id(word))
		return reader_choice(r, map, key, words);
	for (int i = 0; words[i] != NULL; i++)
		if (strcmp(words[i], word) == 0)
			return i;
	*ret_role = role_find(r->terms, word);
	if (*ret_role == NULL && (r->stored || kind_is_faulty(r->terms, KIND_ROLE, word)))
		*ret_role = stand_in(r, word);
	if (*ret_role == NULL)
		tell_known(r, n, words);
	return -1;
}

/* --- when all is read --- */

const char *service_turn_word(const struct act *act)
{
	if (act->does == ACT_ENDS)
		return "decide";
	return act->does == ACT_ASKS ? "ask" : "forward";
}

static void check_act(struct reader *r, const struct node *at, const struct role *role,
		      const struct act *act)
{
	if (role == NULL || role->is_unknown || act->by_clock ||
	    role_may_act(role, service_turn_word(act), act->id))
		return;
	reader_fault_known(r, at,
			   N_("Nobody can do \"{value}\": its role does not have it under \"may\"; "
			      "that needs one of: {known}."),
			   act->id,
			   arena_format(r->scratch, "%s, %s", act->id, service_turn_word(act)));
}

/* The acts of `map`, which were all understood; short forms have none. */
static void check_list(struct reader *r, const struct node *map, const struct service *s,
		       const struct stage *at)
{
	const struct node *list = reader_find(map, "acts");
	const struct node *n = list == NULL ? NULL : list->first;

	for (size_t i = 0; n != NULL; i++, n = n->next) {
		const struct act *act = at == NULL ? &s->acts[i] : at->acts[i];
		bool own = at == NULL || act->by != NULL;

		check_act(r, n, own ? act->role : at->role, act);
	}
}

static void check_short(struct reader *r, const struct node *map, const struct stage *at)
{
	for (size_t i = 0; reader_find(map, "acts") == NULL && i < at->act_count; i++)
		check_act(r, map, at->role, at->acts[i]);
}

static void check_tasks(struct reader *r, const struct node *root, const struct service *s)
{
	const struct node *list = reader_find(root, "tasks");
	const struct node *n = list == NULL ? NULL : list->first;
	const char *word = role_portal_words[ROLE_WORD_CLOSE_TASK];

	for (size_t i = 0; n != NULL && i < s->task_count; i++, n = n->next) {
		const struct role *role = s->tasks[i].role;

		if (role == NULL || role->is_unknown || role_may(role, word))
			continue;
		reader_fault(r, n,
			     N_("Nobody can close the task \"{value}\": its role has not "
				"\"close_task\" under \"may\"."),
			     s->tasks[i].id);
	}
}

void service_turn_check(struct reader *r, const struct node *root, const struct service *s)
{
	const struct node *n = reader_find(root, "stages")->first;

	if (r->stored)
		return;
	check_tasks(r, root, s);
	for (size_t i = 0; i < s->stage_count; i++, n = n->next) {
		check_list(r, n, s, &s->stages[i]);
		check_short(r, n, &s->stages[i]);
	}
	check_list(r, root, s, NULL);
}
