# rights_rows.py - that the table of rights is whole: each word of a role, each command and each call of services/ that is somebody's has a row, which was tried.
import importlib.machinery
import importlib.util
import os
import re

from cases import holds, same
from shubbak import ROOT

# What the definitions of roles call an act, and a row of it.
WORDS = {"look": "show", "ask": "correct", "decide": "grant", "forward": "onward", "assign": "assign", "reassign": "take from another", "accounts": "account add",
         "audit": "audit by application", "assist": "assist", "renew": "renew", "witness": "witness"}
# Those of which fees_test.py has the rows.
OF_MONEY = {"take_payment", "import_payments", "undo_payment"}
ANYBODY = "anybody's"
# Each command over a line and on the host: its row.
COMMANDS = {
    "help": ANYBODY, "version": ANYBODY, "services": ANYBODY, "search": ANYBODY, "service": ANYBODY, "form": ANYBODY, "registers": ANYBODY, "check": ANYBODY, "export": ANYBODY, "entry show": ANYBODY, "entry act": ANYBODY, "entry missed": ANYBODY,
    "apply": "apply", "track": "track", "receipt": "receipt", "issued": "issued", "signers": ANYBODY, "client-config": ANYBODY, "withdraw": "withdraw", "reply": "reply", "appeal": "blank form of an appeal", "notices": "own notices --json",
    "members": "members", "invite": "members", "join": ANYBODY, "uninvite": "members", "text": "members", "sign": "members", "witness": "witness",
    "notices by": "notices by", "looks": "looks", "copy": "copy", "papers": ANYBODY, "put": ANYBODY, "account": "own account --json", "account new-pin": "own account new-pin",
    "queue": "queue", "decide": "queue file", "show": "show", "acts": "acts", "act": "note", "assign": "assign", "hand-over": "hand over a desk",
    "holders": "holders", "tasks": ANYBODY, "new-pin": "renew", "account recover": ANYBODY, "account stop": ANYBODY, "audit": "audit by day", "person find": "person find", "person add": "person add", "assist": "assist",
    "application show": "show", "application clocks": "clocks", "application acts": "acts", "application act": "note", "application queue": "queue",
    "application decide-all": "queue file", "application assign": "assign", "application hand-over": "hand over nobody's", "application holders": "holders",
    "application tasks": ANYBODY, "application new-pin": "renew", "application ask": "ask", "application decide": "decide", "application stage": "stage", "account add": "account add", "account list": "account list",
    "account show": "account show", "account pin": "account pin", "account code": "account code", "account key": "account key add",
    "account grant": "account grant", "account end": "account end", "office add": "office add", "office list": "office list"}
# Of cashiers and treasurers, and of what one owes, each is tried by who may and may not in fees_test.py.
COMMANDS.update(dict.fromkeys(("dues", "payments show", "payments take", "payments undo", "payments refund", "payments let-off", "payments import",
                               "payments kept", "payments match", "payments day"), ANYBODY))
COMMANDS.update(dict.fromkeys(("organisations", "organisation", "organisation people", "organisation invite", "organisation join", "organisation leave",
                               "organisation remove", "organisation claim", "organisation enter"), ANYBODY))
