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
/* applications | begun at once from one source, if it is not exempt (shubbak.conf(5)) | the next
   waits for the seconds of the next row; the visitor is told how long */
#define LIMIT_BEGIN_SOURCE 200
/* seconds | until one more may be begun there | it is begun */
#define LIMIT_BEGIN_SOURCE_SECONDS 2
/* applications | begun at once in one visit | the next waits for the seconds of the next row; the
   visitor is told how long */
#define LIMIT_BEGIN_VISIT 20
/* seconds | until one more may be begun in it | it is begun */
#define LIMIT_BEGIN_VISIT_SECONDS 10
/* applications | sent at once from one source, if it is not exempt (shubbak.conf(5)) | the next
   waits for the seconds of the next row; the visitor is told how long, the draft is kept */
#define LIMIT_SUBMIT_SOURCE 100
/* seconds | until one more may be sent there | it is sent */
#define LIMIT_SUBMIT_SOURCE_SECONDS 3
/* applications | sent at once in one visit | the next waits for the seconds of the next row; the
   visitor is told how long, the draft is kept */
#define LIMIT_SUBMIT_VISIT 20
/* seconds | until one more may be sent in it | it is sent */
#define LIMIT_SUBMIT_VISIT_SECONDS 10
/* persons | whom one of staff looks for, one after the other, in one visit | the next waits for the
   seconds of the next row; it is told how long */
#define LIMIT_FIND_VISIT 30
/* seconds | until one more may be looked for in it | it is done */
#define LIMIT_FIND_VISIT_SECONDS 10

/* entries | of registers that tell of persons, looked up at once from one source, if it is not
   exempt (shubbak.conf(5)) | the next waits for the seconds of the next row; the visitor is told
   how long */
#define LIMIT_CHECK_SOURCE 60
/* seconds | until one more may be looked up there | it is done */
#define LIMIT_CHECK_SOURCE_SECONDS 20
/* entries | of such registers looked up at once in one visit | the next waits for the seconds of
   the next row; the visitor is told how long */
#define LIMIT_CHECK_VISIT 15
/* seconds | until one more may be looked up in it | it is done */
#define LIMIT_CHECK_VISIT_SECONDS 20

/* keys | whose language is kept for the first time, at once from one source | the next one's is not
   kept, and it is asked again */
#define LIMIT_KEYS_SOURCE 100
/* seconds | until one more may be kept from there | it is kept */
#define LIMIT_KEYS_SOURCE_SECONDS 6
/* days | since the language of a key was chosen that holds no application | it is forgotten */
#define LIMIT_CHOICE_DAYS 400
/* words | that found nothing, of one visit | a further one is not counted */
#define LIMIT_VAIN_VISIT 8
/* visits | of one source, exempt or not, whose words that found nothing are counted at once | those
   of the next are not, until the seconds of the next row are over; nobody is told */
#define LIMIT_VAIN_SOURCE 10
/* seconds | until those of one more visit of it are counted | they are */
#define LIMIT_VAIN_SOURCE_SECONDS 3600
/* sources | from which such a word must have come | before that it stands nowhere but as a keyed
   digest, and nobody is told of it */
#define LIMIT_VAIN_SOURCES 3
/* words | that found nothing, counted | that which was counted least, and longest ago, goes */
#define LIMIT_VAIN 2000
/* days | since such a word was counted last | it is forgotten */
#define LIMIT_VAIN_DAYS 180
/* bytes | of one answer, and of what is typed into one field or line | a longer answer is refused;
   of what is typed the end is not taken, and the visitor is told */
#define LIMIT_ANSWER 4000
/* bytes | of the answers that a form holds | a further answer is refused */
#define LIMIT_FORM ((size_t)512 * 1024)
/* bytes | of the stored answers of one application, sealed | a further answer is refused */
#define LIMIT_ANSWERS (1024 * 1024)
/* answers | that the conditions and values of one definition look up at most, over all items of its
   repeated sections | the definition is refused */
#define LIMIT_NAMES 100000
/* items | of a repeated section, whatever its definition says | no further item is taken */
#define LIMIT_ITEMS 60
/* answers | refused in a visit, kept beside their fields | the oldest is forgotten */
#define LIMIT_REJECTED 64
/* keys | that open one application | a further key is refused; reference and PIN still open it */
#define LIMIT_HOLDERS 8
/* answers and papers | that one act names as wrong | the act is refused */
#define LIMIT_NAMED 60
/* acts | of clocks of one application that are done at once | the portal goes on with the next look
   at it, half a second later */
#define LIMIT_OVER 100
/* applications | that a calendar which comes later opens for a head in one turn, since silence
   decided in them on another day | the next turn goes on with them, half a second later */
#define LIMIT_AGAIN 100
/* applications | that one step hands over to another of the staff | the page asks whether to go on,
   the command goes on by itself */
