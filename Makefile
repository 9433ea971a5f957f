# SPDX-License-Identifier: Apache-2.0
# make run     plan on the built-in phantom, or on a scan: SCAN=labels.nii.gz [IMAGE=ct.nii.gz]
# make test    install what is missing, build with sanitizers, run every test
# make build   the program, at build/release/filiform
# make bench   the benchmark table
# make check   layout of the code only (formatting, static analysis)

SCHEME ?= totalsegmentator-v2
OUT ?= out
JOBS ?= $(shell nproc)

.PHONY: run test build bench check install

install:
	@tools/install.sh

build: install
	@cmake --preset release >/dev/null
	@cmake --build --preset release --target filiform -- -j$(JOBS)

run: build
ifdef SCAN
	build/release/filiform body import --labels "$(SCAN)" --scheme "$(SCHEME)" \
	    $(if $(IMAGE),--image "$(IMAGE)") --out "$(OUT)/body.filiform"
	build/release/filiform plan --body "$(OUT)/body.filiform" --out "$(OUT)"
else
	build/release/filiform plan --phantom --out "$(OUT)"
endif

test: install
	@tools/test.sh

bench: install
	@cmake --preset release >/dev/null
	@cmake --build --preset release --target filiform_bench -- -j$(JOBS)
	build/release/filiform_bench

check: install
	@tools/check.sh