# Which no caller of a line reaches, whoever they are.
OF_THE_HOST = ("serve", "local", "init", "demo", "clock", "status", "messages", "verify", "backup", "restore", "move", "signers", "client-config", "catalogue")
# Each call that tools/check-rights finds in the headers: the row by which it is reached from outside.
CALLS = {
    "track": "application_open application_reached application_get application_events application_needs_pin application_prove application_tasks "
             "application_clocks related_of notice_of notice_read look_at",
    "show": "access_may application_open_host application_load look_in look_may sign_in_staff sign_in_holds",
    "acts": "application_acts application_try route_offices staff_reach assign_state",
    "clocks": "application_clocks", "correct": "application_act", "ask": "application_ask", "decide": "application_decide", "stage": "application_stage",
    "assign": "assign_claim", "release": "assign_release", "hand over nobody's": "assign_hand_over assign_people",
    "queue": "queue_page staff_list", "queue --again": "queue_again_count", "queue --ended": "ended_list", "renew": "renew_find renew_give", "page All": "queue_counts", "holders": "holding_list", "hand over a desk": "holding_people holding_move",
    "apply": "application_apply application_begin application_begin_with application_put application_stand application_put_section application_submit "
             "application_discard application_mine preference_get preference_set preference_forget",
    "witness": "signature_witness",
    "members": "member_list member_own member_mine signature_standings",
    "receipt": "checked_receipt", "issued": "issued_list", "withdraw": "application_withdraw", "reply": "application_reply", "looks": "looks_of", "copy": "looks_holders",
    "own notices --json": "notice_own notice_tally look_signed_in",
    "notices by": "address_list address_prove address_drop", "add an address": "address_add", "blank form of an appeal": "appeal_way appeal_begin",
    "own account --json": "account_own sign_in_account sign_in_key application_own", "own account new-pin": "account_change_pin",
    "person find": "serve_find", "person add": "serve_add", "assist": "serve_consent serve_fill",
    "account add": "account_open", "account list": "account_list account_page", "account show": "account_get", "account pin": "account_renew_pin",
    "account code": "account_renew_code", "account key add": "account_add_key", "account key revoke": "account_revoke_key", "account grant": "account_grant",
    "account end": "account_end", "office add": "offices_add", "office list": "offices_list", "catalogue gaps": "vain_list", "audit by application": "audit_list"}
# Of which the rows stand elsewhere: where, and why not here.
ELSEWHERE = {
    "checked_find": ("issued_test.py", "anybody's, of a code that they have"),
    "task_list": ("opinions_test.py", "tasks of an office in another's application, which this world has none of"),
    "task_open": ("opinions_test.py", "one of them"), "task_load": ("opinions_test.py", "what it shows"),
    "recovery_ask": ("recover_test.py", "anybody's, of any number"), "recovery_finish": ("recover_test.py", "of who has its code"),
    "recovery_own": ("recover_test.py", "of whose account it is"), "recovery_stop": ("recover_test.py", "of who opens accounts"),
    "recovery_stop_own": ("recover_test.py", "of whose account it is"),
    "appeal_apply": ("appeal_test.py", "an appeal that is sent"),
    "account_act_as": ("account_test.py", "the host's --as, under which all of it is tried"),
    "offices_add_organisation": ("demo_test.py", "the demonstration's own"), "rehearse_each": ("rehearse_test.py", "the host's own command"),
    "organisation_mine": ("organisation_test.py", "of the caller's own account"), "organisation_open": ("organisation_test.py", "of its people, whom this world has none of"),
    "organisation_people": ("organisation_test.py", "the same, and staff of the register"), "organisation_invite": ("organisation_test.py", "of who manages them"),
    "organisation_join": ("organisation_test.py", "of who has its code"), "organisation_end": ("organisation_test.py", "of who manages them, or one's own"),
    "organisation_enter": ("organisation_test.py", "staff who decide over the register"), "organisation_claim": ("organisation_test.py", "of who has proven the application"),
    "organisation_is_free": ("organisation_test.py", "whether a claim would be taken"), "organisation_has": ("organisation_test.py", "of its people"),
    "organisation_space": ("organisation_test.py", "of its people"), "papers_sent": ("organisation_test.py", "of applications that the caller looks at"),
    "member_invite": ("sign_test.py", "of the applicant alone"), "member_join": ("sign_test.py", "of who has its code"),
    "member_offered": ("sign_test.py", "the same, before it is taken"),
    "member_end": ("sign_test.py", "of the applicant, or one's own"), "signature_text": ("sign_test.py", "of who signs"),
    "signature_text_by_code": ("sign_test.py", "of who has a code"), "signature_sign": ("sign_test.py", "of who signs"),
    "signature_by_key": ("sign_test.py", "of whose key it is"), "signature_undo": ("sign_test.py", "one's own"),
    "signature_notices": ("sign_test.py", "one's own"),
    "spool_failures": ("spool_test.py", "the host's own command"),
    "check_find": ("register_test.py", "anybody's: what is public"), "check_entry": ("register_test.py", "the same"),
    "check_any": ("register_test.py", "the same"), "check_count": ("register_test.py", "the same"), "check_of_application": ("register_test.py", "the same, behind a look"),
    "check_each": ("register_test.py", "the same; of a register of persons nobody's"),
    "check_file": ("register_test.py", "staff with a right over the register, which this world has none of"),
    "entry_asked": ("register_test.py", "of an entry, whether it is there, and whether the caller could send for it"),
    "entry_fill": ("register_test.py", "of an entry, as far as its columns' classes let the caller see it"),
    "check_missed": ("register_test.py", "the same"), "entry_act_list": ("register_test.py", "the same"), "entry_act_do": ("register_test.py", "whom its act names"),
    "papers_list": ("papers_test.py", "of a service whose papers may be sent as files, which this world has none of"),
    "paper_begin": ("papers_test.py", "one that is put"), "paper_open": ("papers_test.py", "one that is fetched"),
    "paper_rename": ("papers_test.py", "its name"), "paper_drop": ("papers_test.py", "one that is taken back"),
    "paper_show": ("papers_test.py", "one that was seen at a counter"),
    "papers_before": ("papers_test.py", "another application, whose PIN was shown"),
    "papers_offered": ("papers_test.py", "of both, whose PINs were shown"), "paper_take": ("papers_test.py", "the same"),
    **dict.fromkeys(("dues_of", "till_find", "till_take", "till_undo", "till_refund", "till_let_off", "till_day", "till_import", "till_kept", "till_match"),
                    ("fees_test.py", "of what is owed, which this world has nothing of"))}