#define LIMIT_HAND_OVER 500
/* days | that the machine's clock may go on since the portal looked last, as over a weekend without
   power | clocks of applications wait until the time has stood for the hours of the next row */
#define LIMIT_LEAP_DAYS 4
/* hours | for which a time that leapt has to go on without another leap | it is believed, and
   clocks of applications go on */
#define LIMIT_LEAP_HOURS 24
/* bytes | of a question, a reply or a reason | it is refused */
#define LIMIT_WORDS 4000
/* bytes | that staff fill in with one act or task | it is refused: whoever reads the history opens
   it */
#define LIMIT_DESK ((size_t)64 * 1024)

/* persons | invited to one application, or who have signed it, since it was begun | a further one
   is refused */
#define LIMIT_MEMBERS 90
/* days | since somebody was invited to an application | the invitation's code is not taken any
   more; a new invitation gives another */
#define LIMIT_INVITE_DAYS 14
/* persons | entered or invited for one organisation, since it was registered | a further one is
   refused */
#define LIMIT_AGENTS 200
/* persons | of one organisation that the office enters, however many were invited | a further one
   is refused */
#define LIMIT_AGENTS_OFFICE 50
/* minutes | without a change of answers that are signed | who has signed other ones is told */
#define LIMIT_SIGN_MINUTES 10

/* bytes | of the purpose of a look | it is refused */
#define LIMIT_PURPOSE 200

/* addresses | for messages, of one account or one application | a further one is refused */
#define LIMIT_ADDRESSES 5
/* codes | sent to addresses of one account or one application within a day | the next is refused
   until then; the visitor is told how long */
#define LIMIT_ADDRESS_CODES 10
/* codes | sent to addresses from one network within a day, if it is not exempt (shubbak.conf(5)) |
   the next is refused until then; the visitor is told how long */
#define LIMIT_ADDRESS_SOURCE 100
/* minutes | since a code for an address was sent | it is not taken any more */
#define LIMIT_ADDRESS_MINUTES 30
/* wrong codes | for one address | its code is not taken any more; a new one has to be sent */
#define LIMIT_ADDRESS_TRIES 5
/* bytes | of a message by SMS or e-mail | it is cut at its last whole letter */
#define LIMIT_DISPATCH 480
/* tries | to send a message, each after twice the time since the one before, from a minute to four
   hours | it is marked as not sent, and the person and the authority are told */
#define LIMIT_DISPATCH_TRIES 10
/* seconds | that the sender has for a message | it is ended, and the message tried again */
#define LIMIT_DISPATCH_SECONDS 30
/* days | since a message that could not be sent was written | it is forgotten */
#define LIMIT_DISPATCH_DAYS 90

/* --- Reference and PIN --- */

/* wrong PINs | of one reference from one network (a /24 or /48), or with one key that holds it,
   within a day | the last of them makes the next try wait for a minute, each further one twice as
   long as the one before, counted from the end of the minute in which it was tried; other networks
   and other references do not wait for it */
#define LIMIT_PIN_FREE 5
/* minutes | the longest such wait | it grows no more */
#define LIMIT_PIN_WAIT 15
/* wrong PINs | of one reference within a day, from all networks together where it was not begun and
   without a key that holds it | further ones are refused there, and the other ways in are named */
#define LIMIT_PIN_STRANGE 900
/* minutes | in which wrong PINs of a reference are counted | they are forgotten */
#define LIMIT_PIN_MINUTES 1440
/* wrong tries | of one network at any references, within the minutes of the next row | each of its
   tries, right or wrong, waits a second for each so many of them; none is refused for it */
#define LIMIT_PIN_SOURCE 20
/* minutes | in which wrong tries of a network are counted | they are forgotten */
#define LIMIT_PIN_SOURCE_MINUTES 60
/* milliseconds | that a try waits because of the network that it comes from | it is answered */
#define LIMIT_PIN_PAUSE 3000
/* wrong tries | at references that there are not, within a day, from everywhere | further ones
   leave no row; from then on every refusal is told and timed as a wrong PIN is, so that it tells
   nothing of a reference */
#define LIMIT_PIN_UNKNOWN 100000
/* codes | of documents that there are not, checked from one network, if it is not exempt
   (shubbak.conf(5)), within the minutes of the next row | further codes are not looked up; the
   visitor is told how long */
#define LIMIT_CODE_SOURCE 20
/* minutes | in which such codes are counted | they are forgotten */
#define LIMIT_CODE_MINUTES 60
/* documents | of one application that are issued | a further act that issues is refused */
#define LIMIT_ISSUED 100
/* bytes | of one issued document, with all that is filled in | it is not issued, and the act is
   refused */
