// SPDX-License-Identifier: Apache-2.0
#include "server/desk.h"
#include "server/json_parts.h"

namespace filiform::server {

namespace {

using record::Role;

const std::vector<Role> lead_only{Role::Lead};

constexpr const char* role_words =
    R"({"enum":["clinician","reception","lead","patient","integrator"]})";
constexpr const char* user_schema =
    R"({"type":"object","required":["id","login","role","isActive","hasPassword","hasSecondFactor",
"failures"],"additionalProperties":false,"properties":{
"id":{"type":"string"},"login":{"type":"string"},
"role":{"enum":["clinician","reception","lead","patient","integrator"]},
"person":{"type":"string"},"isActive":{"type":"boolean"},"hasPassword":{"type":"boolean"},
"hasSecondFactor":{"type":"boolean"},"failures":{"type":"integer"},
"lockedUntil":{"type":"string"}}})";
constexpr const char* token_schema =
    R"({"type":"object","required":["digest","note","scopes","made","expires","lastUsed"],
"additionalProperties":false,"properties":{"digest":{"type":"string"},"note":{"type":"string"},
"scopes":{"type":"string"},"made":{"type":"string","format":"date-time"},
"expires":{"type":"string","format":"date-time"},
"lastUsed":{"type":"string","format":"date-time"}}})";

/// An account with the ticket that was made for it.
std::string told_schema() {
    return R"({"type":"object","required":["user","ticket","expires"],)"
           R"("additionalProperties":false,"properties":{"user":)" +
           std::string(user_schema) +
           R"(,"ticket":{"type":"string"},"expires":{"type":"string","format":"date-time"}}})";
}
/// An object with one list.
std::string list_schema(const std::string& name, const std::string& items) {
    return R"({"type":"object","required":[")" + name +
           R"("],"additionalProperties":false,"properties":{")" + name +
           R"(":{"type":"array","items":)" + items + "}}}";
}

json::object user_json(const store::Account& account) {
    json::object out{{"id", account.id},
                     {"login", account.login},
                     {"role", std::string(record::text(account.role))},
                     {"isActive", account.is_active},
                     {"hasPassword", !account.password_hash.empty()},
                     {"hasSecondFactor", !account.totp_secret.empty()},
                     {"failures", account.failures}};
    if (!account.person.is_empty())
        out["person"] = account.person.text();
    if (account.locked_until)
        out["lockedUntil"] = base::text(*account.locked_until);
    return out;
}

Answer said(const json::object& object, int status = 200) {
    Answer answer;
    answer.status = status;
    answer.body = json::serialize(object);
    return answer;
}

Answer nothing() {
    Answer answer;
    answer.status = 204;
    return answer;
}

Answer told(const People::Told& told, int status) {
    return said({{"user", user_json(told.account)},
                 {"ticket", told.secret},
                 {"expires", base::text(told.expires)}},
                status);
}

Answer list(const Desk& desk, const Call& call) {
    const auto accounts = desk.people.all();
    if (!accounts)
        return refusal(call.request, accounts.error());
    json::array all;
    for (const store::Account& account : *accounts)
        all.push_back(user_json(account));
    return said({{"users", std::move(all)}});
}

Answer show(const Desk& desk, const Call& call) {
    const auto account = desk.people.find(call.place("id"));
    return account ? said(user_json(*account)) : refusal(call.request, account.error());
}

/// The practitioner or patient an account belongs to, of the kind its role asks for.
void check_person(const Desk& desk, Members& members, Role role, const record::EntryId& person) {
    const bool is_patient = role == Role::Patient;
    if (person.is_empty()) {
        if (is_patient)
            members.complain("person", "It is not said which patient this is.",
                             "Give the id of the patient's entry.");
        return;
    }
    const auto wanted = is_patient ? record::Kind::Patient : record::Kind::Practitioner;
    const auto entry = desk.store.find(person);
    if (!entry || entry->kind != wanted)
        members.complain("person", "There is no such " + std::string(record::text(wanted)) + ".",
                         "Give the id of its entry.");
}

struct RoleAndPerson {
    Role role = Role::Patient;
    record::EntryId person;
};

RoleAndPerson read_role(const Desk& desk, Members& members) {
    RoleAndPerson out;
    const std::string word = members.text("role", 20);
    const auto role = record::role_of_word(word);
    if (!word.empty() && !role)
        members.complain("role", "There is no such role.",
                         "clinician, reception, lead, patient or integrator.");
    out.role = role.value_or(Role::Patient);
    out.person = record::EntryId(members.text_or_none("person", 64));
    if (role)
        check_person(desk, members, out.role, out.person);
    return out;
}

