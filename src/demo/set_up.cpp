// SPDX-License-Identifier: Apache-2.0
#include "demo/set_up.h"

#include <map>

#include <boost/json.hpp>

#include "base/digest.h"
#include "demo/screened.h"
#include "knowledge/library.h"
#include "record/instrument_score.h"
#include "record/noun.h"
#include "record/rights.h"
#include "server/care_steps.h"
#include "server/people.h"
#include "server/secret.h"

namespace filiform::demo {

namespace {

namespace json = boost::json;
using record::Kind;
using record::State;

base::Problems one_problem(std::string code, std::string what, std::string hint) {
    return {{std::move(code), "", std::move(what), std::move(hint)}};
}

/// Writes the steps of a script, one after the other.
class Stage {
  public:
    Stage(store::Store& store, base::Instant founded)
        : store_(store), people_(store.accounts(), store.audit(), cheap()), founded_(founded) {}

    base::Result<Told> admit(const Player& player) {
        auto invited =
            people_.invite({player.login, player.role, player.person}, "system", founded_);
        if (!invited)
            return tl::unexpected(invited.error());
        accounts_[player.login] = {invited->account.id, player.role};
        if (player.role == record::Role::Integrator)
            return Told{player.login, player.role, ""}; // its token is made last
        Told told{player.login, player.role, new_password()};
        auto chosen = people_.choose_password(invited->secret, told.secret, founded_);
        return chosen.map([&](const store::Account&) { return told; });
    }

    /// A program's token, which holds from now on.
    base::Result<std::string> make_token(const Player& player, base::Instant now) {
        auto token = people_.make_token(
            {accounts_[player.login].id, player.scopes, "demonstration"}, "system", now);
        return token.map([](const server::People::Told& told) { return told.secret; });
    }

    /// Empty when it was written.
    base::Problems play(const Step& step) {
        Known& known = known_[step.id];
        auto noun = noun_of(step, known);
        if (!noun)
            return noun.error();
        const auto account = accounts_.find(step.by);
        if (account == accounts_.end())
            return one_problem("demo.name", "Nobody plays \"" + step.by + "\".", "");
        const record::Noun before = known.noun ? *known.noun : record::empty_noun(step.kind);
        if (!may(account->second.role, step, known))
            return one_problem("request.forbidden", step.by + " may not do this.", "");
        base::Problems wrong = record::contradictions(*noun);
        for (base::Problem& problem :
             record::forbidden_step(before, known.state, *noun, step.state))
            wrong.push_back(std::move(problem));
        if (wrong.empty())
            wrong =
                server::ground_faults(store_, {before, known.state, *noun, step.state, step.id});
        return wrong.empty() ? write(step, known, *noun, account->second.id) : wrong;
    }

  private:
    struct Known {
        std::int64_t version = 0;
        State state = State::Open;
        std::string body;
        std::optional<record::Noun> noun;
    };
    struct Account {
        std::string id;
        record::Role role = record::Role::Clinician;
    };

    /// Random passwords of that length are not found by guessing, however quickly they are tried.
    static server::PeopleOptions cheap() {
        server::PeopleOptions options;
        options.cost = {1, 8U << 10U};
        return options;
    }
    static std::string new_password() {
        constexpr std::size_t group = 5;
        constexpr int groups = 5; // of 5 bits each: 125
        std::string password = server::new_base32(group);
        for (int i = 1; i < groups; ++i)
            password += "-" + server::new_base32(group);
        for (char& c : password)
            c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
        return password;
    }
    static bool may(record::Role role, const Step& step, const Known& known) {
        using record::Action;
        const bool signs = step.state != known.state && step.state != State::Withdrawn;
        const Action action = signs                ? Action::Sign
                              : known.version == 0 ? Action::Create
                                                   : Action::Change;
        return record::carried_rights().reach(role, step.kind, action) != record::Reach::None;
    }

