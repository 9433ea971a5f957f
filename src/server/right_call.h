// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <map>
#include <vector>

#include "base/digest.h"
#include "record/record_fixture.h"
#include "record/states.h"
#include "server/answer_client.h"
#include "server/api_document.h"
#include "server/server_fixture.h"
#include "server/totp.h"

/// For tests: a clinic with one right entry of every kind, and the right way to call every route of
/// the table, made from the table: its pattern, its roles, its schemas and their examples.
namespace filiform::server {

using record::Kind;
using record::Role;

class WholeClinic : public Clinic {
  public:
    using Call = AnswerClient::Asked;

    WholeClinic() : client_(server_->port()) {
        now_ = record::fixture::moment("2026-11-03T12:00:00Z");
        for (const record::Noun& noun : record::fixture::one_of_each()) {
            const Kind kind = record::kind_of(noun);
            put(kind, id_of(kind), record::write_noun(noun),
                record::is_signable(kind) ? record::State::Signed : record::State::Open);
        }
        document_ = std::make_unique<ApiDocument>(
            client_.ask({Method::Get, "/api/v1/openapi.json", "", {}}).body);
    }

    [[nodiscard]] const ApiDocument& document() const { return *document_; }
    Answer over_wire(const Call& call) { return client_.ask(call); }

    /// "session-1", as the fixture's nouns name each other.
    static std::string id_of(Kind kind) {
        std::string id; // "adverseEvent" is "adverse-event-1"
        for (const char c : record::text(kind))
            if (c >= 'A' && c <= 'Z')
                id += {'-', static_cast<char>(c + 32)};
            else
                id += c;
        return id + "-1";
    }
    static std::optional<Kind> kind_of(const Route& route) {
        const auto segments = segments_of(route.pattern);
        return segments.size() > 2 && segments[1] == "v1" ? record::kind_of_collection(segments[2])
                                                          : std::nullopt;
    }
    /// A right noun; of bookings, so many half hours later, since they take somebody's time.
    static std::string noun_of(Kind kind, int later = 0) {
        if (kind == Kind::Appointment) {
            record::Appointment one = record::fixture::appointment();
            *one.start += later * std::chrono::minutes(30);
            *one.end += later * std::chrono::minutes(30);
            return record::write_noun(one);
        }
        for (const record::Noun& noun : record::fixture::one_of_each())
            if (record::kind_of(noun) == kind)
                return record::write_noun(noun);
        throw std::runtime_error("record_fixture.h lacks a kind");
    }
    static bool is_fhir(const Route& route) { return route.pattern.starts_with("/fhir"); }
    static bool takes_json(const Route& route) {
        return !route.takes.empty() && route.takes_media == "application/json";
    }
    /// An address with one more parameter, or with another value of one that it has.
    static std::string with_parameter(std::string target, const std::string& name,
                                      const std::string& value) {
        for (const char before : {'?', '&'})
            if (const auto at = target.find(before + name + "="); at != std::string::npos) {
                const std::size_t begin = at + name.size() + 2;
                return target.replace(begin, target.find('&', begin) - begin, value);
            }
        const char mark = target.find('?') == std::string::npos ? '?' : '&';
        return target + mark + name + "=" + value;
    }
    static bool is_right(const Route& route, const Answer& answer) {
        return answer.status / 100 == 2 && route.replies.contains(answer.status);
    }

    /// Somebody who may call it; somebody new where it ends their session or asks for a password.
    std::vector<Named> caller_of(const Route& route) {
        if (route.is_public)
            return {};
        const bool is_spent = route.pattern.find("logout") != std::string::npos ||
                              route.takes.find("password") != std::string::npos;
        for (const Role role : {Role::Lead, Role::Clinician, Role::Reception, Role::Patient})
            if (std::find(route.who.begin(), route.who.end(), role) != route.who.end())
                return is_spent ? newcomer(role).headers : somebody(role).headers;
        return somebody(Role::Integrator).headers;
    }
    const Login& somebody(Role role) {
        const auto known = people_.find(role);
        return known != people_.end() ? known->second
                                      : people_.emplace(role, newcomer(role)).first->second;
    }

