// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "record/record_fixture.h"
#include "server/server_fixture.h"

namespace filiform::server {

using record::Kind;
using record::Role;

/// A clinic with one entry of every kind.
class QualityRoutes : public Clinic {
  public:
    QualityRoutes() {
        now_ = record::fixture::moment("2026-11-06T12:00:00Z");
        for (const record::Noun& noun : record::fixture::one_of_each()) {
            const Kind kind = record::kind_of(noun);
            put(kind, kind == Kind::Patient ? "patient-1" : "one-" + std::string(text(kind)),
                record::write_noun(noun));
        }
    }
};

TEST_F(QualityRoutes, are_for_the_lead_alone) {
    for (const char* target : {"/api/v1/quality", "/api/v1/quality/cohort"}) {
        EXPECT_EQ(get(as(Role::Lead), target).status, 200);
        for (const Role role : {Role::Clinician, Role::Reception, Role::Patient})
            EXPECT_EQ(get(as(role), target).status, 403) << target;
    }
}

TEST_F(QualityRoutes, name_no_patient) {
    const Login lead = as(Role::Lead);
    const std::string all =
        get(lead, "/api/v1/quality").body + get(lead, "/api/v1/quality/cohort").body;
    for (const char* word : {"patient-1", "one-", "Cruz", "1980"})
        EXPECT_EQ(all.find(word), std::string::npos) << word;
}

TEST_F(QualityRoutes, refuse_a_period_that_cannot_be_in_one_sentence) {
    const Login lead = as(Role::Lead);
    for (const char* wrong : {"?from=yesterday", "?to=2026-02-30", "?grouping=moon",
                              "?from=2026-03-01&to=2026-02-01", "/cohort?k=4", "/cohort?k=many"})
        EXPECT_EQ(get(lead, std::string("/api/v1/quality") + wrong).status, 400) << wrong;
}

} // namespace filiform::server