    /// The noun as it is after the step.
    base::Checked<record::Noun> noun_of(const Step& step, const Known& known) const {
        if (!step.carried.empty()) {
            for (const record::Instrument& one : record::carried_instruments())
                if (one.code == step.carried)
                    return record::Noun(one);
            return tl::unexpected(one_problem(
                "demo.name", "The program carries no instrument \"" + step.carried + "\".", ""));
        }
        json::value value = json::parse(known.body.empty() ? "{}" : known.body);
        json::object& body = value.as_object();
        const json::value changes = json::parse(step.body);
        for (const auto& member : changes.as_object()) {
            if (member.value().is_null())
                body.erase(member.key());
            else
                body[member.key()] = member.value();
        }
        fill_in(step, body);
        auto noun = record::read_noun(step.kind, json::serialize(body), "");
        if (!noun)
            return noun;
        if (step.answers) {
            auto screened = ask(step, *noun);
            if (!screened)
                return tl::unexpected(screened.error());
        }
        if (auto* outcome = std::get_if<record::Outcome>(&*noun))
            if (base::Problems wrong = score(*outcome); !wrong.empty())
                return tl::unexpected(wrong);
        return noun;
    }

    /// What is not written down, since it follows from the rest.
    void fill_in(const Step& step, json::object& body) const {
        if (step.kind == Kind::Outcome && body.contains("instrument") &&
            body["instrument"].is_string()) {
            const auto found =
                known_.find(record::EntryId(std::string(body["instrument"].get_string())));
            if (found == known_.end() || !found->second.noun)
                return;
            const auto& instrument = std::get<record::Instrument>(*found->second.noun);
            body["code"] = instrument.code;
            body["version"] = instrument.version;
        }
        if (step.kind == Kind::Consent && body.contains("points") && body["points"].is_array())
            for (json::value& point : body["points"].get_array())
                if (point.is_object() && point.get_object().contains("id"))
                    point.get_object()["version"] =
                        digest_of_advice(point.get_object()["id"].get_string());
    }
    static std::string digest_of_advice(std::string_view id) {
        const auto& library = knowledge::library();
        if (library)
            for (const knowledge::Advice& one : library->advice)
                if (one.id == id)
                    return base::sha256(one.text);
        return "unknown";
    }

    base::Checked<void> ask(const Step& step, record::Noun& noun) const {
        Asked asked;
        asked.answers = *step.answers;
        asked.at = step.at;
        asked.on = base::Date(std::chrono::floor<std::chrono::days>(step.at));
        const auto patient = known_.find(record::patient_of(noun));
        if (patient != known_.end() && patient->second.noun)
            asked.patient = std::get<record::Patient>(*patient->second.noun);
        auto* assessment = std::get_if<record::Assessment>(&noun);
        const record::Assessment* ground =
            assessment != nullptr ? assessment : ground_of(std::get<record::Session>(noun));
        if (ground != nullptr) {
            asked.height_cm = ground->height_cm;
            asked.weight_kg = ground->weight_kg;
            asked.clearances = ground->clearances;
            asked.overrides = ground->overrides;
        }
        auto screening = screened(asked);
        if (!screening)
            return tl::unexpected(screening.error());
        if (assessment != nullptr) {
            assessment->answers = asked.answers;
            assessment->screening = *std::move(screening);
        } else {
            std::get<record::Session>(noun).screening = *std::move(screening);
        }
        return {};
    }
    /// The assessment behind a session's plan.
    const record::Assessment* ground_of(const record::Session& session) const {
        const auto plan = known_.find(session.plan);
        if (plan == known_.end() || !plan->second.noun)
            return nullptr;
        const auto found = known_.find(std::get<record::Plan>(*plan->second.noun).assessment);
        return found == known_.end() || !found->second.noun
                   ? nullptr
                   : &std::get<record::Assessment>(*found->second.noun);
    }
    base::Problems score(record::Outcome& outcome) const {
        const auto found = known_.find(outcome.instrument);
        if (found == known_.end() || !found->second.noun)
            return one_problem("demo.name", "This instrument was not written before.", "");
        const auto& instrument = std::get<record::Instrument>(*found->second.noun);
        outcome.score = record::score_of(instrument, outcome.answers);
        return record::outcome_faults(instrument, outcome);
    }

