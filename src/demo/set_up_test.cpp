// SPDX-License-Identifier: Apache-2.0
#include "demo/set_up.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include <gtest/gtest.h>

#include "demo/relative_time.h"
#include "record/noun.h"
#include "server/care_steps.h"
#include "store/scratch_server.h"

namespace filiform::demo {

namespace {

base::Instant moment(const char* text) {
    return base::read_instant(text).value();
}

const base::Instant wednesday = moment("2026-11-25T12:00:00Z");

std::string all_of(const base::Problems& problems) {
    std::string text;
    for (const base::Problem& problem : problems)
        text += base::sentence(problem) + "\n";
    return text;
}

class Demonstration : public testing::Test {
  protected:
    std::unique_ptr<store::Store> open(const std::string& name = "demo") {
        return store::open_store("sqlite:" + (folder_.path() / name).string()).value();
    }
    template <class Noun>
    static Noun noun_of(store::Store& store, record::Kind kind, const std::string& id) {
        const auto entry = store.find(record::EntryId(id));
        if (!entry)
            throw std::runtime_error("there is no " + id);
        return std::get<Noun>(record::read_noun(kind, entry->body, id).value());
    }
    static std::vector<record::Entry> all(store::Store& store, record::Kind kind) {
        store::Query query;
        query.kind = kind;
        query.most = 1000;
        return store.search(query).value().entries;
    }

