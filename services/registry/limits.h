/* limits.h - the one table of limits: what a visitor can make grow, how far, and what happens then.
 *
 * A row is a comment, "unit | what is limited | what happens at it", and its number. docs/LIMITS.md
 * is made of these rows (tools/limits); what an operator decides is in shubbak.conf(5) instead.
 */
#ifndef SERVICES_REGISTRY_LIMITS_H
#define SERVICES_REGISTRY_LIMITS_H

/* --- Drafts and applications --- */

/* days | without a change of a draft | it is wiped, with its answers */
#define LIMIT_DRAFT_DAYS 30
/* drafts | begun within a day without a key, open at once, of one source; a mobile operator's, a
   school's or a centre's visitors share one | no further draft is begun; the visitor is told */
#define LIMIT_DRAFTS_SOURCE 500
/* drafts | open at once of one key | no further draft is begun; the visitor is told */
#define LIMIT_DRAFTS_KEY 50
/* bytes | of one answer, and of what is typed into one field or line | a longer answer is refused;
   of what is typed the end is not taken, and the visitor is told */
#define LIMIT_ANSWER 4000
/* bytes | of the answers that a form holds | a further answer is refused */
#define LIMIT_FORM ((size_t)512 * 1024)
/* bytes | of the stored answers of one application, sealed | a further answer is refused */
#define LIMIT_ANSWERS (1024 * 1024)
/* items | of a repeated section, whatever its definition says | no further item is taken */
#define LIMIT_ITEMS 60
/* answers | refused in a visit, kept beside their fields | the oldest is forgotten */
#define LIMIT_REJECTED 64
/* keys | that open one application | a further key is refused; reference and PIN still open it */
#define LIMIT_HOLDERS 8
/* bytes | of a question, a reply or a reason | it is refused */
#define LIMIT_WORDS 4000

/* --- Reference and PIN --- */

/* wrong PINs | of one reference, within the minutes of the next row | further ones are refused
   until minutes have passed; from the applicant's own source they have a budget apart */
#define LIMIT_PIN_REFERENCE 5
/* minutes | in which wrong PINs of a reference are counted | they are forgotten */
#define LIMIT_PIN_REFERENCE_MINUTES 15
/* wrong PINs | and unknown references of one source, within the minutes of the next row | the next
   waits until the oldest is forgotten */
#define LIMIT_PIN_SOURCE 20
/* minutes | in which wrong PINs of a source are counted | they are forgotten */
#define LIMIT_PIN_SOURCE_MINUTES 60
/* PINs | hashed at a time on this machine, 19 MiB each | the next one waits for its turn */
#define LIMIT_HASHING 4
/* tries | of reference and PIN in the login of one connection | the login is refused */
#define LIMIT_LOGIN_TRIES 3

/* --- Commands and files --- */

/* bytes | of a filled form | it is refused */
#define LIMIT_FORMTEXT ((size_t)256 * 1024)
/* bytes | of one line of a filled form | that line is a fault */
#define LIMIT_FORMTEXT_LINE ((size_t)8 * 1024)
/* bytes | of a command's input that are kept | the command says that it is too long */
#define LIMIT_COMMAND_INPUT (LIMIT_FORMTEXT + 4096)
/* bytes | of a command's input that pass the gate | what follows is thrown away */
#define LIMIT_GATE_INPUT ((size_t)264 * 1024)
/* bytes | of memory for one command | its process ends; what it had stored stays */
#define LIMIT_COMMAND_MEMORY ((size_t)96 * 1024 * 1024)
/* bytes | of a command's answer | it is cut there */
#define LIMIT_COMMAND_OUTPUT ((size_t)33 * 1024 * 1024)
/* words | of a command line | the command line is refused */
#define LIMIT_ARGUMENTS 64
/* services | that one search names | the best of them are named */
#define LIMIT_SEARCH 50
/* files | and folders open at once over sftp | no further one is opened until one is closed */
#define LIMIT_FILES 16
/* bytes | of memory for the files of one visit over sftp | its process ends */
#define LIMIT_FILES_MEMORY ((size_t)8 * 1024 * 1024)
/* bytes | of one packet over sftp | the connection ends */
#define LIMIT_FILES_PACKET ((size_t)64 * 1024)

/* --- Pages --- */

