/* gate_auth.c - who comes in as what: guests at once, `me` by a key that is proven or by numbers
 * and PIN, `staff` by a key and then a one-time code. */
#include "server/gate/gate_inside.h"

#define PROMPT_MOST 2048 /* bytes */
#define GREET_TRIP 300   /* milliseconds there and back: from then on a line is slow */

/* Any other name is a guest's. */
static void read_name(struct gate *g)
{
	static const struct {
		const char *user;
		enum wire_name name;
		bool plain;
	} names[] = {{"plain", NAME_GUEST, true},
		     {"me", NAME_ME, false},
		     {"plain-me", NAME_ME, true},
		     {"staff", NAME_STAFF, false},
		     {"plain-staff", NAME_STAFF, true}};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(g->user, names[i].user) == 0) {
			g->name = names[i].name;
			g->plain = names[i].plain;
		}
}

/* Before the answer to the first request, so that who waits on a slow line has something to read.
 * Never for plain lines or staff: programs of theirs read all that comes. */
static void greet(struct gate *g)
{
	int greeting = g->config->greeting;
	ssh_string text;

	if (g->greeted || g->plain || g->name == NAME_STAFF || greeting == GREETING_NO ||
	    (greeting == GREETING_AUTO && gate_trip(g, NULL) < GREET_TRIP))
		return;
	g->greeted = true;
	text = ssh_string_from_char("Shubbak: digits and Enter are enough. "
				    "Les chiffres et Entrée suffisent.\r\n");
	if (text != NULL)
		ssh_send_issue_banner(g->session, text);
	ssh_string_free(text);
}

/* Remembers the name at the first step; another name later is an attack. */
static bool is_same_user(struct gate *g, const char *user)
{
	size_t len = strnlen(user, sizeof(g->user));

	if (len == 0 || len >= sizeof(g->user)) {
		gate_end(g, "a user name that is empty or too long");
		return false;
	}
	if (g->user[0] != '\0' && strcmp(g->user, user) != 0) {
		gate_end(g, "another user name at a later step");
		return false;
	}
	memcpy(g->user, user, len + 1);
	read_name(g);
	/* Clients ask for the service before, but need not. */
	gate_phase_finish(g, GATE_SIGN_IN);
	greet(g);
	/* A key is unlocked or touched, numbers are looked up and typed. */
	if (g->name != NAME_GUEST)
		gate_phase_ask(g);
	return true;
}

static bool is_at_door(const struct gate *g)
{
	return g->phase == GATE_SERVICE || g->phase == GATE_SIGN_IN;
}

/* In: tells the desk what was proven. */
static void enter(struct gate *g, const char *key)
{
	BUFFER_CLEAN struct buffer b;

	buffer_open(&b, 256);
	wire_add_number(&b, g->plain, 1);
	wire_add_number(&b, g->name, 1);
	wire_add_text(&b, key);
	if (!wire_put(&g->wire, WIRE_ENTER, b.data, b.size))
		gate_end(g, g->wire.wrong);
	gate_phase_finish(g, GATE_IN);
	ssh_set_log_level(SSH_LOG_NOLOG);
	g->deadline = loop_now() + (int64_t)LIMIT_UNUSED_SECONDS * 1000;
}

/* Of staff a key comes first, then a code; of others either is enough. */
static void offer_methods(const struct gate *g)
{
	int methods = SSH_AUTH_METHOD_PUBLICKEY | SSH_AUTH_METHOD_INTERACTIVE;

	if (g->name == NAME_STAFF)
		methods =
			g->key[0] == '\0' ? SSH_AUTH_METHOD_PUBLICKEY : SSH_AUTH_METHOD_INTERACTIVE;
	ssh_set_auth_methods(g->session, methods);
}

static int on_none(ssh_session session, const char *user, void *userdata)
{
	struct gate *g = userdata;

	(void)session;
	g->asking = false;
	if (!is_at_door(g) || !is_same_user(g, user) || g->name != NAME_GUEST) {
		offer_methods(g);
		return SSH_AUTH_DENIED;
	}
	enter(g, "");
	return SSH_AUTH_SUCCESS;
}

