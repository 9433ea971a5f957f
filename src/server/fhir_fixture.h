// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/server_fixture.h"

/// What the tests of FHIR share: a clinic with a few invented patients, asked in FHIR.
namespace filiform::server {

class FhirClinic : public Clinic {
  public:
    using Kind = record::Kind;
    using Role = record::Role;

    static constexpr const char* base = "/fhir/R4";

    Answer fetch(const Login& who, const std::string& rest, std::vector<Named> more = {}) {
        return get(who, base + rest, std::move(more));
    }
    /// `family` with five of them: "A" to "E", born in 1950 to 1954.
    void put_five() {
        for (char letter = 'A'; letter <= 'E'; ++letter)
            put_patient(std::string("p") + letter, std::string(1, letter),
                        R"(,"birthDate":"195)" +
                            std::string(1, static_cast<char>('0' + letter - 'A')) + R"(-01-01")");
    }
    void put_visit() {
        put(Kind::Practitioner, "d1",
            R"({"family":"Invented","profession":"physiotherapist","isActive":true})");
        put(Kind::Episode, "e1", R"({"patient":"pA","status":"active","began":"2026-01-01"})");
        put(Kind::Assessment, "a1",
            R"({"patient":"pA","episode":"e1","practitioner":"d1","on":"2026-01-02"})");
    }
    static std::string patient_json(const std::string& family, const std::string& more = "") {
        return R"({"resourceType":"Patient","name":[{"family":")" + family + R"("}])" + more + "}";
    }
    static std::string appointment_json(const std::string& patient, const std::string& practitioner,
                                        const std::string& start, const std::string& end) {
        return R"({"resourceType":"Appointment","status":"booked","appointmentType":{"coding":[)"
               R"({"system":"https://filiform.example/fhir/CodeSystem/visit","code":"first"}]},)"
               R"("start":")" +
               start + R"(","end":")" + end + R"(","participant":[{"actor":{"reference":")" +
               patient + R"("},"status":"accepted"},{"actor":{"reference":")" + practitioner +
               R"("},"status":"accepted"}]})";
    }
    std::int64_t count_of(Kind kind) {
        store::Query query;
        query.kind = kind;
        query.with_total = true;
        return store_->search(query)->total.value_or(-1);
    }
    std::size_t audited(const std::string& action, const std::string& patient) {
        EXPECT_TRUE(store_->audit().settle());
        store::AuditQuery query;
        query.action = action;
        if (!patient.empty())
            query.patient = patient;
        return store_->audit().find(query)->size();
    }
};

/// "Patient/pA Patient/pB": the resources of a Bundle's entries, in their order.
inline std::string entries_of(const Answer& answer, const std::string& mode = "") {
    std::string out;
    const json::object bundle = body_of(answer);
    if (!bundle.contains("entry"))
        return out;
    for (const json::value& value : bundle.at("entry").as_array()) {
        const json::object& entry = value.as_object();
        const json::object& resource = entry.at("resource").as_object();
        if (!mode.empty() && entry.at("search").at("mode") != mode.c_str())
            continue;
        out += (out.empty() ? "" : " ") + std::string(resource.at("resourceType").as_string());
        if (resource.contains("id"))
            out += "/" + std::string(resource.at("id").as_string());
    }
    return out;
}

/// The address of a Bundle's link, from the server's base on; empty where there is none.
inline std::string link_of(const Answer& answer, const std::string& relation) {
    constexpr std::string_view host = "http://localhost/fhir/R4";
    const json::object bundle = body_of(answer);
    for (const json::value& link : bundle.at("link").as_array())
        if (link.at("relation") == relation.c_str())
            return std::string(link.at("url").as_string()).substr(host.size());
    return "";
}

/// "status issue-code expression" of an OperationOutcome.
inline std::string issue_of(const Answer& answer) {
    EXPECT_EQ(answer.media_type, "application/fhir+json");
    const json::object outcome = body_of(answer);
    EXPECT_EQ(outcome.at("resourceType"), "OperationOutcome") << answer.body;
    const json::object& issue = outcome.at("issue").as_array().front().as_object();
    std::string out =
        std::to_string(answer.status) + " " + std::string(issue.at("code").as_string());
    if (issue.contains("expression"))
        out += " " + std::string(issue.at("expression").as_array().front().as_string());
    return out;
}

} // namespace filiform::server
