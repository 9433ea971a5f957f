# SPDX-License-Identifier: Apache-2.0
# metafor.R DATA.csv ANSWERS.csv: what metafor answers on the data sets that tests/metafor_test.cpp
# draws, one "key value" a line. Run as a program of its own; nothing of it is linked.
suppressMessages(library(metafor))
options(warn = -1)
words <- commandArgs(trailingOnly = TRUE)
all <- read.csv(words[1])
out <- file(words[2], "w")
say <- function(key, values) {
    if (length(values) == 0) return(invisible())
    writeLines(sprintf("%s %.17g", paste0(key, "/", seq_along(values)), as.numeric(values)), out)
}
tight <- list(threshold = 1e-8, maxiter = 5000, tol = 1e-10)
fit <- function(d, method, test = "z", mods = NULL) {
    if (is.null(mods))
        return(rma(d$yi, d$vi, method = method, test = test, control = tight))
    rma(d$yi, d$vi, mods = mods, method = method, test = test, control = tight)
}

estimators <- c("FE", "DL", "HE", "HS", "SJ", "PM", "ML", "REML")
tests <- c(z = "z", bare = "knha", guarded = "adhoc")

models <- function(key, d) {
    for (method in estimators) for (test in names(tests)) {
        r <- fit(d, method, tests[[test]])
        name <- paste(key, method, test, sep = "/")
        say(paste0(name, "/effect"), c(r$b, r$se, r$ci.lb, r$ci.ub, r$pval))
        if (test == "z") {
            say(paste0(name, "/between"), c(r$tau2, r$I2, r$H2, r$QE, r$QEp))
            if (method != "FE") say(paste0(name, "/se_tau2"), r$se.tau2)
            if (method %in% c("ML", "REML")) say(paste0(name, "/log"), logLik(r))
        }
        if (method != "FE" && test != "guarded") {
            p <- predict(r)
            say(paste0(name, "/prediction"), c(p$pi.lb, p$pi.ub))
        }
        if (method == "DL" && test == "z")
            say(paste0(name, "/profile"),
                unlist(confint(r, control = list(tol = 1e-12))$random[c(1, 3, 4), 2:3]))
    }
}

around <- function(key, d) {
    for (method in c("DL", "REML")) {
        r <- fit(d, method)
        name <- paste(key, method, sep = "/")
        l <- leave1out(r)
        say(paste0(name, "/left_out"), c(l$estimate, l$se, l$tau2))
        say(paste0(name, "/cumulative"), cumul(r)$estimate)
        b <- blup(r)
        say(paste0(name, "/shrunken"), c(b$pred, b$se))
        for (test in c("z", "knha")) {
            f <- influence(fit(d, method, test))$inf
            say(paste0(name, "/influence_", test), c(f$rstudent, f$dffits, f$cook.d, f$cov.r,
                                                     f$tau2.del, f$QE.del, f$hat))
        }
        for (kind in c("L0", "R0")) for (side in c("left", "right")) {
            t <- try(trimfill(r, estimator = kind, side = side, control = tight), silent = TRUE)
            if (!inherits(t, "try-error"))
                say(paste(name, "trim", kind, side, sep = "/"), c(t$k0, t$se.k0, t$b, t$se))
        }
        e <- regtest(r, model = "rma")
        say(paste0(name, "/egger"), c(e$zval, e$pval, e$fit$b[1]))
    }
    r <- fit(d, "DL")
    e <- regtest(r, model = "lm")
    say(paste0(key, "/classic_egger"), c(e$zval, e$pval))
    k <- ranktest(r)
    say(paste0(key, "/rank"), c(k$tau, k$pval))
    h <- hc(fit(d, "DL"), control = list(tol = 1e-12))
    say(paste0(key, "/henmi_copas"), c(h$beta, h$ci.lb, h$ci.ub))
}

regressions <- function(key, d) {
    for (method in estimators) for (test in c("z", "bare")) {
        r <- fit(d, method, tests[[test]], cbind(d$x, d$z))
        name <- paste(key, method, test, "regression", sep = "/")
        say(name, c(r$b, r$se, r$pval, r$tau2, r$I2, r$QE, r$QEp, r$QM, r$QMp))
        if (method %in% c("ML", "REML")) say(paste0(name, "/log"), logLik(r))
        if (method != "FE" && test == "z") {
            say(paste0(name, "/se_tau2"), r$se.tau2)
            if (!is.null(r$R2) && !is.na(r$R2)) say(paste0(name, "/r2"), r$R2)
        }
    }
}

every <- function(key, d, is_whole = FALSE) {
    say(paste0(key, "/y"), d$yi)
    say(paste0(key, "/v"), d$vi)
    models(key, d)
    if (is_whole) around(key, d) # the slow ones, on one measure of each set
    if (nrow(d) >= 5) regressions(key, d)
}

for (set in unique(all$set)) {
    d <- all[all$set == set, ]
    kind <- d$kind[1]
    if (kind == "counts") {
        for (measure in c("OR", "RR", "RD")) {
            e <- escalc(measure = measure, ai = a, n1i = b, ci = c, n2i = d, data = d,
                        drop00 = measure != "RD")
            kept <- as.data.frame(e)
            every(paste(set, measure, sep = "/"), kept[!is.na(kept$yi), ], measure == "OR")
            m <- rma.mh(ai = a, n1i = b, ci = c, n2i = d, data = d, measure = measure,
                        drop00 = measure != "RD")
            say(paste(set, "MH", measure, sep = "/"), c(m$b, m$se, m$QE, m$QEp))
        }
        p <- rma.peto(ai = a, n1i = b, ci = c, n2i = d, data = d)
        say(paste(set, "PETO", sep = "/"), c(p$b, p$se, p$QE, p$QEp))
    } else if (kind == "means") {
        for (measure in c("MD/LS", "MD/HO", "SMD/LS", "SMD/UB")) {
            w <- strsplit(measure, "/")[[1]]
            e <- escalc(measure = w[1], vtype = w[2], n1i = a, m1i = b, sd1i = c, n2i = d, m2i = e,
                        sd2i = f, data = d)
            every(paste(set, measure, sep = "/"), e, measure == "SMD/LS")
        }
    } else {
        for (measure in c("PLO", "PFT")) {
            e <- escalc(measure = measure, xi = a, ni = b, data = d)
            every(paste(set, measure, sep = "/"), e, measure == "PLO")
        }
        r <- fit(escalc(measure = "PFT", xi = a, ni = b, data = d), "REML")
        t <- predict(r, transf = transf.ipft.hm, targs = list(ni = d$b))
        say(paste(set, "PFT", "back", sep = "/"), c(t$pred, t$ci.lb, t$ci.ub))
        g <- rma.glmm(measure = "PLO", xi = a, ni = b, data = d, nAGQ = 25)
        say(paste(set, "GLMM", sep = "/"), c(g$b, g$se, sqrt(g$tau2), g$QE.LRT))
    }
}
close(out)