/* The key's SHA-256 in hex; false when it cannot be had. */
static bool hash_of(ssh_key key, char ret[65])
{
	unsigned char *hash = NULL;
	size_t len = 0;

	if (ssh_get_publickey_hash(key, SSH_PUBLICKEY_HASH_SHA256, &hash, &len) != SSH_OK ||
	    len != 32) {
		ssh_clean_pubkey_hash(&hash);
		return false;
	}
	for (size_t i = 0; i < 32; i++)
		snprintf(ret + 2 * i, 3, "%02x", hash[i]);
	ssh_clean_pubkey_hash(&hash);
	return true;
}

/* How long the name of the algorithm is that a question about a key is for, since libssh does not
 * tell the name; all else in the packet is known. 0: other packets came with it. */
static size_t algorithm_length(const struct gate *g, const char *user, size_t key_size)
{
	size_t others = 1 + 4 + strlen(user) + 4 + strlen("ssh-connection") + 4 +
			strlen("publickey") + 1 + 4 + 4 + key_size;
	uint64_t all = g->counter.in_bytes - g->settled.in_bytes;

	if (g->counter.in_packets - g->settled.in_packets != 1 || all < others)
		return 0;
	return (size_t)all - others;
}

/* True when a signature by this key would be taken; where it would not, the client goes on to its
 * next key, or to reference and PIN. */
static bool may_sign(const struct gate *g, const char *user, ssh_key key)
{
	unsigned char blob[GATE_KEY_MOST];
	size_t size = gate_keys_blob(key, blob);
	bool sha1 = ssh_key_type(key) == SSH_KEYTYPE_RSA &&
		    algorithm_length(g, user, size) == strlen("ssh-rsa");

	return !sha1 && gate_keys_is_taken(key, blob, size);
}

/* Half of a sign-in of staff: whoever's key it is, the code is asked for next. */
static int take_first(struct gate *g, const char *hash)
{
	snprintf(g->key, sizeof(g->key), "%s", hash);
	offer_methods(g);
	gate_phase_answered(g);
	gate_phase_ask(g);
	return SSH_AUTH_PARTIAL;
}

/* An offered key may be proven; only a signature that verifies is a proof. */
static int on_key(ssh_session session, const char *user, struct ssh_key_struct *key, char state,
		  void *userdata)
{
	struct gate *g = userdata;
	char hash[65] = "";

	(void)session;
	g->asking = false;
	if (!is_at_door(g) || !is_same_user(g, user) || g->key[0] != '\0')
		return SSH_AUTH_DENIED;
	offer_methods(g);
	if (state == SSH_PUBLICKEY_STATE_NONE)
		return may_sign(g, user, key) ? SSH_AUTH_SUCCESS : SSH_AUTH_DENIED;
	if (state != SSH_PUBLICKEY_STATE_VALID || !hash_of(key, hash))
		return SSH_AUTH_DENIED;
	if (g->name == NAME_STAFF)
		return take_first(g, hash);
	enter(g, g->name == NAME_ME ? hash : "");
	return SSH_AUTH_SUCCESS;
}

/* Asks the desk and waits for its verdict: before it nothing else could be done for this client. */
static bool ask_desk(struct gate *g, enum wire_kind kind, const char *who, const char *secret)
{
	BUFFER_CLEAN struct buffer b;
	struct wire_message m;
	int64_t until = loop_now() + LIMIT_VERDICT;

	buffer_open(&b, 256);
	wire_add_text(&b, who);
	wire_add_text(&b, secret);
	if (!wire_put(&g->wire, kind, b.data, b.size))
		return false;
	while (loop_now() < until && wire_flush(&g->wire) && g->wire.wrong == NULL) {
		short events = wire_has_output(&g->wire) ? POLLIN | POLLOUT : POLLIN;

		if ((loop_one(g->wire.fd, events, 500) & (POLLIN | POLLHUP)) != 0 &&
		    !wire_fill(&g->wire))
			break;
		while (wire_next(&g->wire, &m)) {
			if (m.kind == WIRE_VERDICT) {
				g->no_reference = m.data[0] == VERDICT_NO_REFERENCE;
				return m.data[0] == VERDICT_GOOD;
			}
			if (m.kind == WIRE_PING)
				wire_put(&g->wire, WIRE_BEAT, "\0\0\0", 3);
		}
	}
	gate_end(g, "the desk gave no verdict");
	return false;
}

/* Lines of at most 38 columns: a client breaks longer ones of a prompt within words. */

/* Above the prompt, where the number typed before is none, whatever the PIN is: its length or its
 * check digits say so to anybody. */
