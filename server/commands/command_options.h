/* command_options.h - inside command_table.c only: what the commands take besides their words. */
#ifndef SERVER_COMMANDS_COMMAND_OPTIONS_H
#define SERVER_COMMANDS_COMMAND_OPTIONS_H

#include "server/commands/arguments.h"

static const struct argument_option filters[] = {{"country", true},
						 {"sector", true},
						 {"audience", true},
						 {"authority", true},
						 {NULL, false}};
static const struct argument_option by_country[] = {{"country", true}, {NULL, false}};
static const struct argument_option listens[] = {{"listen", true}, {NULL, false}};
static const struct argument_option with_anchor[] = {{"anchor", true}, {NULL, false}};
static const struct argument_option makes[] = {{"demo", false}, {"training", false}, {"user", true},
					       {"take", false}, {"registry", true},  {"join", true},
					       {NULL, false}};
static const struct argument_option with_real[] = {{"real", false}, {NULL, false}};
static const struct argument_option of_keys[] = {{"keys", false}, {NULL, false}};
static const struct argument_option with_goal[] = {{"to", true}, {NULL, false}};
static const struct argument_option restores[] = {
	{"user", true}, {"registry", true}, {NULL, false}};
static const struct argument_option addresses[] = {
	{"add", true}, {"code", true}, {"drop", true}, {NULL, false}};
static const struct argument_option of_all[] = {{"all", true}, {NULL, false}};
static const struct argument_option of_kind[] = {{"kind", true}, {NULL, false}};
static const struct argument_option looks_as[] = {{"purpose", true}, {NULL, false}};
static const struct argument_option audits[] = {{"reference", true}, {"account", true},
						{"office", true},    {"day", true},
						{"purpose", true},   {NULL, false}};
static const struct argument_option with_days[] = {{"days", false}, {NULL, false}};
static const struct argument_option with_form[] = {{"form", false}, {NULL, false}};
static const struct argument_option replies[] = {{"form", false}, {"words", true}, {NULL, false}};
static const struct argument_option with_receipt[] = {{"receipt", true}, {NULL, false}};
static const struct argument_option takes[] = {
	{"amount", true}, {"by", true}, {"proof", true}, {NULL, false}};
static const struct argument_option refunds[] = {{"amount", true}, {"words", true}, {NULL, false}};
static const struct argument_option sums[] = {
	{"currency", true}, {"count", true}, {"sum", true}, {NULL, false}};
static const struct argument_option with_words[] = {{"words", true}, {NULL, false}};
static const struct argument_option decides[] = {
	{"approve", false}, {"reject", false}, {"reason", true}, {NULL, false}};
static const struct argument_option stages[] = {{"stage", true}, {"note", true}, {NULL, false}};
static const struct argument_option does[] = {{"to", true},   {"reason", true}, {"words", true},
					      {"item", true}, {"task", true},   {"office", true},
					      {"form", true}, {NULL, false}};
static const struct argument_option with_schema[] = {{"schema", false}, {NULL, false}};
static const struct argument_option of_entry[] = {{"reason", true}, {"words", true}, {NULL, false}};
static const struct argument_option of_tasks[] = {{"overdue", false}, {NULL, false}};
static const struct argument_option of_acts[] = {{"form", true}, {NULL, false}};
static const struct argument_option of_queue[] = {
	{"mine", false},   {"unassigned", false}, {"overdue", false}, {"again", false},
	{"service", true}, {"stage", true},       {"holder", true},   {"form", false},
	{"ended", false},  {"day", true},         {NULL, false}};
static const struct argument_option assigns[] = {{"release", false}, {NULL, false}};
static const struct argument_option hands[] = {
	{"to", true}, {"words", true}, {"all-of", true}, {NULL, false}};
static const struct argument_option with_name[] = {{"name", true}, {NULL, false}};
static const struct argument_option with_key[] = {{"name", true}, {"key", true}, {NULL, false}};
static const struct argument_option grants[] = {{"role", true}, {"service", true}, {"office", true},
						{"from", true}, {"until", true},   {NULL, false}};
static const struct argument_option with_place[] = {
	{"name", true}, {"above", true}, {"place", true}, {NULL, false}};

static const struct argument_option serves[] = {{"for", true}, {NULL, false}};
static const struct argument_option adds[] = {
	{"for", true},      {"name", true},  {"national-id", true}, {"phone", true},
	{"document", true}, {"seen", false}, {NULL, false}};
static const struct argument_option assists[] = {
	{"person", true}, {"consent", false}, {NULL, false}};

static const struct argument_option ends[] = {
	{"from", true}, {"instead", true}, {"undo", false}, {NULL, false}};
static const struct argument_option shows[] = {
	{"language", true}, {"width", true}, {"height", true}, {"plain", false}, {NULL, false}};

static const struct argument_option rehearses[] = {
	{"count", true}, {"generate", false}, {NULL, false}};

/* On the host, of what is done with somebody's applications or accounts. */
static const struct argument_option acts_as[] = {{"as", true}, {NULL, false}};

static const struct argument_option of_put[] = {{"name", true}, {NULL, false}};
static const struct argument_option of_papers[] = {
	{"shown", true}, {"not-shown", true}, {"from", true}, {NULL, false}};

static const struct argument_option invites[] = {
	{"name", true}, {"may", true}, {"for", true}, {NULL, false}};
static const struct argument_option by_number[] = {{"number", true}, {NULL, false}};
static const struct argument_option for_whom[] = {{"for", true}, {NULL, false}};
static const struct argument_option signs[] = {{"for", true}, {"take-back", false}, {NULL, false}};
static const struct argument_option witnesses[] = {
	{"for", true}, {"name", true}, {"check", true}, {"seen", false}, {NULL, false}};
static const struct argument_option of_agent[] = {{"name", true}, {"may", true}, {NULL, false}};
static const struct argument_option removes[] = {{"number", true}, {"words", true}, {NULL, false}};
static const struct argument_option enters[] = {
	{"account", true}, {"may", true}, {"words", true}, {"name", true}, {NULL, false}};
static const struct argument_option seen[] = {{"seen", false}, {NULL, false}};
static const struct argument_option with_proof[] = {{"proof", false}, {NULL, false}};
static const struct argument_option with_lost[] = {{"lost", false}, {NULL, false}};
static const struct argument_option with_signature[] = {{"signature", false}, {NULL, false}};
static const struct argument_option of_issued[] = {
	{"document", true}, {"narrow", false}, {"pdf", false}, {"signature", false}, {NULL, false}};
static const struct argument_option finishes[] = {{"finish", false}, {NULL, false}};

#endif