    /// A call that should be right; `state` is that of the entry it is about, where it is about one
    /// that may be in several. Each has an entry of its own to change.
    Call right_call(const Route& route, record::State state = record::State::Open) {
        Call call{route.method, "", "", caller_of(route)};
        if (!route.takes.empty())
            call.headers.push_back({"content-type", route.takes_media});
        for (const Told& told : route.told)
            if (told.is_header && told.is_required)
                call.headers.push_back({told.name, told.name == "If-Match" ? "\"1\"" : "x"});
        const auto kind = kind_of(route);
        for (const std::string& segment : segments_of(route.pattern))
            call.target +=
                '/' + (segment.starts_with('{') ? place(route, segment, call, state) : segment);
        if (call.target.empty())
            call.target = "/";
        for (const Told& told : route.told)
            if (!told.is_header && told.is_required)
                call.target = with_parameter(
                    call.target, told.name,
                    std::string(example(json::parse(told.schema), kind).as_string()));
        if (!route.takes.empty())
            call.body = by_hand(route, call);
        if (!route.takes.empty() && call.body.empty())
            call.body = json::serialize(example(document_->body_schema(route), kind));
        return call;
    }
    /// The first right call that is answered so, over the wire.
    std::pair<Call, Answer> called_right(const Route& route) {
        std::pair<Call, Answer> last;
        for (const record::State state : {record::State::Open, record::State::Signed}) {
            last.first = right_call(route, state);
            last.second = over_wire(last.first);
            if (is_right(route, last.second))
                break;
        }
        return last;
    }

    /// What cannot be called with what the table says, and why.
    struct ByHand {
        const char* begins; ///< of the route's name
        const char* because;
    };
    static constexpr std::array<ByHand, 15> by_hand_list{{
        {"POST /api/v1/login", "nobody but its owner knows a password"},
        {"POST /api/v1/password", "the same"},
        {"POST /api/v1/second-factor/confirm", "a code holds for half a minute"},
        {"POST /api/v1/second-factor/remove", "a password again"},
        {"POST /api/v1/invitations/accept", "a ticket is told once, to whom it is for"},
        {"DELETE /api/v1/users/{id}/tokens/{digest}", "there has to be a token"},
        {"POST /api/v1/jobs", "what a job takes depends on its kind"},
        {"POST /api/v1/needle",
         "where a needle goes in is for the planner, which these tests lack"},
        {"POST /api/v1/plans/{id}/paths", "the same"},
        {"POST /api/v1/consultations",
         "what is answered is for the library, which these tests lack"},
        {"GET /api/v1/calendar/{feed}", "its address is told once, to its owner"},
        {"POST /api/v1/changes", "what it writes may be of any kind"},
        {"POST /fhir/R4", "FHIR describes its own bodies"},
        {"PUT /fhir/R4", "FHIR describes its own bodies"},
        {"POST /cds-services", "CDS Hooks describes its own bodies"},
    }};
    /// Why no call can be answered 2xx by a route that every kind has; empty where one can.
    static std::string never_right(const Route& route) {
        const auto kind = kind_of(route);
        const std::string last = last_segment(route);
        if (!kind)
            return {};
        if (last == "{digest}" &&
            record::noun_schema(*kind).find("^[0-9a-f]{64}$") == std::string::npos)
            return "its kind speaks of no bytes";
        using record::State;
        const std::map<std::string, State> steps{{"sign", State::Signed},
                                                 {"withdraw", State::Withdrawn},
                                                 {"supersede", State::Superseded},
                                                 {"mistake", State::Mistaken}};
        const auto step = steps.find(last);
        const bool is_stuck = step != steps.end() &&
                              !record::may_become(*kind, State::Open, step->second) &&
                              !record::may_become(*kind, State::Signed, step->second);
        return is_stuck ? "its kind never becomes so" : "";
    }

    /// A value of a schema: its first example, else what its type and bounds allow. References are
    /// to the entries of this clinic; of a whole object, what is required.
    json::value example(const json::value& schema, std::optional<Kind> kind) {
        const json::object& told = schema.as_object();
        if (const json::value* title = told.if_contains("title"))
            if (kind && *title == json::string(record::text(*kind)))
                return json::parse(noun_of(*kind, ++fresh_));
        if (const json::value* examples = told.if_contains("examples"))
            return examples->as_array().front();
        if (const json::value* words = told.if_contains("enum"))
            return words->as_array().front();
        if (const json::value* kinds = told.if_contains("x-kinds"))
            return json::string(
                id_of(*record::kind_of_word(std::string(kinds->as_array().front().as_string()))));
        const json::value* type = told.if_contains("type");
        if (type == nullptr || *type == "object")
            return example_object(told, kind);
        if (*type == "integer" || *type == "number")
            return told.contains("minimum") ? told.at("minimum") : json::value(1);
        if (*type == "boolean")
            return true;
        if (*type == "array")
            return json::array{example(told.at("items"), kind)};
        return "example";
    }