Answer invite(const Desk& desk, const Call& call) {
    const auto object = read_object(call.request.body);
    if (!object)
        return refusal(call.request, object.error());
    Members members(*object);
    People::Newcomer newcomer;
    newcomer.login = members.text("login", 64);
    const RoleAndPerson who = read_role(desk, members);
    newcomer.role = who.role;
    newcomer.person = who.person;
    if (const auto problems = members.problems(); !problems.empty())
        return refusal(call.request, problems);
    if (call.caller.role != Role::Lead && newcomer.role != Role::Patient)
        return refusal(call.request,
                       base::Problem{"request.forbidden", "#/role", "You may invite patients only.",
                                     "Ask the clinic's lead."});
    const auto invited = desk.people.invite(newcomer, call.caller.account, call.request.at);
    return invited ? told(*invited, 201) : refusal(call.request, invited.error());
}

/// Nobody may take away the last lead's rights, their own included: somebody has to be left who
/// can give them back.
base::Result<void> leaves_a_lead(const Desk& desk, const std::string& id) {
    const auto accounts = desk.people.all();
    if (!accounts)
        return tl::unexpected(accounts.error());
    for (const store::Account& account : *accounts)
        if (account.id != id && account.is_active && account.role == Role::Lead &&
            !account.password_hash.empty())
            return {};
    return tl::unexpected(base::Problem{"people.last_lead", "",
                                        "Nobody would be left to lead the clinic.",
                                        "Make somebody else a lead first."});
}

Answer change_role(const Desk& desk, const Call& call) {
    const auto object = read_object(call.request.body);
    if (!object)
        return refusal(call.request, object.error());
    Members members(*object);
    const RoleAndPerson who = read_role(desk, members);
    if (const auto problems = members.problems(); !problems.empty())
        return refusal(call.request, problems);
    if (who.role != Role::Lead)
        if (const auto left = leaves_a_lead(desk, call.place("id")); !left)
            return refusal(call.request, left.error());
    const auto changed = desk.people.change_role(call.place("id"), who.role, who.person,
                                                 call.caller.account, call.request.at);
    return changed ? said(user_json(*changed)) : refusal(call.request, changed.error());
}

Answer reset(const Desk& desk, const Call& call) {
    const auto reset = desk.people.reset(call.place("id"), call.caller.account, call.request.at);
    return reset ? told(*reset, 201) : refusal(call.request, reset.error());
}

Answer lock(const Desk& desk, const Call& call) {
    if (const auto left = leaves_a_lead(desk, call.place("id")); !left)
        return refusal(call.request, left.error());
    const auto locked =
        desk.people.set_active(call.place("id"), false, call.caller.account, call.request.at);
    return locked ? said(user_json(*locked)) : refusal(call.request, locked.error());
}

Answer unlock(const Desk& desk, const Call& call) {
    const auto active =
        desk.people.set_active(call.place("id"), true, call.caller.account, call.request.at);
    if (!active)
        return refusal(call.request, active.error());
    const auto done = desk.people.unlock(call.place("id"), call.caller.account, call.request.at);
    return done ? nothing() : refusal(call.request, done.error());
}

Answer list_tokens(const Desk& desk, const Call& call) {
    if (const auto account = desk.people.find(call.place("id")); !account)
        return refusal(call.request, account.error());
    const auto tickets = desk.people.tickets_of(call.place("id"));
    if (!tickets)
        return refusal(call.request, tickets.error());
    json::array all;
    for (const store::Ticket& ticket : *tickets)
        if (ticket.purpose == store::Ticket::Purpose::Token)
            all.push_back({{"digest", ticket.digest},
                           {"note", ticket.note},
                           {"scopes", ticket.scopes},
                           {"made", base::text(ticket.made)},
                           {"expires", base::text(ticket.expires)},
                           {"lastUsed", base::text(ticket.last_used)}});
    return said({{"tokens", std::move(all)}});
}

Answer make_token(const Desk& desk, const Call& call) {
    const auto object = read_object(call.request.body);
    if (!object)
        return refusal(call.request, object.error());
    Members members(*object);
    People::TokenOrder order;
    order.account = call.place("id");
    order.scopes = members.text("scopes", 2000);
    order.note = members.text("note", 200);
    constexpr double most_days = 730;
    order.days = static_cast<int>(members.number_or_none("days", 1, most_days).value_or(365));
    if (const auto problems = members.problems(); !problems.empty())
        return refusal(call.request, problems);
    const auto made = desk.people.make_token(order, call.caller.account, call.request.at);
    if (!made)
        return refusal(call.request, made.error());
    return said({{"token", made->secret}, {"expires", base::text(made->expires)}}, 201);
}

