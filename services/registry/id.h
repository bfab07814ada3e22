/* id.h - ids that the portal makes for its rows.
 */
#ifndef SERVICES_REGISTRY_ID_H
#define SERVICES_REGISTRY_ID_H

#define ID_LENGTH 32 /* characters: 16 bytes in hex */

/* A new one, never drawn before: the time in milliseconds, then 80 random bits. It is no secret and
   opens nothing. That it begins with the time puts rows made one after the other beside each other,
   so that one who writes touches few pages of an index and old rows leave the cache. */
void id_new(char ret[ID_LENGTH + 1]);

/* The same one for the same text: of what is to be done once however often it is sent. */
void id_derive(const char *text, char ret[ID_LENGTH + 1]);

#endif
