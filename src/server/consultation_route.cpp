// SPDX-License-Identifier: Apache-2.0
#include "record/noun.h"
#include "server/access.h"
#include "server/clinic_rules.h"
#include "server/desk.h"
#include "server/examined.h"
#include "server/json_parts.h"
#include "server/stored.h"

namespace filiform::server {

namespace {

using record::Kind;

/// What an assessment holds is described there.
constexpr const char* consultation_request =
    R"({"type":"object","required":["answers"],"additionalProperties":false,"properties":{
"patient":{"type":"string","pattern":"^[A-Za-z0-9.-]{1,64}$","x-kinds":["patient"],
"description":"Whose birth date and sex are taken from the record."},
"particulars":{"type":"object","additionalProperties":false,
"description":"Instead of the record's, or without one.","properties":{
"birthDate":{"type":"string","format":"date","pattern":"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
"ageYears":{"type":"number","minimum":0,"maximum":120},
"sex":{"$ref":"#/components/schemas/patient/properties/sex"}}},
"heightCm":{"$ref":"#/components/schemas/assessment/properties/heightCm"},
"weightKg":{"$ref":"#/components/schemas/assessment/properties/weightKg"},
"on":{"$ref":"#/components/schemas/assessment/properties/on"},
"checks":{"type":"string","pattern":"^[A-Za-z0-9.-]{1,64}$","x-kinds":["session"],
"description":"The session after which it asks how that went."},
"answers":{"type":"object","description":"By finding of the library; what is not known is left out.",
"maxProperties":1000,"examples":[{}],
"additionalProperties":{"$ref":"#/components/schemas/assessment/properties/answers/additionalProperties"}},
"clearances":{"type":"array","maxItems":64,
"items":{"$ref":"#/components/schemas/assessment/properties/clearances/items"}},
"overrides":{"type":"array","maxItems":64,
"items":{"$ref":"#/components/schemas/assessment/properties/overrides/items"}}}})";

constexpr const char* consultation_reply =
    R"({"oneOf":[{"$ref":"#/components/schemas/consultation"},)"
    R"({"$ref":"#/components/schemas/consultation-patient"}]})";

struct Sent {
    WeighWanted wanted;
    record::EntryId patient; ///< empty: nobody of the record
    record::Patient particulars;
};

void add_to(base::Problems& all, const base::Problems& more) {
    all.insert(all.end(), more.begin(), more.end());
}

/// The record leaves out what is empty; a page that begins may say so.
bool is_nothing_yet(std::string_view name, const json::value& value) {
    if (name == "answers")
        return value.is_object() && value.get_object().empty();
    const bool is_list = name == "clearances" || name == "overrides";
    return is_list && value.is_array() && value.get_array().empty();
}

/// What an assessment would hold, read as one, so that nothing is taken here that could not be
/// kept.
void read_answers(Members& members, const std::string& today, Sent& sent,
                  base::Problems& problems) {
    // Whose, and who examines, is for the one that is kept.
    json::object body{{"patient", "x"}, {"episode", "x"}, {"practitioner", "x"}, {"on", today}};
    for (const char* name :
         {"on", "checks", "heightCm", "weightKg", "answers", "clearances", "overrides"}) {
        const json::value* const value = members.find(name);
        if (value != nullptr && !is_nothing_yet(name, *value))
            body[name] = *value;
    }
    if (members.find("answers") == nullptr)
        members.complain("answers", "This is missing.", "Send {} when nothing was answered yet.");
    auto noun = record::read_noun(Kind::Assessment, json::serialize(body), "");
    if (noun)
        sent.wanted.who.assessment = std::get<record::Assessment>(*std::move(noun));
    else
        add_to(problems, noun.error());
}