#define LIMIT_ISSUED_TEXT ((size_t)64 * 1024)
/* PINs | hashed at a time on this machine, 19 MiB each | the next one waits for its turn */
#define LIMIT_HASHING 4
/* tries | of reference and PIN in the login of one connection | the login is refused */
#define LIMIT_LOGIN_TRIES 3

/* --- Accounts --- */

/* keys | of one account that open it | a further key is refused until one is revoked */
#define LIMIT_ACCOUNT_KEYS 16
/* days | since one of staff has asked for what opens an account anew, a PIN, a key or codes | it is
   asked for again before another may give it; and since the time is over for which an account
   waits, it waits no more */
#define LIMIT_RECOVERY_DAYS 7
/* times | that a new PIN of one account is asked for by its number within a day | the next is
   refused until then; the visitor is told how long */
#define LIMIT_RECOVERY_ASKED 3
/* times | the same, of whichever accounts, from one network within a day, if it is not exempt
   (shubbak.conf(5)) | the next is refused until then; the visitor is told how long */
#define LIMIT_RECOVERY_SOURCE 20
/* things | that one account waits to be given at once, a PIN, codes, keys | a further one does not
   wait; two of staff give it */
#define LIMIT_RECOVERY_WAITS 8
/* days | that who has opened an account gives it these alone | two do */
#define LIMIT_ACCOUNT_DAYS 1
/* wrong one-time codes | of one account, with whichever of its keys, within a day | the last of
   them makes the next try wait for a minute, each further one twice as long as the one before, and
   at most as long as after wrong PINs */
#define LIMIT_CODE_FREE 5
/* grants | of one account that have not ended | a further one is refused until one is ended */
#define LIMIT_ACCOUNT_GRANTS 64

/* --- Papers --- */

/* bytes | of one file that is put for an application | what goes beyond it is refused */
#define LIMIT_PAPER (10 * 1024 * 1024)
/* bytes | of the name of such a file | it is refused */
#define LIMIT_PAPER_NAME 200
/* files | of one application, also such as are coming or were replaced in a correction | a further
   one is refused; the visitor is told */
#define LIMIT_PAPERS 60
/* bytes | of all of them together | a further one is refused; the visitor is told */
#define LIMIT_PAPERS_BYTES (100 * 1024 * 1024)
/* files | begun within a day from one network, if it is not exempt (shubbak.conf(5)) | the next is
   refused until then; the visitor is told how long */
#define LIMIT_PAPER_SOURCE 1000
/* bytes | that came of them within a day, whatever became of them, each time in whole MiB; in such
   as are coming, each counted as the largest, there are as many at most | a further one is refused;
   the visitor is told */
#define LIMIT_PAPER_SOURCE_BYTES ((size_t)2048 * 1024 * 1024)
/* times | that such a file is judged within a day from one network, if it is not exempt | the next
   is not judged until then; the visitor is told how long */
#define LIMIT_PAPER_JUDGED 2000
/* hours | since somebody went on with a file that is not whole | it is forgotten */
#define LIMIT_PAPER_HOURS 72

/* --- Commands and files --- */

/* bytes | of a filled form | it is refused */
#define LIMIT_FORMTEXT ((size_t)256 * 1024)
/* bytes | of one line of a filled form | that line is a fault */
#define LIMIT_FORMTEXT_LINE ((size_t)8 * 1024)
/* bytes | of a command's input that are kept | the command says that it is too long */
#define LIMIT_COMMAND_INPUT (LIMIT_FORMTEXT + 4096)
/* bytes | of a command's input that pass the gate | what follows is thrown away */
#define LIMIT_GATE_INPUT (LIMIT_PAPER + (size_t)64 * 1024)
/* bytes | of memory for one command | its process ends; what it had stored stays */
#define LIMIT_COMMAND_MEMORY ((size_t)96 * 1024 * 1024)
/* bytes | of a command's answer | it is cut there */
#define LIMIT_COMMAND_OUTPUT ((size_t)33 * 1024 * 1024)
/* words | of a command line | the command line is refused */
#define LIMIT_ARGUMENTS 64
/* services | that one search names | the best of them are named */
#define LIMIT_SEARCH 50
/* services | that a search on a page sorts and filters | the best of them are */
#define LIMIT_SEARCH_ALL 4000
/* files | and folders open at once over sftp | no further one is opened until one is closed */
#define LIMIT_FILES 16
/* bytes | of memory for the files of one visit over sftp | its process ends */
#define LIMIT_FILES_MEMORY ((size_t)8 * 1024 * 1024)
/* bytes | of files that are kept as they were made in a visit over sftp, so that each has one size
   | who was asked for longest ago, forms before receipts, is made anew when asked for again */