def calls():
    """As tools/check-rights reads the headers."""
    loader = importlib.machinery.SourceFileLoader("check_rights", os.path.join(ROOT, "tools", "check-rights"))
    tool = importlib.util.module_from_spec(importlib.util.spec_from_loader("check_rights", loader))
    loader.exec_module(tool)
    return {name for name in tool.calls_of(ROOT) if name not in tool.OF_THE_HOST and name not in tool.WITHIN_ASKED}


def commands(text):
    """Their names, as a help lists them: small words before what is to be put in."""
    return {re.match(r"  ((?:[a-z-]+ ?)+)", line).group(1).strip() for line in text.split("\n") if re.match(r"  [a-z]", line)}


def named(command, known):
    """Of the words of a usage the longest name that there is: `account key add NUMBER` is `account key`."""
    words = command.split()
    return next((" ".join(words[:n]) for n in range(len(words), 0, -1) if " ".join(words[:n]) in known), None)


def check(world):
    """To be asked when all was tried."""
    for role in world.roles:
        same(sorted(set(role.may) - set(WORDS) - OF_MONEY), [], "words of %s without a row" % role.id)
    here = os.path.dirname(os.path.abspath(__file__))
    by_row = {call: row for row, names in CALLS.items() for call in names.split()}
    known = set(by_row) | set(ELSEWHERE)
    same((sorted(calls() - known), sorted(known - calls())), ([], []), "calls without a row, rows without a call")
    same([file for file, _ in ELSEWHERE.values() if not os.path.exists(os.path.join(here, file))], [])
    for face, text in (("a line", world.lines["officer"].ssh("help").out), ("the host", world.portal.host("--help").out)):
        there = {command for command in commands(text) if command.split()[0] not in OF_THE_HOST or face == "a line"}
        holds(len(there) > 15, text)
        same(sorted(command for command in there if named(command, COMMANDS) is None), [], "commands of %s without a row" % face)
    rows = set(WORDS.values()) | set(CALLS) | set(COMMANDS.values()) - {ANYBODY}
    same(sorted(rows - world.rows), [], "rows that nobody tried")
