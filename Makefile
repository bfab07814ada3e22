# Shubbak's one Makefile: everything from the machine's packages to the installed product.
#
#   make           build/shubbak and its translations        make check    all tests (SAN=address,undefined: with sanitizers)
#   make run       build, make a demonstration, serve it     make bench    figures beside the peers that are installed
#   make deps      install the Debian packages missing       make install  DESTDIR= PREFIX=/usr/local
#   make pot       take up new messages for translators      make golden   remake the golden screens
#   make format    lay the sources out                       make search-quality  figures of the search by judged queries
#   make clean                                                make fuzz     TARGET=wire FUZZ_SECONDS=60: bytes from anywhere, with clang
#   make abuse     crowds, floods and slow lines (ROW=name)   make abuse-kills   2,000 processes killed at random moments
#   make soak      SOAK_SECONDS=1200 SOAK_SESSIONS=1000: a crowd that comes, is lost and returns; nothing of it may stay
#   make check-memory      memory used up at every place that asks for some (about half an hour)
#   make check-scale       two portal hosts whose database's primary is killed (RUNS=20 VISITORS=200; about ten minutes)
#   make check-rights      every cell of the table of rights on every face, on both engines (about fifteen minutes)
#   make check-guide       docs/NGO.md: its three ways walked, screens and commands compared (SHEETS=write: made anew)
#   make check-terminals   Arabic and the quick exit in a dozen terminals, in pictures (NAMES='xterm VTE+tmux')

PREFIX ?= /usr/local
DESTDIR ?=
PORT ?= 2222
STATE ?= demo-state
FUZZ_SECONDS ?= 60
SAN ?=
comma := ,

VERSION := 0.1.0
CC = gcc
AR = ar
PKGS := libssh zlib tinfo sqlite3 fribidi libutf8proc libidn2 libsodium libcrypto yaml-0.1 jansson libseccomp libqrencode liboath
# What reads files and draws PDFs; linked by shubbak-reader alone, and by what tests it.
READER_PKGS := libmagic libpng libjpeg libtiff-4 libqpdf pangocairo cairo-pdf fontconfig
BUILD := build$(if $(SAN),/$(subst $(comma),-,$(SAN)))

# pkg-config may only come with `make deps`, so these are asked when a recipe needs them, not when this file is read, and
# then no more. libpq is loaded where it is needed, and linked by tests alone.
once = $(eval $(1) := $$(shell $(2) 2>/dev/null))$($(1))
# Headers of the reader's libraries do as they like, where they would be asked by ours' warnings.
PKG_CFLAGS = $(call once,PKG_CFLAGS,pkg-config --cflags $(PKGS) libpq; pkg-config --cflags-only-I $(READER_PKGS) | sed 's/-I/-isystem /g')
PKG_LIBS = $(call once,PKG_LIBS,pkg-config --libs $(PKGS))
READER_LIBS = $(call once,READER_LIBS,pkg-config --libs $(READER_PKGS) libseccomp)
CHECK_CFLAGS = $(call once,CHECK_CFLAGS,pkg-config --cflags check)
CHECK_LIBS = $(call once,CHECK_LIBS,pkg-config --libs check libpq)

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wstrict-prototypes -Wmissing-prototypes \
	-Wold-style-definition -Wpointer-arith -Wcast-qual -Wwrite-strings -Wundef -Wvla -Wformat=2 -Wimplicit-fallthrough -Werror
CPPFLAGS := -I. -D_GNU_SOURCE -DSHUBBAK_VERSION='"$(VERSION)"' -DSHUBBAK_PREFIX='"$(PREFIX)"'
POISON := -include i18n/base/poison.h
# Which function and which line is all that a trace needs; DEBUG=-g for a debugger that shows what is in variables.
DEBUG ?= -g1
CFLAGS = -std=c17 -O2 $(DEBUG) $(WARNINGS) -fno-strict-aliasing -fstack-protector-strong -D_FORTIFY_SOURCE=2 -fPIE
LDFLAGS = -pie -Wl,-z,relro,-z,now
ifneq ($(SAN),)
CFLAGS += -fsanitize=$(SAN) -fno-omit-frame-pointer -DSHUBBAK_SANITIZED=1 -U_FORTIFY_SOURCE -Wno-format-truncation
CFLAGS += $(if $(filter clang,$(CC)),-Wno-unknown-warning-option -fno-sanitize-recover=undefined)
LDFLAGS += -fsanitize=$(SAN)
endif