    store::ScratchFolder folder_;
};

Script small_script(const std::string& steps) {
    const std::string text =
        "time_zone: Europe/London\n"
        "players: [{login: lead, role: lead}, {login: desk, role: reception}]\n"
        "steps:\n" +
        steps;
    const auto script = read_script({{"small.yaml", text}}, wednesday);
    if (!script)
        throw std::runtime_error(all_of(script.error()));
    return *script;
}

constexpr const char* founding =
    "  - {at: day -9 09:00, by: lead, write: clinic c, body: {name: A, timeZone: Europe/London, "
    "isDemonstration: true}}\n"
    "  - {at: day -1 09:00, by: lead, write: clinic c, body: {name: B}}\n";

} // namespace

TEST_F(Demonstration, can_be_set_up_on_any_day_of_the_week_and_at_any_time) {
    for (const char* now : {"2026-11-23T00:10:00Z", "2026-11-24T23:50:00Z", "2026-11-27T12:00:00Z",
                            "2026-11-28T12:00:00Z", "2026-11-29T00:05:00Z", "2027-03-28T01:30:00Z",
                            "2028-02-29T12:00:00Z"}) {
        const auto store = open(now);
        const auto done = set_up(*store, moment(now));
        ASSERT_TRUE(done) << now << "\n" << all_of(done.error());
        const auto check = store->audit().verify();
        ASSERT_TRUE(check);
        EXPECT_FALSE(check->broken) << now;
        const auto written = store->happened_after(0, 1000).value();
        for (const store::Happened& one : written)
            EXPECT_LE(one.at, moment(now)) << one.id.text() << " lies ahead on " << now;
    }
}

TEST_F(Demonstration, says_of_everybody_that_they_are_invented) {
    const auto store = open();
    ASSERT_TRUE(set_up(*store, wednesday));
    const auto clinic = noun_of<record::Clinic>(*store, record::Kind::Clinic, "clinic");
    EXPECT_EQ(clinic.is_demonstration, true);
    EXPECT_NE(clinic.name.find("demonstration"), std::string::npos);
    const auto patients = all(*store, record::Kind::Patient);
    EXPECT_GE(patients.size(), 12U);
    for (const record::Entry& entry : patients) {
        const auto patient = noun_of<record::Patient>(*store, entry.kind, entry.id.text());
        EXPECT_EQ(patient.is_invented, true) << entry.id.text();
        EXPECT_NE(patient.family.find("(invented)"), std::string::npos) << entry.id.text();
    }
    for (const record::Entry& entry : all(*store, record::Kind::Practitioner))
        EXPECT_NE(entry.body.find("(invented)"), std::string::npos);
}

TEST_F(Demonstration, needles_nobody_whose_answers_could_mean_an_emergency) {
    const auto store = open();
    ASSERT_TRUE(set_up(*store, wednesday));
    const auto assessment = noun_of<record::Assessment>(*store, record::Kind::Assessment, "p02-a");
    EXPECT_EQ(assessment.screening->decision, record::ScreeningDecision::EmergencyToday);
    EXPECT_EQ(assessment.screening->may_needle, false);
    for (const record::Entry& entry : all(*store, record::Kind::Session))
        EXPECT_NE(entry.patient.text(), "p02");
}

TEST_F(Demonstration, has_patients_at_every_stage_of_care) {
    const auto store = open();
    ASSERT_TRUE(set_up(*store, wednesday));
    const auto state_of = [&](const char* id) {
        return store->find(record::EntryId(id)).value().state;
    };
    const auto leg_pain = [&](const char* id) {
        return noun_of<record::Outcome>(*store, record::Kind::Outcome, id).score.value();
    };
    EXPECT_EQ(state_of("p01-first"), record::State::Open);
    const auto begun = noun_of<record::Assessment>(*store, record::Kind::Assessment, "p01-a");
    EXPECT_EQ(state_of("p01-a"), record::State::Open);
    EXPECT_EQ(begun.screening->decision, record::ScreeningDecision::Ask);
    EXPECT_TRUE(begun.neurology.empty());
    EXPECT_EQ(state_of("p04-c"), record::State::Signed);
    EXPECT_EQ(state_of("p05-s4"), record::State::Signed);
    EXPECT_LT(leg_pain("p05-leg-4"), leg_pain("p05-leg-1") - 2) << "better";
    EXPECT_EQ(leg_pain("p06-leg-3"), leg_pain("p06-leg-1")) << "no better";
    EXPECT_EQ(state_of("p07-event"), record::State::Signed);
    EXPECT_EQ(state_of("p08-event"), record::State::Open);
    EXPECT_EQ(state_of("p11-c"), record::State::Withdrawn);
    const auto serious =
        noun_of<record::AdverseEvent>(*store, record::Kind::AdverseEvent, "p07-event");
    EXPECT_EQ(serious.grade, record::AdverseEvent::Grade::Serious);
    EXPECT_EQ(serious.reports.size(), 1U);
    const auto warfarin = noun_of<record::Assessment>(*store, record::Kind::Assessment, "p09-a");
    EXPECT_EQ(warfarin.screening->decision, record::ScreeningDecision::Caution);
    EXPECT_FALSE(warfarin.screening->restraint.empty());
    const auto over = noun_of<record::Episode>(*store, record::Kind::Episode, "p10-e");
    EXPECT_EQ(over.status, record::Episode::Status::Finished);
    const auto missed = noun_of<record::Appointment>(*store, record::Kind::Appointment, "p12-1");
    EXPECT_EQ(missed.status, record::Appointment::Status::NoShow);
    EXPECT_EQ(all(*store, record::Kind::WaitingEntry).size(), 1U);
    // Four sessions of p05 and two of p08 took a needle each off this lot.
    const auto lot = noun_of<record::Stock>(*store, record::Kind::Stock, "lot-30x75");
    EXPECT_EQ(lot.count_used, 6);
}

TEST_F(Demonstration,
       supersedes_the_note_of_a_session_with_its_correction_and_counts_needles_once) {
    const auto store = open();
    ASSERT_TRUE(set_up(*store, wednesday));
    std::optional<record::Entry> first;
    for (const record::Entry& entry : all(*store, record::Kind::Session))
        if (entry.state == record::State::Signed && entry.patient.text() == "p05")
            first = entry;
    ASSERT_TRUE(first);
    const auto corrected = [&](const record::EntryId& patient) {
        auto noun = noun_of<record::Session>(*store, record::Kind::Session, first->id.text());
        noun.amends = first->id;
        // One more of the same lot had gone in than was written.
        const auto of_lot =
            std::find_if(noun.needles.begin(), noun.needles.end(),
                         [](const auto& one) { return one.stock.text() == "lot-30x75"; });
        if (of_lot != noun.needles.end())
            noun.needles.push_back(record::Needle(*of_lot));
        noun.patient = patient;
        store::Write write;
        write.kind = record::Kind::Session;
        write.id = record::EntryId("correction-of-" + patient.text());
        write.state = record::State::Signed;
        write.patient = patient;
        write.body = record::write_noun(noun);
        write.index = record::index_of(noun, write.state);
        store::Change change;
        change.act.now = wednesday;
        change.act.by = "test";
        change.act.action = "create";
        change.writes.push_back(write);
        return change;
    };
    store::Change change = corrected(first->patient);
    ASSERT_TRUE(server::add_consequences(*store, change));
    const auto written = store->write(change);
    ASSERT_TRUE(written) << base::sentence(written.error());
    EXPECT_EQ(store->find(first->id)->state, record::State::Superseded);
    const auto lot = noun_of<record::Stock>(*store, record::Kind::Stock, "lot-30x75");
    EXPECT_EQ(lot.count_used, 7); // six before, and the one that was forgotten

    store::Change foreign = corrected(record::EntryId("p08"));
    const auto refused = server::add_consequences(*store, foreign);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().where, "#/amends");
}

