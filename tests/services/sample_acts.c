/* sample_acts.c - the small definition with its stages in the long form: acts, needs, reasons,
 * tasks; for tests. */
#include "tests/services/sample_acts.h"

#include "tests/services/sample.h"
#include "tests/unit.h"

#include <string.h>

#define T(en) "{ar: ن, fr: " en " fr, en: " en "}"

static const char stages[] =
	"stages:\n"
	"  - id: check\n"
	"    name: " T(
		"Check") "\n"
			 "    by: officer\n"
			 "    target: 5 days\n"
			 "    tasks: [opinion]\n"
			 "    acts:\n"
			 "      - {id: correct, name: " T(
				 "Correct") ", asks: [items, words]}\n"
					    "      - {id: remind, name: " T(
						    "Remind") ", asks: [words]}\n"
							      "      - id: propose\n"
							      "        name: " T(
								      "Propose") "\n"
										 "        to: "
										 "board\n"
										 "        needs: "
										 "[closed(opinion)]"
										 "\n"
										 "  - id: board\n"
										 "    name: " T(
											 "Bo"
											 "ar"
											 "d") "\n"
											      "    "
											      "bear"
											      "ing:"
											      " in_"
											      "revi"
											      "ew\n"
											      "    "
											      "by: "
											      "head"
											      "\n"
											      "    "
											      "targ"
											      "et: "
											      "3 "
											      "work"
											      "ing_"
											      "days"
											      "\n"
											      "    "
											      "acts"
											      ":\n"
											      "    "
											      "  - "
											      "id: "
											      "gran"
											      "t\n"
											      "    "
											      "    "
											      "name"
											      ":"
											      " " T("Grant") "\n"
													     "        to: end(approved)\n"
													     "        needs: [another_than(propose)]\n"
													     "      - id: object\n"
													     "        name: " T(
														     "Object") "\n"
															       "        to: end(rejected)\n"
															       "        asks: [reason, words]\n"
															       "        reasons:\n"
															       "          - {code: unlawful, name: " T("Unlawful") ", law: " T("Law 7") "}\n"
																									"          - {code: late, name: " T("Late") ", law: " T("Law 8") "}\n"
																																	 "      - {id: send_back, name: " T("Send back") ", to: [check, archive]}\n"
																																							 "  - id: archive\n"
																																							 "    name: " T("Archive") "\n"
																																										   "    by: officer\n"
																																										   "    acts: [{id: close, name: " T(
																																											   "Close") ", to: end(approved)}]\n"
																																												    "acts:\n"
																																												    "  - {id: take_back, name: " T(
																																													    "Take back") ", from: [check], by: applicant, to: end(withdrawn)}\n"
																																															 "  - {id: order, name: " T(
																																																 "Order") ", from: any, by: head, to: end(approved), asks: [words]}\n"
																																																	  "tasks:\n"
																																																	  "  - {id: opinion, name: " T(
																																																		  "Opinion") ", for: officer, due: 15 days}\n";

static char *replace(struct arena *a, const char *in, const char *from, const char *until,
		     const char *to)
{
	const char *at = strstr(in, from);
	const char *end = at == NULL ? NULL : strstr(at, until);

	ck_assert_msg(end != NULL, "%s", from);
	return arena_format(a, "%.*s%s%s", (int)(at - in), in, to, end);
}

char *sample_acts(struct arena *a, const char *from, const char *to)
{
	char *yaml = replace(a, sample_yaml, "stages:\n", "form:\n", stages);

	return sample_swap(a, sample_swap(a, yaml, "version: 3", "version: 4"), from, to);
}

#define N "name: {ar: ن, fr: n, en: n}"

static const char silence[] =
	"acts:\n"
	"  - {id: stands, " N ", from: any, by: clock, to: end(approved)}\n"
	"  - {id: escalate, " N ", from: [check], by: clock, to: board}\n"
	"  - {id: lapse, " N ", from: [archive], by: clock, to: end(rejected), reasons: [{code: "
	"silent, " N ", law: {ar: ق, fr: l, en: Law 9}}]}\n";

const char sample_clocks_usual[] =
	"clocks:\n"
	"  - {id: legal, " N ", starts: submitted, length: 20 days, paused_by: [correct], "
	"when_over: stands}\n"
	"  - {id: first, " N ", starts: submitted, length: 5 working_days, when_over: escalate}\n"
	"  - {id: shelf, " N ", starts: entered(archive), length: 3 days, when_over: lapse}\n";

char *sample_clocks(struct arena *a, const char *clocks)
{
	const char *yaml = sample_acts(a, "acts:\n  - {id: take_back",
				       arena_format(a, "%s  - {id: take_back", silence));

	return arena_format(a, "%s%s", clocks, yaml);
}