#define NO_REFERENCE                                                                               \
	"This is not a reference number\n(14 digits) or an account number\n"                       \
	"(10 digits). Check each digit,\nand try again.\n"                                         \
	"Ce n'est ni un numéro de référence\n(14 chiffres) ni un numéro de compte\n"           \
	"(10 chiffres). Vérifiez les chiffres,\npuis réessayez.\n"                               \
	"هذا ليس رقم مرجع (14 رقماً)\nولا رقم حساب (10 أرقام).\n" \
	"تحقّق من كل رقم وأعد المحاولة.\n"

/* The same whether there is such a number or not. */
#define REFUSED                                                                                    \
	"These numbers were not accepted.\nCheck both, and try again.\n"                           \
	"Ces numéros n'ont pas été acceptés.\nVérifiez les deux, puis réessayez.\n"          \
	"لم يُقبل هذان الرقمان.\nتحقّق منهما وأعد المحاولة.\n"
#define CODE_REFUSED                                                                               \
	"This code was not accepted.\nCe code n'a pas été accepté.\nلم يُقبل هذا الرمز.\n"

/* To who has neither, or has lost one: under what was wrong, as long as there is a try left. */
#define NO_ACCOUNT                                                                                 \
	"No account, or PIN lost?\nConnect as guest@ and type ?.\n"                                \
	"Pas de compte, ou code perdu ?\nConnectez-vous en tant que guest@\net tapez ?.\n"         \
	"ليس لك حساب أو فقدت الرمز؟\nادخل باسم guest واكتب ؟\n"
#define LAST_TRY                                                                                   \
	"This is the last try\nof this connection.\n"                                              \
	"C'est le dernier essai\nde cette connexion.\n"                                            \
	"هذه آخر محاولة في هذا الاتصال.\n"

/* What a client shows when the line is closed; OpenSSH shows other letters than ASCII's as numbers.
 */
#define TRIES_OVER                                                                                 \
	"The numbers were refused three times. No account, or PIN lost? Connect as "               \
	"guest@ and type ?. / Trois essais refuses. Connectez-vous en tant que guest@ "            \
	"et tapez ?"

static const char *why(const struct gate *g)
{
	if (g->name == NAME_STAFF)
		return g->refused ? CODE_REFUSED : "";
	return g->no_reference ? NO_REFERENCE : g->refused ? REFUSED : "";
}

/* Why it is asked again stands in the prompt: OpenSSH writes an instruction to its log, which a
 * quiet one (LogLevel=ERROR, -q) does not show, and a prompt whatever its settings are. */
static int ask_person(const struct gate *g, ssh_message m)
{
	char first[PROMPT_MOST];
	const char *prompts[] = {first, "PIN - Code - الرمز: "};
	char echo[] = {1, 0};

	/* A line for each language: clients write their user and host before the first. */
	snprintf(first, sizeof(first),
		 "\n%s%s%sReference or account number\n"
		 "Référence ou numéro de compte\n"
		 "رقم المرجع أو الحساب: ",
		 why(g), g->refused && !g->no_reference ? NO_ACCOUNT : "",
		 g->tries == LIMIT_LOGIN_TRIES - 1 ? LAST_TRY : "");
	ssh_message_auth_interactive_request(m, "", "", 2, prompts, echo);
	return 0;
}

static int ask_code(const struct gate *g, ssh_message m)
{
	char first[PROMPT_MOST];
	const char *prompts[] = {first};
	char echo[] = {1};

	snprintf(first, sizeof(first),
		 "%s%sOne-time code - Code à usage unique - الرمز لمرة واحدة: ",
		 why(g)[0] == '\0' ? "" : "\n", why(g));
	ssh_message_auth_interactive_request(m, "", "", 1, prompts, echo);
	return 0;
}

static int ask(const struct gate *g, ssh_message m)
{
	return g->name == NAME_STAFF ? ask_code(g, m) : ask_person(g, m);
}

static bool has_code(struct gate *g)
{
	const char *code;

	if (ssh_userauth_kbdint_getnanswers(g->session) != 1)
		return false;
	code = ssh_userauth_kbdint_getanswer(g->session, 0);
	return code != NULL && strlen(code) <= 32 && ask_desk(g, WIRE_CODE, g->key, code);
}