# Lower folders last: an archive may only need what stands behind it.
FOLDERS := server tui services i18n
deep = $(sort $(wildcard $(addsuffix /*.$(2),$(1) $(1)/* $(1)/*/*)))
src = $(call deep,$(1),c)
objects = $(patsubst %.c,$(BUILD)/%.o,$(1))
ARCHIVES := $(FOLDERS:%=$(BUILD)/lib%.a)
MAIN := server/main.c
MAIN_READER := server/reader/reader_main.c
SOURCES := $(foreach f,$(FOLDERS),$(call src,$(f)))
HEADERS := $(foreach f,$(FOLDERS),$(call deep,$(f),h))
TEST_SOURCES := $(sort $(wildcard tests/*.c) $(foreach f,$(FOLDERS) abuse bench fuzz e2e soak,$(call deep,tests/$(f),c)))
PO := $(wildcard i18n/po/*.po)
MO := $(patsubst i18n/po/%.po,$(BUILD)/locale/%/LC_MESSAGES/shubbak.mo,$(PO))
MAN := $(wildcard docs/man/*.[1-9])
UNITS := $(foreach f,$(FOLDERS),$(if $(call deep,tests/$(f),c),$(BUILD)/test-$(f)))

XGETTEXT := xgettext --from-code=UTF-8 --language=C --keyword=_ --keyword=N_ --keyword=P_:1,2 --keyword=COUNTED_:2,3 --keyword=L_:1c,2 --add-comments=TRANSLATORS \
	--package-name=shubbak --package-version=$(VERSION) --no-wrap --sort-by-file --add-location=file

.PHONY: all deps run check check-memory check-scale check-rights check-guide check-terminals unit golden bench abuse abuse-kills soak search-quality fuzz install pot clean format layers style print-cflags print-messages
all: $(BUILD)/shubbak $(BUILD)/shubbak-reader $(MO)

$(BUILD)/shubbak: $(BUILD)/server/main.o $(ARCHIVES)
	@$(call told,ld $@)$(CC) $(LDFLAGS) -o $@ $^ $(PKG_LIBS)

# Of the archives only what it needs: nothing of a registry, nor of a line.
$(BUILD)/shubbak-reader: $(BUILD)/server/reader/reader_main.o $(ARCHIVES)
	@$(call told,ld $@)$(CC) $(LDFLAGS) -o $@ $^ $(READER_LIBS)

# An object that is gone from the sources must not stay in its archive.
define archive_rule
$(BUILD)/lib$(1).a: $(call objects,$(filter-out $(MAIN) $(MAIN_READER),$(call src,$(1))))
	@rm -f $$@
	@$(AR) rcs $$@ $$^
endef
$(foreach f,$(FOLDERS),$(eval $(call archive_rule,$(f))))

# Programs that only say something or make a folder cost as much as a twentieth of compiling a file: make does the one itself, and the
# other once for each folder.
room = $(if $(wildcard $(@D)/.),,$(shell mkdir -p $(@D)))
told = $(info $(space)$(space)$(1))
empty :=
space := $(empty) $(empty)

# poison.h brings most of the system's headers: gcc reads it once for all sources, which is a sixth of the work.
read_once = $(if $(filter gcc,$(CC)),$(BUILD)/$(1)/poison.h.gch)
poison = $(if $(filter gcc,$(CC)),-include $(BUILD)/$(1)/poison.h,$(POISON))
$(BUILD)/product/poison.h.gch $(BUILD)/tests/poison.h.gch: i18n/base/poison.h
	@mkdir -p $(@D)
	@cp $< $(@:.gch=)
	@$(CC) $(CPPFLAGS) $(PKG_CFLAGS) $(CFLAGS) $(if $(filter $(BUILD)/tests/%,$@),$(CHECK_CFLAGS) $(TEST_CFLAGS)) -x c-header -o $@ $(@:.gch=)

$(BUILD)/%.o: %.c $(call read_once,product)
	@$(room)$(call told,cc $<)$(CC) $(CPPFLAGS) $(call poison,product) $(PKG_CFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/services/definition/world.o: catalogue/countries.yaml
$(BUILD)/services/definition/saying.o: catalogue/words.yaml
$(BUILD)/services/definition/own.o: $(wildcard catalogue/calendars/*.yaml catalogue/templates/*.yaml catalogue/roles/*.yaml catalogue/blocks/*.yaml)

$(BUILD)/server/commands/command_demo_services.o: $(wildcard dist/demo/*.yaml)

# What a file of tests does itself is little, so that it is compiled in half the time; what it tests is as it is installed.
TEST_CFLAGS := -O0 -U_FORTIFY_SOURCE

$(BUILD)/tests/%.o: tests/%.c $(call read_once,tests)
	@$(room)$(call told,cc $<)$(CC) $(CPPFLAGS) $(if $(filter %_test.c,$<),$(call poison,tests),$(POISON)) $(PKG_CFLAGS) $(CHECK_CFLAGS) $(CFLAGS) $(if $(filter %_test.c,$<),$(TEST_CFLAGS)) -Wno-pedantic -MMD -MP -c -o $@ $<

# The unit tests of a folder link that folder and lower ones only; tui's use what i18n's know of terminals and services' of
# state folders. Each folder's also run the fuzzers' targets that its parsers have.
targets = tests/fuzz/must.c tests/fuzz/runs.c $(1:%=tests/fuzz/target_%.c)
TESTS_tui := tests/bench/script.c tests/i18n/forward.c tests/i18n/rows.c tests/services/portal_copy.c tests/services/sample.c \
	tests/services/sample_acts.c tests/services/sample_register.c tests/services/sample_renewal.c \
	$(patsubst %,tests/services/%.c,portal engine raw raw_sqlite raw_postgres) $(call targets,text)
TESTS_services := $(call targets,rule pattern definition term form)
TESTS_server := $(call targets,wire sftp proxy reader)
below = $(if $(filter $(1),$(firstword $(2))),$(2),$(call below,$(1),$(wordlist 2,9,$(2))))
# What reads files is tested as a programme, too, which stands beside.
BESIDE_server := $(BUILD)/shubbak-reader
LIBS_server = $(READER_LIBS) -lz
define unit_rule
$(BUILD)/test-$(1): $(call objects,$(wildcard tests/*.c) $(call deep,tests/$(1),c) $(TESTS_$(1))) $(patsubst %,$(BUILD)/lib%.a,$(call below,$(1),$(FOLDERS))) | $(BESIDE_$(1))
	@$$(CC) $$(LDFLAGS) -Wl,--wrap=crypto_pwhash -Wl,--wrap=_mark_point -o $$@ $$^ $$(PKG_LIBS) $$(LIBS_$(1)) $$(CHECK_LIBS)
endef
$(foreach f,$(FOLDERS),$(eval $(call unit_rule,$(f))))

# Where sanitizers are, their library stands first.
HASHING := $(if $(SAN),,$(BUILD)/cheap_hashing.so)
$(BUILD)/cheap_hashing.so: tests/e2e/cheap_hashing.c
	@mkdir -p $(@D)
	@$(CC) $(CPPFLAGS) $(PKG_CFLAGS) $(CFLAGS) -fPIC -shared -o $@ $<

$(BUILD)/locale/%/LC_MESSAGES/shubbak.mo: i18n/po/%.po
	@mkdir -p $(@D)
	msgfmt --check -o $@ $<

deps:
	tools/deps

run:
	tools/deps build
	+$(MAKE) --no-print-directory all
	tools/run-demo "$(BUILD)/shubbak" "$(STATE)" "$(PORT)"

unit: $(UNITS) $(MO)
	@for t in $(UNITS); do $$t || exit 1; done

check:
	tools/deps
	+$(MAKE) --no-print-directory -j2 all $(UNITS) $(HASHING)
	+$(if $(SAN),$(MAKE) --no-print-directory -j2 SAN= build/test-server)
	tests/run "$(BUILD)" "$(SAN)" $(CHECK)

# `make check` takes a sample of these places.
check-memory:
	tools/deps
	+$(MAKE) --no-print-directory -j2 all
	MEMORY=all SHUBBAK="$(CURDIR)/$(BUILD)/shubbak" python3 tests/e2e/memory_test.py

# docs/SCALE.md as it stands; `make check` does it with one kill and few visitors.
check-scale:
	tools/deps
	+$(MAKE) --no-print-directory -j2 all
	RUNS=$(or $(RUNS),20) VISITORS=$(or $(VISITORS),200) SHUBBAK="$(CURDIR)/$(BUILD)/shubbak" python3 tests/e2e/scale_test.py

# Every cell, on every face, with the registry of each engine; `make check` tries of each row one that the commit draws.
check-rights:
	tools/deps
	+$(MAKE) --no-print-directory -j2 all
	for engine in env "python3 tests/postgres.py"; do \
		RIGHTS=all SHUBBAK="$(CURDIR)/$(BUILD)/shubbak" timeout 1800 $$engine python3 tests/e2e/rights_table_test.py || exit 1; \
	done

# docs/NGO.md; `make check` walks one of its ways, and reads all of its screens.
check-guide:
	tools/deps
	+$(MAKE) --no-print-directory -j2 all
	SHEETS=$(or $(SHEETS),all) SHUBBAK="$(CURDIR)/$(BUILD)/shubbak" timeout 600 python3 tests/e2e/ngo_test.py

# Terminals on X servers of their own; docs/TERMINALS.md says how to read the table.
check-terminals:
	tools/deps terminals
	+$(MAKE) --no-print-directory -j2 all
	SHUBBAK="$(CURDIR)/$(BUILD)/shubbak" tests/terminals/check.py $(NAMES); checked=$$?; \
	SHUBBAK="$(CURDIR)/$(BUILD)/shubbak" tests/terminals/quick_exit.py $(NAMES) && exit $$checked

golden: all $(UNITS)
	GOLDEN=write $(BUILD)/test-tui

# What tests/services/search/queries.txt is judged by; QUALITY=misses also names what missed in the half to tune by.
QUALITY ?= figures
search-quality: $(BUILD)/test-services
	@QUALITY=$(QUALITY) $(BUILD)/test-services search_quality

# The measuring programs; the peers are no part of the product and link nothing of it.
BENCH := $(addprefix $(BUILD)/bench/,client peer-ncurses rows search submit writers)
bench_objects = $(call objects,$(1:%=tests/bench/%.c))

bench:
	tools/deps bench
	+$(MAKE) --no-print-directory -j2 all $(BENCH)
	tests/bench/run "$(BUILD)" $(PARTS)

$(BUILD)/bench/client: $(call bench_objects,client line script vt)
	@mkdir -p $(@D)
	@$(CC) $(LDFLAGS) -o $@ $^ $(shell pkg-config --libs libssh)

$(BUILD)/bench/peer-ncurses: $(call bench_objects,peer-ncurses)
	@mkdir -p $(@D)
	@$(CC) $(LDFLAGS) -o $@ $^ $(shell pkg-config --libs ncursesw)

$(BUILD)/bench/search: $(call bench_objects,search)
$(BUILD)/bench/submit: $(call bench_objects,submit applicant)
$(BUILD)/bench/writers: $(call bench_objects,writers applicant)
$(BUILD)/bench/rows: $(call bench_objects,rows applicant)
$(BUILD)/bench/rows $(BUILD)/bench/search $(BUILD)/bench/submit $(BUILD)/bench/writers: $(BUILD)/libservices.a $(BUILD)/libi18n.a
	@mkdir -p $(@D)
	@$(CC) $(LDFLAGS) -o $@ $(filter %.o,$^) $(filter %.a,$^) $(PKG_LIBS)

# Sources come by the header of a balancer, so that no limit by source is passed over; nothing of it needs root.
abuse: abuse-tools
	tests/abuse/run "$(BUILD)" $(ROW)

abuse-kills: abuse-tools
	tests/abuse/run "$(BUILD)" all-kills

.PHONY: abuse-tools
abuse-tools:
	tools/deps
	+$(MAKE) --no-print-directory -j2 all $(BUILD)/abuse/load

$(BUILD)/abuse/load: $(call objects,tests/abuse/load.c tests/abuse/distance.c tests/bench/line.c tests/bench/vt.c)
	@mkdir -p $(@D)
	@$(CC) $(LDFLAGS) -o $@ $^ $(shell pkg-config --libs libssh) -lm

# A crowd comes, works, is lost and returns for so many seconds; where the portal stands at its end is compared with its beginning.
SOAK_SECONDS ?= 1200
SOAK_SESSIONS ?= 1000
soak:
	tools/deps
	+$(MAKE) --no-print-directory -j2 all $(BUILD)/soak/crowd
	tests/soak/run "$(BUILD)" $(SOAK_SECONDS) $(SOAK_SESSIONS)

$(BUILD)/soak/crowd: $(call objects,$(addprefix tests/,soak/crowd.c soak/visits.c soak/visitor.c bench/line.c bench/vt.c bench/script.c))
	@mkdir -p $(@D)
	@$(CC) $(LDFLAGS) -o $@ $^ $(shell pkg-config --libs libssh) -lm

# One process of clang's libFuzzer after another, FUZZ_SECONDS each, from the inputs in tests/fuzz/corpus/ on; what they
# find stays in build/fuzz.
FUZZ := build/fuzz
FUZZ_SANITIZERS := fuzzer-no-link,address,undefined
TARGET ?= text wire sftp proxy reader rule pattern definition term form

fuzz:
	tools/deps
	+$(MAKE) --no-print-directory -j2 BUILD=$(FUZZ) CC=clang SAN=$(FUZZ_SANITIZERS) $(FUZZ)/fuzz
	for t in $(TARGET); do tests/fuzz/run $(FUZZ) $$t $(FUZZ_SECONDS) || exit 1; done

FUZZ_SOURCES := $(wildcard tests/fuzz/*.c) tests/i18n/forward.c tests/i18n/rows.c
$(FUZZ)/fuzz: $(call objects,$(FUZZ_SOURCES)) $(ARCHIVES)
	@$(call told,ld $@)$(CC) $(LDFLAGS:-fsanitize=%=) -fsanitize=fuzzer,address,undefined -o $@ $^ $(PKG_LIBS)

style:
	tools/check-style
	tools/check-terms
	tools/check-screens

layers: all
	tools/check-layers "$(BUILD)"

format:
	clang-format -i $(SOURCES) $(HEADERS) $(TEST_SOURCES) $(wildcard tests/*.h tests/*/*.h tests/*/*/*.h)

# What tools/check-style asks: the flags of an object, and the messages that the sources have now.
print-cflags:
	@echo $(CPPFLAGS) $(POISON) $(PKG_CFLAGS) $(CFLAGS)

print-messages:
	@$(XGETTEXT) -o - $(SOURCES) $(HEADERS)

pot:
	$(XGETTEXT) -o i18n/po/shubbak.pot $(SOURCES) $(HEADERS)
	sed -i '/^"POT-Creation-Date/d' i18n/po/shubbak.pot
	for po in $(PO); do msgmerge --quiet --update --no-wrap --add-location=file --no-fuzzy-matching --backup=none $$po i18n/po/shubbak.pot; done

install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/shubbak
	install -m 755 $(BUILD)/shubbak $(DESTDIR)$(PREFIX)/bin/shubbak
	install -d $(DESTDIR)$(PREFIX)/lib/shubbak
	install -m 755 $(BUILD)/shubbak-reader $(DESTDIR)$(PREFIX)/lib/shubbak/shubbak-reader
	cp -R catalogue dist/law $(DESTDIR)$(PREFIX)/share/shubbak/
	for mo in $(MO); do dir=$(DESTDIR)$(PREFIX)/share/shubbak/$${mo#$(BUILD)/}; install -d $${dir%/*}; install -m 644 $$mo $$dir; done
	install -d $(DESTDIR)$(PREFIX)/lib/systemd/system
	sed 's#@PREFIX@#$(PREFIX)#' dist/shubbak.service >$(DESTDIR)$(PREFIX)/lib/systemd/system/shubbak.service
	chmod 644 $(DESTDIR)$(PREFIX)/lib/systemd/system/shubbak.service
	for page in $(MAN); do dir=$(DESTDIR)$(PREFIX)/share/man/man$${page##*.}; install -d $$dir; install -m 644 $$page $$dir/; done

clean:
	rm -rf build

-include $(patsubst %.o,%.d,$(call objects,$(SOURCES) $(TEST_SOURCES)))