  private:
    Login newcomer(Role role) {
        if (role == Role::Integrator)
            return with_token("system/*.cruds");
        return as(role, role == Role::Patient     ? "patient-1"
                        : role == Role::Reception ? ""
                                                  : "practitioner-1");
    }
    json::value example_object(const json::object& told, std::optional<Kind> kind) {
        json::object out;
        if (!told.contains("properties"))
            return out;
        const json::object& properties = told.at("properties").as_object();
        if (const json::value* required = told.if_contains("required"))
            for (const json::value& one : required->as_array()) {
                const std::string name(one.as_string());
                const auto named = record::kind_of_word(name);
                out[name] = named ? json::value(json::string(id_of(*named)))
                                  : example(properties.at(name), kind);
            }
        if (properties.contains("reason") && !out.contains("reason"))
            out["reason"] = "as a test asks";
        return out;
    }

    std::string place(const Route& route, const std::string& segment, Call& call,
                      record::State state) {
        if (segment == "{version}")
            return "1";
        if (segment == "{digest}")
            return route.method == Method::Delete ? token_of(call) : with_bytes(route, call);
        if (const auto kind = kind_of(route)) {
            if (route.method == Method::Get)
                return id_of(*kind);
            return put(*kind, "fresh-" + std::to_string(++fresh_), noun_of(*kind), state).id.text();
        }
        if (segment == "{type}")
            return "Patient";
        if (segment == "{file}")
            return "app.js";
        if (is_fhir(route))
            return "patient-1";
        if (route.pattern.starts_with("/cds-services"))
            return "needling-safety-view";
        if (segment == "{question}")
            return "evidence.leg_pain";
        if (route.pattern.starts_with("/api/v1/users"))
            return account("somebody" + std::to_string(++fresh_), Role::Integrator);
        if (segment == "{feed}") {
            const Answer made =
                over_wire({Method::Post, "/api/v1/calendar", "", somebody(Role::Lead).headers});
            const std::string address(body_of(made).at("address").as_string());
            return address.substr(address.rfind('/') + 1);
        }
        if (route.pattern.starts_with("/api/v1/jobs")) {
            const Answer begun = over_wire({Method::Post, "/api/v1/jobs",
                                            R"({"kind":"plan","assessment":"assessment-1"})",
                                            as_json(call.headers)});
            return std::string(body_of(begun).at("id").as_string());
        }
        return "unknown"; // a route of another kind of place is said here
    }
    static std::vector<Named> as_json(std::vector<Named> headers) {
        headers.push_back({"content-type", "application/json"});
        return headers;
    }
    /// The digest of a token of the account that stands in the address so far.
    std::string token_of(const Call& call) {
        const std::string account = call.target.substr(14, call.target.rfind('/') - 14);
        const auto made =
            server_->people().make_token({account, "system/*.rs", "test", 1}, "system", now_);
        return base::sha256(made->secret);
    }
    /// An entry like the first of its kind that speaks of bytes, which are kept.
    std::string with_bytes(const Route& route, Call& call) {
        const std::string bytes = "invented bytes";
        const std::string digest = base::sha256(bytes);
        const Kind kind = kind_of(route).value();
        json::object body = json::parse(noun_of(kind)).as_object();
        const json::object document{{"name", "a.txt"},
                                    {"mediaType", "text/plain"},
                                    {"blob", digest},
                                    {"bytes", bytes.size()}};
        const json::value schema = json::parse(record::noun_schema(kind));
        for (const auto& [name, field] : schema.at("properties").as_object()) {
            const std::string told = json::serialize(field);
            if (told.find("^[0-9a-f]{64}$") == std::string::npos)
                continue;
            const bool is_list = field.at("type") == "array";
            const json::value& part = is_list ? field.at("items") : field;
            json::object said = document;
            if (!part.at("properties").as_object().contains("blob")) { // it holds documents
                said.clear();
                for (const json::value& one : part.at("required").as_array())
                    said[one.as_string()] = json::value("text");
                for (const auto& [inner, of] : part.at("properties").as_object())
                    if (of.is_object() && of.as_object().contains("properties"))
                        said[inner] = document;
            }
            body[name] = is_list ? json::value(json::array{said}) : json::value(said);
        }
        const auto noun = record::read_noun(kind, json::serialize(body), "");
        if (!noun)
            throw std::runtime_error(base::sentence(noun.error().front()));
        store::Write write;
        write.kind = kind;
        write.id = record::EntryId("fresh-" + std::to_string(++fresh_));
        write.patient = record::patient_of(*noun);
        write.body = record::write_noun(*noun);
        write.index.blobs = record::index_of(*noun).blobs;
        const auto written =
            store_->write({{"system", "create", "", "", now_}, {write}, {{"text/plain", bytes}}});
        if (!written)
            throw std::runtime_error(base::sentence(written.error()));
        call.target = "/api/v1/" + std::string(record::collection(kind)) + "/" + write.id.text() +
                      "/documents";
        return digest;
    }