static bool has_both_answers(struct gate *g, const char **ret_reference, const char **ret_pin)
{
	if (ssh_userauth_kbdint_getnanswers(g->session) != 2)
		return false;
	*ret_reference = ssh_userauth_kbdint_getanswer(g->session, 0);
	*ret_pin = ssh_userauth_kbdint_getanswer(g->session, 1);
	return *ret_reference != NULL && *ret_pin != NULL && strlen(*ret_reference) <= 64 &&
	       strlen(*ret_pin) <= 32;
}

/* What was typed, as the desk sees it. */
static bool is_proven(struct gate *g)
{
	const char *reference, *pin;

	/* Also of what is too long for any: it is not taken to the desk. */
	g->refused = true;
	g->no_reference = false;
	if (g->name == NAME_STAFF)
		return has_code(g);
	return has_both_answers(g, &reference, &pin) && ask_desk(g, WIRE_PIN, reference, pin);
}

/* keyboard-interactive: reference and PIN of an application, or the code of staff. */
static int on_interactive(struct gate *g, ssh_message m)
{
	offer_methods(g);
	if (g->name == NAME_STAFF && g->key[0] == '\0')
		return 1;
	if (!ssh_message_auth_kbdint_is_response(m)) {
		if (g->name != NAME_GUEST)
			return ask(g, m);
		enter(g, "");
		return ssh_message_auth_reply_success(m, 0) == SSH_OK ? 0 : 1;
	}
	if (g->name == NAME_GUEST)
		return 1;
	g->tries++;
	gate_phase_answered(g);
	if (is_proven(g)) {
		enter(g, "");
		ssh_message_auth_reply_success(m, 0);
		return 0;
	}
	if (g->tries >= LIMIT_LOGIN_TRIES) {
		if (g->name == NAME_ME)
			g->last_words = TRIES_OVER;
		gate_end(g, "too many tries");
	}
	return 1;
}

/* What has no callback of its own; 1: libssh refuses it. */
static int on_message(ssh_session session, ssh_message m, void *userdata)
{
	struct gate *g = userdata;

	(void)session;
	g->asking = false;
	if (ssh_message_type(m) == SSH_REQUEST_SERVICE && g->phase == GATE_SERVICE)
		gate_phase_finish(g, GATE_SIGN_IN);
	if (ssh_message_type(m) != SSH_REQUEST_AUTH ||
	    ssh_message_subtype(m) != SSH_AUTH_METHOD_INTERACTIVE || !is_at_door(g) ||
	    g->over != NULL)
		return 1;
	/* An answer names no user again. */
	if (!ssh_message_auth_kbdint_is_response(m) && !is_same_user(g, ssh_message_auth_user(m)))
		return 1;
	return on_interactive(g, m);
}

/* libgssapi would be entered even though the method is not offered. */
static ssh_string no_gssapi(ssh_session session, const char *user, int n, ssh_string *oids,
			    void *userdata)
{
	(void)session, (void)user, (void)n, (void)oids;
	((struct gate *)userdata)->asking = false;
	return NULL;
}

/* A request whose signature does not verify, or whose key libssh cannot read, is thrown away with
 * neither a call nor an answer: only the log of the function that reads requests tells that there
 * was one, before any call for it. */
static void on_log(int priority, const char *function, const char *text, void *userdata)
{
	struct gate *g = userdata;

	(void)priority, (void)text;
	if (strcmp(function, "ssh_packet_userauth_request") != 0)
		return;
	if (g->asking && g->asked_at != g->counter.in_packets)
		gate_auth_settle(g);
	g->asking = true;
	g->asked_at = g->counter.in_packets;
}

void gate_auth_settle(struct gate *g)
{
	if (g->asking)
		gate_end(g, "a key or signature that cannot be verified");
	g->settled = g->counter;
}

void gate_auth_start(struct gate *g)
{
	g->server = (struct ssh_server_callbacks_struct){
		.userdata = g,
		.auth_none_function = on_none,
		.auth_pubkey_function = on_key,
		.gssapi_select_oid_function = no_gssapi,
		.channel_open_request_session_function = gate_channel_new,
	};
	ssh_callbacks_init(&g->server);
	ssh_set_log_userdata(g);
	ssh_set_log_callback(on_log);
	ssh_set_log_level(SSH_LOG_PACKET);
	ssh_set_server_callbacks(g->session, &g->server);
	ssh_set_message_callback(g->session, on_message, g);
	ssh_set_auth_methods(g->session, SSH_AUTH_METHOD_PUBLICKEY | SSH_AUTH_METHOD_INTERACTIVE);
}