/* screens | one on top of another | the oldest but home is forgotten */
#define LIMIT_SCREENS 24
/* bytes | of memory for one page, and for the picture that is made of it | the visit's process
   ends; its answers are stored */
#define LIMIT_PAGE ((size_t)16 * 1024 * 1024)
/* bytes | of lines, or of a frame, that one turn makes for a terminal | they are cut there */
#define LIMIT_TURN ((size_t)32 * 1024 * 1024)
/* rows | of a list on one page | the others are shown when the list is narrowed */
#define LIMIT_LIST_ROWS 500
/* values | that a list is filtered by at once | a further one is not taken */
#define LIMIT_LIST_FILTERS 32
/* rows | of a list marked at once | a further one is not marked */
#define LIMIT_LIST_MARKS 500
/* bytes | of the words of a search, or of those that narrow a list | what goes beyond it is not
   taken */
#define LIMIT_SEARCH_WORDS 200

/* --- A connection, before and after its login --- */

/* bytes | of memory of each of a visitor's two processes, beyond what all of them share | the visit
   ends; its answers are stored */
#define LIMIT_PROCESS ((size_t)128 * 1024 * 1024)
/* packets | until the visitor is in | the connection ends */
#define LIMIT_LOGIN_PACKETS 120
/* seconds | to unlock a key or to type a PIN, from the first of them on | the connection ends */
#define LIMIT_PERSON_SECONDS 120
/* milliseconds | until the desk has said whether a PIN is right | the connection ends */
#define LIMIT_VERDICT 10000
/* seconds | inside without a channel in use | the connection ends */
#define LIMIT_UNUSED_SECONDS 60
/* seconds | of the processor in one turn of a gate's loop | the gate is ended */
#define LIMIT_SPIN_SECONDS 2
/* channels | of one connection: one in use, and such as its client has not closed yet | a further
   one is refused */
#define LIMIT_CHANNELS 4
/* variables | that a channel's client names | further ones are not looked at */
#define LIMIT_VARIABLES 32
/* bytes | for the client that wait in the gate | the gate takes nothing more from the desk */
#define LIMIT_GATE_OUTPUT ((size_t)384 * 1024)
/* bytes | for the desk that wait in the gate | the gate takes nothing more from the client */
#define LIMIT_GATE_PRESSURE ((size_t)64 * 1024)
/* bytes | on their way to the gate that wait in the desk | the desk waits with what follows */
#define LIMIT_DESK_AHEAD ((size_t)96 * 1024)
/* bytes | of messages that wait between gate and desk; a few kilobytes of a compressed line can
   unfold to all that libssh lets a client send at once, 1.28 MB | the visit ends */
#define LIMIT_WIRE_QUEUE ((size_t)2 * 1024 * 1024)
/* milliseconds | without progress of a line that has something to take | the line is lost */
#define LIMIT_STALL 30000
/* milliseconds | without an answer of a gate that was asked for one | the line is lost */
#define LIMIT_DEAF 3000
/* milliseconds | between the last words to a visitor and the end of the visit | it ends */
#define LIMIT_FAREWELL 2000

/* --- The port --- */

/* connections | that wait to be accepted | the system turns further ones away */
#define LIMIT_BACKLOG 512
/* visitors | who were sent away and still pack, beyond the places | they are all ended at once */
#define LIMIT_PACKING 64
/* connections | of balancers that wait for their header | the oldest is closed */
#define LIMIT_BROUGHT 256
/* milliseconds | until a balancer's header has come | the connection is closed */
#define LIMIT_HEADER_TIME 3000
/* bytes | of a balancer's header | the connection is closed */
#define LIMIT_HEADER 1024
/* milliseconds | that what was sent may stay without an answer of the client's machine | the system
   closes the connection */
#define LIMIT_UNANSWERED 90000
/* milliseconds | that the address of an attack waits | it may come again */
#define LIMIT_BARRED_TIME 60000
/* addresses | of attacks that wait at once | the one that has waited longest may come again */
#define LIMIT_BARRED 256
/* attacks | within an hour | the listener starts itself anew */
#define LIMIT_ATTACKS 16
/* milliseconds | until who has been told that the portal closes must have left | they are ended */
#define LIMIT_GOODBYE 4000

#endif
