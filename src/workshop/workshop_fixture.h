// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <string>
#include <thread>

#include "knowledge/library.h"
#include "knowledge/well.h"
#include "record/noun.h"
#include "server/server_fixture.h"
#include "workshop/workshop.h"

/// What the tests of this room stand on: a server with a real workshop, whose bodies are coarse so
/// that they are quick to make. Everybody in it is invented.
namespace filiform::workshop {

namespace json = boost::json;

inline constexpr double coarse_mm = 4;
inline constexpr const char* program = "filiform test";

inline Options coarse() {
    Options options;
    options.program = program;
    options.grid_mm = coarse_mm;
    options.most_study_bodies = 4;
    return options;
}

/// Somebody with a sore gluteus medius and nothing against a needle: every question answered.
inline record::Assessment well_but_sore() {
    record::Assessment assessment;
    assessment.patient = record::EntryId("p1");
    assessment.episode = record::EntryId("e1");
    assessment.practitioner = record::EntryId("d1");
    assessment.on = base::read_date("2026-11-25").value();
    assessment.height_cm = 168;
    assessment.weight_kg = 74;
    for (const knowledge::Finding& finding : knowledge::library()->findings) {
        auto answer = knowledge::answer_of_somebody_well(finding);
        if (finding.is_given || !answer)
            continue;
        if (const auto* words = std::get_if<std::vector<std::string>>(&*answer);
            words != nullptr && finding.kind == knowledge::FindingKind::Choice)
            answer = chart::Answer(std::string(words->front()));
        for (const char* side : {".right", ".left"})
            assessment.answers[finding.id.text() + (finding.has_sides ? side : "")] = *answer;
    }
    assessment.answers["leg_pain_side"] = "right";
    assessment.answers["trp_gluteus_medius_tender.right"] = true;
    assessment.answers["trp_gluteus_medius_familiar.right"] = true;
    return assessment;
}

inline record::Patient grown_woman() {
    record::Patient patient;
    patient.family = "Invented";
    patient.sex = record::Patient::Sex::Female;
    patient.birth_date = base::read_date("1980-05-02").value();
    return patient;
}

/// The workshop of all tests that do not care which bodies are at hand: a body takes long to make.
inline const server::Workshop& kept_workshop() {
    static const server::Workshop shop = *open_workshop(coarse());
    return shop;
}

class WorkingClinic : public server::Clinic {
  protected:
    explicit WorkingClinic(const server::Workshop& shop = kept_workshop()) : Clinic(shop) {
        put_noun("d1", record::read_noun(record::Kind::Practitioner,
                                         R"({"family":"Invented","profession":"doctor",)"
                                         R"("isActive":true})",
                                         "")
                           .value());
        put_noun("p1", grown_woman());
        put_noun("e1",
                 record::read_noun(record::Kind::Episode,
                                   R"({"patient":"p1","status":"active","began":"2026-11-01"})", "")
                     .value());
        put_noun("a1", well_but_sore());
        doctor = as(record::Role::Clinician, "d1");
    }
    void put_noun(const std::string& id, const record::Noun& noun) {
        put(record::kind_of(noun), id, record::write_noun(noun));
    }
    /// Begins a job and waits until it is over.
    json::object done(const json::object& body) {
        const server::Answer begun = post(doctor, "/api/v1/jobs", json::serialize(body));
        EXPECT_EQ(begun.status, 202) << begun.body;
        if (begun.status != 202)
            return {};
        const std::string id(server::body_of(begun).at("id").as_string());
        while (true) {
            const json::object job = server::body_of(get(doctor, "/api/v1/jobs/" + id));
            if (job.at("state") != "waiting" && job.at("state") != "running")
                return job;
            // The gate counts requests, and its clock stands still here.
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
    }
    server::Answer judged(const json::object& needle) {
        return post(doctor, "/api/v1/needle", json::serialize(needle));
    }

    Login doctor;
};

/// The same before any body was made.
class BareClinic : public WorkingClinic {
  protected:
    BareClinic() : WorkingClinic(*open_workshop(coarse())) {}
};

} // namespace filiform::workshop