    base::Problems write(const Step& step, Known& known, const record::Noun& noun,
                         const std::string& by) {
        store::Write write;
        write.kind = step.kind;
        write.id = step.id;
        write.follows = known.version;
        write.state = step.state;
        write.patient = step.kind == Kind::Patient ? step.id : record::patient_of(noun);
        write.body = record::write_noun(noun);
        write.index = record::index_of(noun, step.state);
        store::Change change;
        change.act = {by, action_of(step, known), "", "demonstration", step.at};
        change.writes.push_back(std::move(write));
        if (auto added = server::add_consequences(store_, change); !added)
            return {added.error()};
        const auto written = store_.write(change);
        if (!written)
            return {written.error()};
        for (const record::Entry& entry : *written) {
            auto read = record::read_noun(entry.kind, entry.body, entry.id.text());
            if (!read)
                return read.error();
            known_[entry.id] = {entry.version, entry.state, entry.body, *std::move(read)};
        }
        return {};
    }
    static std::string action_of(const Step& step, const Known& known) {
        if (step.state == State::Signed && known.state == State::Open)
            return "sign";
        if (step.state == State::Withdrawn)
            return "withdraw";
        if (step.state == State::Superseded)
            return "supersede";
        return known.version == 0 ? "create" : "update";
    }

    store::Store& store_;
    server::People people_;
    base::Instant founded_;
    std::map<std::string, Account> accounts_;
    std::map<record::EntryId, Known> known_;
};

enum class Found { Nothing, Demonstration, Unfinished, Else };

/// What a store holds already.
base::Result<Found> look_into(store::Store& store) {
    store::Query query;
    query.kind = Kind::Clinic;
    query.most = 2;
    const auto clinics = store.search(query);
    if (!clinics)
        return tl::unexpected(clinics.error());
    for (const record::Entry& entry : clinics->entries) {
        const auto noun = record::read_noun(Kind::Clinic, entry.body, "");
        if (!noun || !std::get<record::Clinic>(*noun).is_demonstration.value_or(false))
            return Found::Else;
        // The last step of a set-up is the clinic's second version.
        return entry.version > 1 ? Found::Demonstration : Found::Unfinished;
    }
    const auto written = store.happened_after(0, 1);
    const auto accounts = store.accounts().all();
    if (!written)
        return tl::unexpected(written.error());
    if (!accounts)
        return tl::unexpected(accounts.error());
    return written->empty() && accounts->empty() ? Found::Nothing : Found::Else;
}

/// Says of the store's own problems which step they came from.
base::Problems placed(base::Problems problems, const Step& step) {
    for (base::Problem& problem : problems)
        problem.where = step.where + (problem.where.empty() ? "" : " " + problem.where);
    return problems;
}

} // namespace

base::Checked<SetUp> set_up(store::Store& store, const Script& script, base::Instant now) {
    const auto found = look_into(store);
    if (!found)
        return tl::unexpected(base::Problems{found.error()});
    if (*found == Found::Demonstration)
        return SetUp{};
    if (*found == Found::Unfinished)
        return tl::unexpected(one_problem("demo.unfinished",
                                          "This demonstration was cut short while it was set up.",
                                          "Remove its store and start again."));
    if (*found == Found::Else)
        return tl::unexpected(
            one_problem("demo.not_demo", "This store holds something that is no demonstration.",
                        "Name a new one with --store, or serve this one without --demo."));
    const base::Instant founded = script.steps.empty() ? now : script.steps.front().at;
    Stage stage(store, founded);
    SetUp done;
    for (const Player& one : script.players) {
        auto told = stage.admit(one);
        if (!told)
            return tl::unexpected(base::Problems{told.error()});
        done.told.push_back(*std::move(told));
    }
    for (const Step& step : script.steps)
        if (base::Problems wrong = stage.play(step); !wrong.empty())
            return tl::unexpected(placed(std::move(wrong), step));
    for (std::size_t i = 0; i < script.players.size(); ++i) {
        if (script.players[i].role != record::Role::Integrator)
            continue;
        auto token = stage.make_token(script.players[i], now);
        if (!token)
            return tl::unexpected(base::Problems{token.error()});
        done.told[i].secret = *std::move(token);
    }
    if (auto settled = store.audit().settle(); !settled)
        return tl::unexpected(base::Problems{settled.error()});
    return done;
}

base::Checked<SetUp> set_up(store::Store& store, base::Instant now) {
    const auto script = carried_script(now);
    if (!script)
        return tl::unexpected(script.error());
    return set_up(store, *script, now);
}

} // namespace filiform::demo