#define LIMIT_FILES_MADE ((size_t)4 * 1024 * 1024)
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
/* milliseconds | until the desk has said whether a PIN is right | the connection ends */
#define LIMIT_VERDICT 10000
/* milliseconds | of a command whose standard input does not come | what it waits for is said, once
 */
#define LIMIT_PROMPT 2500
/* seconds | inside without a channel in use | the connection ends */
#define LIMIT_UNUSED_SECONDS 60
/* seconds | of the processor in one turn of a gate's loop | the gate is ended */
#define LIMIT_SPIN_SECONDS 2
/* milliseconds | of the processor, of both processes of a visit, until something comes of it: a
   page that changed, an answer that was taken, each gives back half of the time since the one
   before | the visit ends, in words; its answers are kept */
#define LIMIT_WORK 3000
/* bytes | that are typed or sent until something comes of it | the visit ends, in words; its
   answers are kept */
#define LIMIT_TYPED ((size_t)4 * 1024 * 1024)
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
#define LIMIT_STALL 150000
/* milliseconds | the same, while there are places for all | it goes first where there are none */
#define LIMIT_STALL_FIRST 30000
/* milliseconds | without an answer of a gate that was asked for one | the line is lost */
#define LIMIT_DEAF 3000
/* milliseconds | a client reads the last words after the end | the connection is closed */
#define LIMIT_LAST_BYTES 300
/* milliseconds | a visit of staff whose key was revoked or whose last role has ended | it ends */
#define LIMIT_STAFF_LOOK 30000
/* milliseconds | between the last words to a visitor and the end of the visit | it ends */
#define LIMIT_FAREWELL 2000

/* --- The reader of files, and what it draws --- */

/* readers | at a time on this host, each for one file | the next one waits for its turn */
#define LIMIT_READERS 6
/* milliseconds | that somebody waits for a reader | the visitor is told to try again; what was sent
   stays */
#define LIMIT_READER_WAIT 5000
/* bytes | of memory for reading one file, or for drawing one, beyond the file and the programme |
   the file is refused as too large */
#define LIMIT_READER_MEMORY ((size_t)384 * 1024 * 1024)
/* seconds | of the processor for reading one file, or for drawing one | the file is refused as too
   large */
#define LIMIT_READER_SECONDS 10
/* milliseconds | from the first byte that a reader is given to its answer | the reader is ended,
   and the file is not taken */
#define LIMIT_READER_TIME 30000
/* pages | of one file | it is refused as too large */
#define LIMIT_READER_PAGES 500
/* pixels | of one page, or of one picture in a PDF | the file is refused as too large */
#define LIMIT_READER_PIXELS 100000000
/* pixels | of all pages of one file, or of all pictures in a PDF | it is refused as too large */
#define LIMIT_READER_ALL_PIXELS 500000000
/* bytes | of the words and pictures of a document that is drawn | it is not drawn */
#define LIMIT_DRAWING ((size_t)512 * 1024)
/* paragraphs | and other blocks of a document that is drawn | it is not drawn */
#define LIMIT_DRAWING_BLOCKS 4000
/* bytes | of a PDF that is drawn | it is not drawn */
#define LIMIT_DRAWN ((size_t)4 * 1024 * 1024)

/* --- The port --- */

/* connections | that wait to be accepted | the system turns further ones away */
#define LIMIT_BACKLOG 512
/* visitors | in the middle of their login, beyond the places of those who are in; while these are
   free, theirs too | one who stalls is ended, else who has been in its phase for longest */
#define LIMIT_KNOCKING 256
/* milliseconds | that a phase of a login lasts without a person being waited for | it counts as
   stalled, and ends first when too many knock */
#define LIMIT_STALLED 1000
/* milliseconds | since somebody has come in, for the eighth of the places that came last | who has
   pressed no key yet is no longer counted among those who are at it */
#define LIMIT_FRESH 10000
/* visitors | who were sent away and still pack, beyond the places | of more than half of them the
   first is ended */
#define LIMIT_PACKING 64
/* connections | of balancers that wait for their header | the oldest is closed */
#define LIMIT_BROUGHT 256
/* milliseconds | until a balancer's header has come | the connection is closed */
#define LIMIT_HEADER_TIME 3000
/* bytes | of a balancer's header | the connection is closed */
#define LIMIT_HEADER 1024
/* milliseconds | that what was sent may stay without an answer of the client's machine | the system
   closes the connection */
#define LIMIT_UNANSWERED 150000
/* milliseconds | that the address of an attack waits | it may come again */
#define LIMIT_BARRED_TIME 60000
/* addresses | of attacks that wait at once | the one that has waited longest may come again */
#define LIMIT_BARRED 256
/* attacks | within an hour | the listener starts itself anew */
#define LIMIT_ATTACKS 16
/* milliseconds | until who has been told that the portal closes must have left | they are ended */
#define LIMIT_GOODBYE 4000

#endif