    /// The body of a route of the list above; empty for any other.
    std::string by_hand(const Route& route, Call& call) {
        const std::string name = name_of(route);
        const auto password = [](const char* member) {
            return R"({")" + std::string(member) + R"(":")" + good_password + R"(")";
        };
        if (name == "POST /api/v1/login") {
            account("owner" + std::to_string(++fresh_), Role::Clinician);
            return password("password") + R"(,"login":"owner)" + std::to_string(fresh_) + R"("})";
        }
        if (name == "POST /api/v1/password")
            return password("present") + R"(,"password":"nine blue umbrellas"})";
        if (name == "POST /api/v1/second-factor/remove")
            return password("password") + "}";
        if (name == "POST /api/v1/second-factor/confirm") {
            const std::string secret(
                body_of(over_wire({Method::Post, "/api/v1/second-factor", "", call.headers}))
                    .at("secret")
                    .as_string());
            return password("password") + R"(,"secret":")" + secret + R"(","code":")" +
                   *totp_code(secret, totp_step(now_)) + R"("})";
        }
        if (name == "POST /api/v1/invitations/accept") {
            const auto told = server_->people().invite(
                {"guest" + std::to_string(++fresh_), Role::Clinician, {}}, "system", now_);
            return password("password") + R"(,"ticket":")" + told->secret + R"("})";
        }
        if (name == "POST /api/v1/consultations")
            return R"({"answers":{"saddle_numbness":false}})";
        if (name.starts_with("POST /api/v1/needle"))
            return R"({"assessment":"assessment-1","entry":"psis.right","needle":"0.30x60")" +
                   std::string(name.ends_with("section") ? R"(,"view":"along"})" : "}");
        if (name == "POST /api/v1/plans/{id}/paths")
            return R"({"target":0,"entry":"psis.right","needle":"0.30x60","depthMm":20})";
        if (name == "POST /api/v1/jobs")
            return R"({"kind":"plan","assessment":"assessment-1"})";
        if (name == "POST /api/v1/changes")
            return R"({"reason":"as a test asks","writes":[{"kind":"patient","body":)" +
                   noun_of(Kind::Patient) +
                   R"(}],"blobs":[{"mediaType":"text/plain","base64":"aGVsbG8="}]})";
        return foreign_body(name, call);
    }
    std::string foreign_body(const std::string& name, Call& call) {
        if (name.ends_with("/feedback"))
            return R"({"feedback":[{"card":"c1","outcome":"accepted",)"
                   R"("acceptedSuggestions":[{"id":"s1"}],)"
                   R"("outcomeTimestamp":"2026-11-03T11:00:00Z"}]})";
        if (name.starts_with("POST /cds-services"))
            return R"({"hook":"patient-view","hookInstance":"i1","context":{"userId":)"
                   R"("Practitioner/1","patientId":"p1"},"prefetch":{"patient":)"
                   R"({"resourceType":"Patient","birthDate":"1950-01-02"}}})";
        if (name == "POST /fhir/R4")
            return R"({"resourceType":"Bundle","type":"batch","entry":[{"request":)"
                   R"({"method":"GET","url":"Patient/patient-1"}}]})";
        if (name.ends_with("/_search"))
            return "family=Invented";
        if (name.starts_with("POST /fhir/R4"))
            return R"({"resourceType":"Patient","name":[{"family":"Invented"}]})";
        if (!name.starts_with("PUT /fhir/R4"))
            return {};
        const Answer read = over_wire({Method::Get, call.target, "", call.headers});
        call.headers.push_back({"if-match", header_of(read, "etag")});
        return read.body;
    }

    AnswerClient client_;
    std::unique_ptr<ApiDocument> document_;
    std::map<Role, Login> people_;
    int fresh_ = 0;
};

} // namespace filiform::server