Answer drop_token(const Desk& desk, const Call& call) {
    const auto done = desk.people.drop_token(call.place("id"), call.place("digest"),
                                             call.caller.account, call.request.at);
    return done ? nothing() : refusal(call.request, done.error());
}

} // namespace

void add_user_routes(Routes& routes, const Desk& desk) {
    const auto with = [&desk](Answer (*work)(const Desk&, const Call&)) {
        return [desk, work](const Call& call) { return work(desk, call); };
    };
    const std::string users = "/api/v1/users";
    const std::string one = users + "/{id}";
    const Reply user{"The account.", user_schema};
    const Reply ticket{"The account, and the ticket, told once.", told_schema()};
    const std::string role_schema =
        R"({"type":"object","required":["role"],"additionalProperties":false,"properties":{)"
        R"("role":)" +
        std::string(role_words) + R"(,"person":{"type":"string"}}})";
    routes.push_back({Method::Get,
                      users,
                      "Lists the accounts.",
                      false,
                      lead_only,
                      "",
                      {},
                      {{200, {"They.", list_schema("users", user_schema)}}},
                      with(list)});
    routes.push_back({Method::Post,
                      users,
                      "Invites somebody: an account without a password, and a ticket to choose "
                      "one.",
                      false,
                      {Role::Clinician, Role::Reception, Role::Lead},
                      R"({"type":"object","required":["login","role"],)"
                      R"("additionalProperties":false,"properties":{"login":{"type":"string"},)"
                      R"("role":)" +
                          std::string(role_words) + R"(,"person":{"type":"string"}}})",
                      {},
                      {{201, ticket}},
                      with(invite)});
    routes.push_back({Method::Get,
                      one,
                      "Shows an account.",
                      false,
                      lead_only,
                      "",
                      {},
                      {{200, user}},
                      with(show)});
    routes.push_back({Method::Put,
                      one + "/role",
                      "Changes what somebody is; ends their sessions.",
                      false,
                      lead_only,
                      role_schema,
                      {},
                      {{200, user}},
                      with(change_role)});
    routes.push_back({Method::Post,
                      one + "/reset",
                      "Makes a ticket to choose a new password.",
                      false,
                      lead_only,
                      "",
                      {},
                      {{201, ticket}},
                      with(reset)});
    routes.push_back({Method::Post,
                      one + "/lock",
                      "Ends somebody's sessions and tokens and lets them in no more.",
                      false,
                      lead_only,
                      "",
                      {},
                      {{200, user}},
                      with(lock)});
    routes.push_back({Method::Post,
                      one + "/unlock",
                      "Lets somebody in again and forgives failed attempts.",
                      false,
                      lead_only,
                      "",
                      {},
                      {{204, {"Done.", ""}}},
                      with(unlock)});
    routes.push_back({Method::Get,
                      one + "/tokens",
                      "Lists a program's tokens.",
                      false,
                      lead_only,
                      "",
                      {},
                      {{200, {"They.", list_schema("tokens", token_schema)}}},
                      with(list_tokens)});
    routes.push_back({Method::Post,
                      one + "/tokens",
                      "Makes a token with scopes, told once.",
                      false,
                      lead_only,
                      R"({"type":"object","required":["scopes","note"],)"
                      R"("additionalProperties":false,"properties":{"scopes":{"type":"string",)"
                      R"("examples":["system/Patient.rs system/Appointment.cruds"]},)"
                      R"("note":{"type":"string"},"days":{"type":"integer","minimum":1,)"
                      R"("maximum":730}}})",
                      {},
                      {{201,
                        {"The token.", R"({"type":"object","required":["token","expires"],)"
                                       R"("additionalProperties":false,"properties":{"token":)"
                                       R"({"type":"string"},"expires":{"type":"string",)"
                                       R"("format":"date-time"}}})"}}},
                      with(make_token)});
    routes.push_back({Method::Delete,
                      one + "/tokens/{digest}",
                      "Takes a token away.",
                      false,
                      lead_only,
                      "",
                      {},
                      {{204, {"Done.", ""}}},
                      with(drop_token)});
}

} // namespace filiform::server