TEST_F(Demonstration, has_somebody_in_every_role_each_with_a_password_of_this_store_alone) {
    std::set<std::string> secrets;
    for (const char* name : {"one", "other"}) {
        const auto store = open(name);
        const auto done = set_up(*store, wednesday);
        ASSERT_TRUE(done);
        std::set<record::Role> roles;
        for (const Told& one : done->told) {
            roles.insert(one.role);
            EXPECT_GE(one.secret.size(), 25U);
            EXPECT_TRUE(secrets.insert(one.secret).second);
        }
        EXPECT_EQ(roles.size(), 5U);
    }
}

TEST_F(Demonstration, is_left_as_it_is_when_it_is_there) {
    const auto store = open();
    ASSERT_TRUE(set_up(*store, wednesday));
    const auto before = store->happened_after(0, 1000).value().size();
    const auto again = set_up(*store, wednesday + std::chrono::hours(24 * 40));
    ASSERT_TRUE(again);
    EXPECT_TRUE(again->told.empty());
    EXPECT_EQ(store->happened_after(0, 1000).value().size(), before);
}

TEST_F(Demonstration, is_not_put_into_a_store_that_holds_something_else) {
    const auto store = open();
    store::Change change;
    change.act.by = "ada";
    store::Write& write = change.writes.emplace_back();
    write.kind = record::Kind::Patient;
    write.id = record::EntryId("p1");
    write.patient = write.id;
    write.body = R"({"family":"Real"})";
    ASSERT_TRUE(store->write(change));
    const auto done = set_up(*store, wednesday);
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().front().code, "demo.not_demo");
    EXPECT_EQ(store->happened_after(0, 1000).value().size(), 1U);
}

TEST_F(Demonstration, that_was_cut_short_says_so) {
    const auto store = open();
    const Script half =
        small_script("  - {at: day -9 09:00, by: lead, write: clinic c, body: {name: A, timeZone: "
                     "Europe/London, isDemonstration: true}}\n");
    ASSERT_TRUE(set_up(*store, half, wednesday));
    const auto again = set_up(*store, half, wednesday);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().front().code, "demo.unfinished");
}

TEST_F(Demonstration, is_judged_by_the_rules_of_any_write) {
    const struct {
        const char* step;
        const char* at;
    } cases[] = {
        // A patient who died before being born; reception founding a room; a booking that is
        // undone.
        {"  - {at: day -8 09:00, by: lead, write: patient p, body: {family: X, birthDate: "
         "1990-01-01, deceasedOn: 1980-01-01}}\n",
         "small.yaml:6 #/deceasedOn"},
        {"  - {at: day -8 09:00, by: desk, write: room r, body: {name: R, isActive: true}}\n",
         "small.yaml:6"},
        {"  - {at: day -8 09:00, by: lead, write: patient p, body: {famly: X}}\n",
         "small.yaml:6 #/famly"},
    };
    for (const auto& one : cases) {
        const auto store = open(std::to_string(&one - cases));
        const auto done = set_up(*store, small_script(std::string(founding) + one.step), wednesday);
        ASSERT_FALSE(done) << one.step;
        EXPECT_TRUE(all_of(done.error()).find(one.at) != std::string::npos) << all_of(done.error());
    }
}

TEST(Script, tells_every_mistake_with_its_line) {
    const auto script = read_script({{"wrong.yaml", "time_zone: Europe/London\n"
                                                    "players: [{login: a, role: king}]\n"
                                                    "steps:\n"
                                                    "  - {at: sometime, by: a, write: room r}\n"
                                                    "  - {at: day 1 09:00, by: a, write: pony r}\n"
                                                    "  - {at: day 1 09:00, by: a, write: room r, "
                                                    "like: none}\n"
                                                    "  - {at: day 1 09:00, by: a, write: room r, "
                                                    "colour: red, body: {name: $who}}\n"}},
                                    wednesday);
    ASSERT_FALSE(script);
    const std::string told = all_of(script.error());
    for (const char* line :
         {"wrong.yaml:2", "wrong.yaml:4", "wrong.yaml:5", "wrong.yaml:6", "wrong.yaml:7"})
        EXPECT_NE(told.find(line), std::string::npos) << line << "\n" << told;
}

} // namespace filiform::demo