void read_particulars(Members& members, Sent& sent, base::Problems& problems) {
    const json::value* const value = members.find("particulars");
    if (value == nullptr)
        return;
    if (!value->is_object())
        return members.complain("particulars", "This is not an object.",
                                "Send birthDate or ageYears, and sex.");
    constexpr double oldest_years = 120;
    Members inner(value->get_object(), "/particulars");
    sent.wanted.age_years = inner.number_or_none("ageYears", 0, oldest_years);
    json::object body{{"family", "x"}}; // a name is for the one that is kept
    for (const char* name : {"birthDate", "sex"})
        if (const json::value* member = inner.find(name))
            body[name] = *member;
    if (body.contains("birthDate") && sent.wanted.age_years)
        inner.complain("ageYears", "The birth date says the age already.", "Keep one of the two.");
    auto noun = record::read_noun(Kind::Patient, json::serialize(body), "");
    if (noun)
        sent.particulars = std::get<record::Patient>(*std::move(noun));
    else
        for (base::Problem problem : noun.error()) {
            problem.where = "#/particulars" + pointer_of(problem.where);
            problems.push_back(std::move(problem));
        }
    members.take(inner);
}

base::Checked<Sent> read_sent_consultation(const Desk& desk, const Call& call) {
    const auto object = read_object(call.request.body);
    if (!object)
        return tl::unexpected(base::Problems{object.error()});
    const auto zone = clinic_zone(desk.store);
    if (!zone)
        return tl::unexpected(base::Problems{zone.error()});
    Members members(*object);
    Sent sent;
    base::Problems problems;
    sent.patient = record::EntryId(members.text_or_none("patient", 64));
    read_particulars(members, sent, problems);
    read_answers(members, base::text(zone->local_of(call.request.at).date), sent, problems);
    base::Problems wrong = members.problems();
    add_to(wrong, problems);
    if (!wrong.empty())
        return tl::unexpected(wrong);
    return sent;
}

/// The record's particulars, where the consultation says none of its own.
base::Result<void> take_particulars(const Desk& desk, const Call& call, Sent& sent) {
    record::Patient& patient = sent.wanted.who.patient;
    if (!sent.patient.is_empty()) {
        auto seen = find_seen(desk, call, Kind::Patient, sent.patient);
        if (!seen)
            return tl::unexpected(seen.error());
        note_read(desk.store, call.request, call.caller, "read", seen->first);
        const auto& kept = std::get<record::Patient>(seen->second);
        patient.birth_date = sent.wanted.age_years ? std::nullopt : kept.birth_date;
        patient.sex = kept.sex;
    }
    if (sent.particulars.birth_date)
        patient.birth_date = sent.particulars.birth_date;
    if (sent.particulars.sex)
        patient.sex = sent.particulars.sex;
    return {};
}

Answer weigh(const Desk& desk, const Call& call) {
    auto sent = read_sent_consultation(desk, call);
    if (!sent)
        return refusal(call.request, sent.error());
    if (!desk.workshop.weigh)
        return refusal(call.request, no_planner());
    if (const auto taken = take_particulars(desk, call, *sent); !taken)
        return refusal(call.request, taken.error());
    auto stricter = stricter_rules(desk.store);
    if (!stricter)
        return refusal(call.request, stricter.error());
    sent->wanted.who.stricter = *std::move(stricter);
    sent->wanted.reader =
        call.caller.role == record::Role::Patient ? Reader::Patient : Reader::Clinician;
    auto weighed = desk.workshop.weigh(sent->wanted);
    if (!weighed)
        return refusal(call.request, weighed.error());
    Answer answer;
    answer.body = *std::move(weighed);
    return answer;
}

} // namespace

void add_consultation_route(Routes& routes, const Desk& desk) {
    using record::Role;
    routes.push_back(
        {Method::Post,
         "/api/v1/consultations",
         "Screens and weighs a consultation as far as it has come, and keeps nothing of it; to a "
         "patient it says whether it is an emergency and what to do.",
         false,
         {Role::Clinician, Role::Lead, Role::Patient},
         consultation_request,
         {},
         {{200, {"What the library makes of it.", consultation_reply}},
          {501, {"This server has no library.", "", "application/problem+json"}}},
         [desk](const Call& call) { return weigh(desk, call); }});
}

} // namespace filiform::server
