// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "record/record_fixture.h"
#include "server/server_fixture.h"

namespace filiform::server {

using record::Kind;
using record::Role;
using record::State;
namespace fixture = record::fixture;

/// A patient with one entry of every kind, written a minute apart, and another patient.
class RecordGlance : public Clinic {
  public:
    RecordGlance() {
        now_ = fixture::moment("2026-11-02T12:00:00Z");
        for (const record::Noun& noun : fixture::one_of_each()) {
            const Kind kind = record::kind_of(noun);
            now_ += std::chrono::minutes(1);
            put(kind, kind == Kind::Patient ? "patient-1" : "one-" + std::string(text(kind)),
                record::write_noun(noun));
        }
        put_patient("patient-2", "Other");
    }
    /// The kinds of the items, in their order.
    static std::vector<std::string> kinds_of(const Answer& answer) {
        std::vector<std::string> kinds;
        const json::object page = body_of(answer);
        for (const json::value& item : page.at("items").as_array())
            kinds.emplace_back(item.at("kind").as_string());
        return kinds;
    }
    Answer glance(const Login& who, const std::string& more = "",
                  const std::string& patient = "patient-1") {
        return get(who, "/api/v1/patients/" + patient + "/record" + more);
    }
};

using Kinds = std::vector<std::string>;

TEST_F(RecordGlance, has_all_that_is_the_patients_the_last_written_first) {
    const Login ada = as(Role::Clinician);
    const Answer answer = glance(ada);
    ASSERT_EQ(answer.status, 200) << answer.body;
    const Kinds kinds = kinds_of(answer);
    Kinds expected;
    for (const record::Noun& noun : fixture::one_of_each())
        if (record::kind_of(noun) == Kind::Patient || !record::patient_of(noun).is_empty())
            expected.insert(expected.begin(), std::string(text(record::kind_of(noun))));
    EXPECT_EQ(kinds, expected);
    EXPECT_GT(kinds.size(), 10U);
    const json::object first = body_of(answer).at("items").as_array().front().as_object();
    for (const char* member : {"id", "version", "state", "at", "by", "body"})
        EXPECT_TRUE(first.contains(member)) << member;
}

TEST_F(RecordGlance, comes_page_by_page_and_of_some_kinds) {
    const Login ada = as(Role::Clinician);
    const Kinds whole = kinds_of(glance(ada));
    Kinds found;
    std::string cursor;
    do {
        const Answer page = glance(ada, "?_count=3" + (cursor.empty() ? "" : "&cursor=" + cursor));
        ASSERT_EQ(page.status, 200) << page.body;
        const Kinds kinds = kinds_of(page);
        EXPECT_LE(kinds.size(), 3U);
        found.insert(found.end(), kinds.begin(), kinds.end());
        const json::object body = body_of(page);
        cursor = body.contains("next") ? std::string(body.at("next").as_string()) : "";
    } while (!cursor.empty());
    EXPECT_EQ(found, whole);
    EXPECT_EQ(kinds_of(glance(ada, "?kinds=task,assessment")), (Kinds{"task", "assessment"}));
    for (const char* wrong :
         {"?kinds=nonsense", "?kinds=", "?_count=0", "?_count=201", "?_count=x", "?limit=3"}) {
        const Answer answer = glance(ada, wrong);
        EXPECT_EQ(answer.status, 400) << wrong;
        EXPECT_EQ(code_of(answer), "request.parameter") << wrong;
    }
    EXPECT_EQ(glance(ada, "?cursor=nonsense").status / 100, 4);
}

TEST_F(RecordGlance, shows_a_patient_what_is_theirs_to_see) {
    const Login patient = as(Role::Patient, "patient-1");
    const Kinds kinds = kinds_of(glance(patient));
    const auto has = [&](const char* kind) {
        return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
    };
    EXPECT_TRUE(has("patient") && has("message") && has("task") && has("consent"));
    EXPECT_FALSE(has("plan") || has("assessment") || has("session") || has("letter")); // drafts
    const Kinds two = kinds_of(glance(patient, "?_count=2")); // what is passed over leaves no gap
    EXPECT_EQ(two, (Kinds{kinds[0], kinds[1]}));
    EXPECT_EQ(glance(patient, "", "patient-2").status, 404);
    EXPECT_EQ(glance(patient, "", "no-one").status, 404);
}

TEST_F(RecordGlance, shows_reception_nothing_clinical_and_a_program_what_its_scopes_take_in) {
    EXPECT_EQ(kinds_of(glance(as(Role::Reception))),
              (Kinds{"waitingEntry", "appointment", "patient"}));
    EXPECT_EQ(kinds_of(glance(with_token("system/Patient.rs system/Task.rs"))),
              (Kinds{"task", "patient"}));
    EXPECT_EQ(glance(with_token("system/Task.rs")).status, 403);
}

TEST_F(RecordGlance, is_one_row_in_the_audit) {
    const Login ada = as(Role::Clinician);
    glance(ada);
    const json::object page =
        body_of(get(as(Role::Lead), "/api/v1/audit?by=" + ada.account + "&limit=50"));
    int rows = 0;
    for (const json::value& row : page.at("rows").as_array())
        if (row.at("action") == "read_record") {
            ++rows;
            EXPECT_EQ(row.at("patient"), "patient-1");
        }
    EXPECT_EQ(rows, 1);
}

TEST_F(RecordGlance, of_a_restricted_patient_asks_why) {
    record::Patient restricted = fixture::patient();
    restricted.is_restricted = true;
    put(Kind::Patient, "patient-3", record::write_noun(restricted));
    const Login ada = as(Role::Clinician);
    EXPECT_EQ(code_of(glance(ada, "", "patient-3")), "request.restricted");
    EXPECT_EQ(
        get(ada, "/api/v1/patients/patient-3/record", {{"x-break-glass", "seen in an emergency"}})
            .status,
        200);
}

TEST_F(RecordGlance, has_what_belongs_to_a_double_too) {
    put(Kind::Patient, "double", R"({"family":"Twice","mergedInto":"patient-1"})");
    put(Kind::Task, "of-the-double",
        R"({"patient":"double","what":"call","due":"2026-11-05T00:00:00Z","status":"waiting"})");
    const std::string body = glance(as(Role::Clinician), "?kinds=task").body;
    EXPECT_NE(body.find("of-the-double"), std::string::npos) << body;
    const std::string own = glance(as(Role::Patient, "patient-1"), "?kinds=task").body;
    EXPECT_NE(own.find("of-the-double"), std::string::npos) << own;
}

} // namespace filiform::server
