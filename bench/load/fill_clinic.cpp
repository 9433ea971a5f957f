// SPDX-License-Identifier: Apache-2.0
// Fills a new store with a large invented clinic, for load to be put on a server: patients, an
// episode each, and signed needling sessions. Prints the token of a program that may read and write
// all of it, and ids to ask for. Usage: filiform_fill_clinic STORE PATIENTS SESSIONS_EACH IDS_FILE
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string>

#include "base/random.h"
#include "record/noun.h"
#include "server/people.h"
#include "store/store.h"

namespace {

using namespace filiform;
using record::EntryId;
using std::chrono::hours;

constexpr int practitioners = 20;
constexpr int at_once = 200; ///< patients in one change

template <class Value>
Value or_end(base::Result<Value> result) {
    if (!result) {
        std::cerr << base::sentence(result.error()) << '\n';
        std::exit(1);
    }
    return *std::move(result);
}

base::Instant now() {
    return std::chrono::time_point_cast<std::chrono::milliseconds>(
        std::chrono::system_clock::now());
}

/// As many family names as there are patients, of syllables; some share one, as people do.
std::string name_of(int number) {
    constexpr const char* syllables[] = {"al", "ber", "cor", "den", "el",  "fan", "gor", "hil",
                                         "in", "jor", "kal", "lun", "mar", "nor", "os",  "pen"};
    std::string name;
    for (int rest = number / 3 + 1; rest > 0; rest /= 16)
        name += syllables[rest % 16];
    name.front() = static_cast<char>(name.front() - 'a' + 'A');
    return name;
}

store::Write write_of(const record::Noun& noun, const std::string& id, record::State state) {
    store::Write write;
    write.kind = record::kind_of(noun);
    write.id = EntryId(id);
    write.state = state;
    write.patient = record::patient_of(noun);
    write.body = record::write_noun(noun);
    write.index = record::index_of(noun, state);
    return write;
}

record::Practitioner practitioner_of(int number) {
    record::Practitioner one;
    one.family = "Needler " + std::to_string(number);
    one.given = {"Invented"};
    one.profession = record::Practitioner::Profession::Physiotherapist;
    one.is_active = true;
    return one;
}

record::Patient patient_of(int number) {
    record::Patient one;
    one.family = name_of(number);
    one.given = {"Invented", std::to_string(number)};
    one.birth_date =
        *base::read_date("19" + std::to_string(40 + number % 60) + "-0" +
                         std::to_string(1 + number % 9) + "-1" + std::to_string(number % 10));
    one.sex = number % 2 == 0 ? record::Patient::Sex::Female : record::Patient::Sex::Male;
    one.identifiers = {{"urn:example:clinic", "C" + std::to_string(number)}};
    one.phone = "+44 20 7946 0" + std::to_string(100 + number % 900);
    one.is_invented = true;
    return one;
}

record::Episode episode_of(int number, const EntryId& patient) {
    record::Episode one;
    one.patient = patient;
    one.practitioner = EntryId("practitioner-" + std::to_string(number % practitioners));
    one.status = record::Episode::Status::Active;
    one.began = *base::read_date("2026-01-05");
    one.reason = "Pain from the left buttock to the calf for six weeks";
    one.diagnoses = {{"M54.3", "Sciatica", record::Side::Left, true}};
    return one;
}

record::Session session_of(int number, int which, const record::Episode& episode,
                           const EntryId& episode_id) {
    const base::Instant began =
        *base::read_instant("2026-01-05T08:00:00Z") + hours(24 * 7 * which + number % 9);
    record::Session one;
    one.patient = episode.patient;
    one.episode = episode_id;
    one.practitioner = episode.practitioner;
    one.began = began;
    one.ended = began + std::chrono::minutes(30);
    one.position = record::Session::Position::Prone;
    one.retention_minutes_planned = 10;
    for (const char* target :
         {"piriformis.left", "gluteus_medius.left", "gluteus_minimus.left", "multifidus.left"}) {
        record::Needle needle;
        needle.target = target;
        needle.level = std::string_view(target).starts_with("multifidus") ? "l5" : "";
        needle.lot = "L" + std::to_string(2600 + number % 40);
        needle.diameter_mm = 0.3;
        needle.length_mm = 60;
        needle.depth_mm = 40 + number % 15;
        needle.entry = "A hand's breadth below the crest, on the line to the trochanter";
        needle.technique = record::Technique::Still;
        needle.twitch = number % 3 == 0;
        needle.time_in = began + std::chrono::minutes(5);
        needle.time_out = began + std::chrono::minutes(15);
        one.needles.push_back(needle);
    }
    one.counted_in = one.counted_out = static_cast<std::int64_t>(one.needles.size());
    one.pain_before = record::Pain{7.0 - 0.5 * which, 5.0};
    one.pain_after = record::Pain{6.5 - 0.5 * which, 4.5};
    one.tolerance = record::Session::Tolerance::Good;
    return one;
}

void write_all(store::Store& store, store::Change& change) {
    or_end(store.write(change));
    change.writes.clear();
}

} // namespace

int main(int count, char** words) {
    if (count != 5) {
        std::cerr << "filiform_fill_clinic STORE PATIENTS SESSIONS_EACH IDS_FILE\n";
        return 2;
    }
    const int patients = std::atoi(words[2]), sessions = std::atoi(words[3]);
    std::ofstream ids(words[4]);
    const auto store = or_end(store::open_store(words[1]));
    store::Change change{{"system", "import", "load", "", now()}, {}, {}};
    for (int i = 0; i < practitioners; ++i)
        change.writes.push_back(
            write_of(practitioner_of(i), "practitioner-" + std::to_string(i), record::State::Open));
    write_all(*store, change);
    for (int i = 0; i < patients; ++i) {
        const std::string number = std::to_string(i);
        const EntryId patient("patient-" + number), episode_id("episode-" + number);
        const record::Episode episode = episode_of(i, patient);
        change.writes.push_back(write_of(patient_of(i), patient.text(), record::State::Open));
        change.writes.push_back(write_of(episode, episode_id.text(), record::State::Open));
        for (int j = 0; j < sessions; ++j)
            change.writes.push_back(write_of(session_of(i, j, episode, episode_id),
                                             "session-" + number + "-" + std::to_string(j),
                                             record::State::Signed));
        if (i % at_once == at_once - 1 || i == patients - 1)
            write_all(*store, change);
        ids << patient.text() << ' ' << name_of(i) << '\n';
    }
    server::People people(store->accounts(), store->audit(), {});
    const auto program =
        or_end(people.invite({"load", record::Role::Integrator, {}}, "system", now()));
    const auto token = or_end(
        people.make_token({program.account.id, "system/*.cruds", "load", 2}, "system", now()));
    std::cout << token.secret << '\n';
    return store->audit().settle() ? 0 : 1;
}
