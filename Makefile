# SPDX-License-Identifier: Apache-2.0
# make run     a clinic of invented patients on 127.0.0.1:8080 (PORT=8080), kept in
#              DEMO=sqlite:filiform-demo.db; says who logs in and what to ask
# make plan    plan without a scan, on the reference body of CASE=data/examples/consultation.json, or on
#              a scan: SCAN=labels.nii.gz [IMAGE=ct.nii.gz] [SCHEME=totalsegmentator-v2]
#              [TARGETS="piriformis.right …"] [OUT=out]
# make test    install what is missing, build with sanitizers, run every test
# make build   the program, at build/release/filiform
# make bench   the benchmark table
# make check   layout of the code only (formatting, static analysis)

CASE ?= data/examples/consultation.json
SCHEME ?= totalsegmentator-v2
OUT ?= out
DEMO ?= sqlite:filiform-demo.db
PORT ?= 8080
TARGETS ?= gluteus_medius.right gluteus_maximus.right piriformis.right multifidus.right@l4 \
    gluteus_medius.left gluteus_maximus.left piriformis.left multifidus.left@l4
JOBS ?= $(shell nproc)

.PHONY: run plan test build bench check install

install:
	@tools/install.sh

build: install
	@cmake --preset release >/dev/null
	@cmake --build --preset release --target filiform -- -j$(JOBS)

run: build
ifneq ($(SCAN)$(filter-out file,$(origin CASE)),)
	$(error make plan plans, with the same variables; make run serves the demonstration clinic)
endif
	build/release/filiform serve --demo --store "$(DEMO)" --port $(PORT)

plan: build
ifdef SCAN
	build/release/filiform body import --labels "$(SCAN)" --scheme "$(SCHEME)" \
	    $(if $(IMAGE),--image "$(IMAGE)") --out "$(OUT)/patient.body"
	build/release/filiform plan --body "$(OUT)/patient.body" --out "$(OUT)" \
	    $(foreach target,$(TARGETS),--target $(target)) || test $$? -eq 3
else
	build/release/filiform plan "$(CASE)" --out "$(OUT)" || test $$? -eq 3
endif

test: install
	@tools/test.sh

bench: install
	@cmake --preset release >/dev/null
	@cmake --build --preset release --target filiform_bench -- -j$(JOBS)
	build/release/filiform_bench

check: install
	@tools/check.sh
