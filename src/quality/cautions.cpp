// SPDX-License-Identifier: Apache-2.0
#include "quality/cautions.h"

#include <algorithm>
#include <array>

#include "base/expects.h"

namespace filiform::quality {

namespace {

constexpr std::array all{
    Caution{"caseMix", "Not for adjusting: it says who came, and nothing here but fainting is "
                       "corrected for it."},
    Caution{"perTreatment", "Not for comparing clinics that ask differently: who asks more finds "
                            "more, and a higher figure may be better care."},
    Caution{"perPatient", "Not for comparing with rates per treatment: patients who come often "
                          "have more chances."},
    Caution{"bySeverity", "Not for shares: severity is unknown of some, and the grade is raised "
                          "where it is."},
    Caution{"comparisons", "Not for saying \"safer than\": definitions, body parts and who reports "
                           "differ; each row says how."},
    Caution{"charts", "Not a proof. A signal says when to look, not what was found; no signal is "
                      "no all-clear."},
    Caution{"clinicians", "Not for ranking: those who treat see different patients, and most of a "
                          "difference is chance."},
    Caution{"consent", "Not for saying that consent was understood: it says that it was written "
                       "down in time."},
    Caution{"checks", "Not for saying that patients are well: it says that somebody asked, or that "
                      "the task was done."},
    Caution{"needleCounts", "Not for anything but a search for the note and the needle: one is one "
                            "too many, whatever the share."},
    Caution{"referrals", "Not for how fast patients were seen: a telephone call that nobody wrote "
                         "down is not in it."},
    Caution{"overrides", "Not for judging a rule: how often it was kept to is not counted."},
    Caution{"outcomes", "Not for crediting the needle: nobody here went without it, and bad scores "
                        "come back better by themselves. More treatments mean who stayed, not what "
                        "more of them do."},
    Caution{"cohort", "Not for laying beside another release: two of them may tell more than "
                      "either, and a class may share one secret."}};

} // namespace

std::span<const Caution> cautions() {
    return all;
}

std::string_view caution(std::string_view figure) {
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const Caution& one) { return one.figure == figure; });
    base::expects(found != all.end(), "every figure has a caution");
    return found->words;
}

} // namespace filiform::quality
