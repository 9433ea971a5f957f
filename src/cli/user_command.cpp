// SPDX-License-Identifier: Apache-2.0
#include <istream>
#include <memory>
#include <ostream>
#include <string>

#include <CLI/CLI.hpp>

#include "cli/commands.h"
#include "cli/console.h"
#include "cli/option_checks.h"
#include "cli/store_options.h"
#include "server/people.h"
#include "store/store.h"

namespace filiform::cli {

namespace {

struct UserOptions {
    std::string store = "sqlite:filiform.db";
    std::string login;
    std::string role = "clinician";
    std::string person;
};

/// An open store and its people, for as long as a command runs.
class Users {
  public:
    static base::Result<std::unique_ptr<Users>>
    open(const std::string& where, const server::PeopleOptions& people = cheap()) {
        auto store = store::open_store(where, store::Use::Beside);
        if (!store)
            return tl::unexpected(store.error());
        return std::make_unique<Users>(*std::move(store), people);
    }
    Users(std::unique_ptr<store::Store> store, const server::PeopleOptions& people)
        : store_(std::move(store)), people_(store_->accounts(), store_->audit(), people) {}
    ~Users() { (void)store_->audit().settle(); }
    Users(const Users&) = delete;
    Users& operator=(const Users&) = delete;

    server::People& people() { return people_; }
    base::Result<store::Account> find(const std::string& login) {
        return store_->accounts().find_login(login);
    }

  private:
    /// Where no password is chosen, none is hashed in earnest.
    static server::PeopleOptions cheap() {
        server::PeopleOptions options;
        options.cost = {1, 8U << 10U};
        return options;
    }
    std::unique_ptr<store::Store> store_;
    server::People people_;
};

constexpr const char* by = "console";

base::Instant now_here() {
    return std::chrono::time_point_cast<std::chrono::milliseconds>(
        std::chrono::system_clock::now());
}

void tell(const server::People::Told& told, const Streams& streams) {
    streams.out << told.account.login << " (" << std::string(record::text(told.account.role))
                << ") chooses a password with this, once, until " << base::text(told.expires)
                << ":\n  /#/invitation/" << told.secret << '\n';
}

Exit add_one(const UserOptions& options, const Streams& streams) {
    const auto role = record::role_of_word(options.role);
    if (!role)
        return refuse(streams, base::Problem{"usage.role", options.role, "There is no such role.",
                                             "clinician, reception, lead, patient or integrator."});
    if (*role == record::Role::Patient && options.person.empty())
        return refuse(streams, base::Problem{"usage.person", "--person",
                                             "It is not said which patient this is.",
                                             "Give the id of the patient's entry."});
    const auto users = Users::open(options.store);
    if (!users)
        return fail(streams, users.error());
    const auto told = (*users)->people().invite(
        {options.login, *role, record::EntryId(options.person)}, by, now_here());
    if (!told)
        return refuse(streams, told.error());
    tell(*told, streams);
    return Exit::Done;
}

Exit list_all(const UserOptions& options, const Streams& streams) {
    const auto users = Users::open(options.store);
    if (!users)
        return fail(streams, users.error());
    const auto all = (*users)->people().all();
    if (!all)
        return fail(streams, all.error());
    std::vector<std::vector<std::string>> rows{
        {"login", "role", "may log in", "password", "second factor", "locked until", "person"}};
    for (const store::Account& account : *all)
        rows.push_back({account.login, std::string(record::text(account.role)),
                        account.is_active ? "yes" : "no",
                        account.password_hash.empty() ? "none yet" : "chosen",
                        account.totp_secret.empty() ? "no" : "yes",
                        account.locked_until ? base::text(*account.locked_until) : "",
                        account.person.text()});
    streams.out << table(rows);
    return Exit::Done;
}

/// Finds the account and does one thing with it.
template <class Work>
Exit with_account(const UserOptions& options, const Streams& streams, const Work& work) {
    const auto users = Users::open(options.store);
    if (!users)
        return fail(streams, users.error());
    const auto account = (*users)->find(options.login);
    if (!account)
        return refuse(streams, account.error());
    return work((*users)->people(), *account);
}

Exit invite_again(const UserOptions& options, const Streams& streams) {
    return with_account(options, streams,
                        [&](server::People& people, const store::Account& account) {
                            const auto told = people.reset(account.id, by, now_here());
                            if (!told)
                                return fail(streams, told.error());
                            tell(*told, streams);
                            return Exit::Done;
                        });
}

/// A password is never an argument: every user of the machine can read those.
Exit choose_password(const UserOptions& options, const Streams& streams) {
    const auto users = Users::open(options.store, server::PeopleOptions());
    if (!users)
        return fail(streams, users.error());
    const auto account = (*users)->find(options.login);
    if (!account)
        return refuse(streams, account.error());
    progress(streams, "Write the password and press Enter; it is shown as you write");
    std::string password;
    std::getline(streams.in, password);
    server::People& people = (*users)->people();
    const auto told = people.reset(account->id, by, now_here());
    if (!told)
        return fail(streams, told.error());
    if (const auto chosen = people.choose_password(told->secret, password, now_here()); !chosen)
        return refuse(streams, chosen.error());
    streams.out << account->login << " logs in with this password from now on.\n";
    return Exit::Done;
}

Exit lock_one(const UserOptions& options, const Streams& streams) {
    return with_account(options, streams,
                        [&](server::People& people, const store::Account& account) {
                            const auto done = people.set_active(account.id, false, by, now_here());
                            if (!done)
                                return fail(streams, done.error());
                            streams.out << account.login << " is locked; a running server lets go "
                                        << "of its sessions within half a minute.\n";
                            return Exit::Done;
                        });
}

Exit unlock_one(const UserOptions& options, const Streams& streams) {
    return with_account(
        options, streams, [&](server::People& people, const store::Account& account) {
            if (const auto active = people.set_active(account.id, true, by, now_here()); !active)
                return fail(streams, active.error());
            if (const auto done = people.unlock(account.id, by, now_here()); !done)
                return fail(streams, done.error());
            streams.out << account.login << " may log in again.\n";
            return Exit::Done;
        });
}

} // namespace

void add_user(CLI::App& app, Chosen& chosen) {
    CLI::App* user = app.add_subcommand("user", "Who may log in: also beside a running server");
    user->require_subcommand(1);
    struct Sub {
        const char* name;
        const char* about;
        Exit (*work)(const UserOptions&, const Streams&);
        bool needs_login;
    };
    for (const Sub& sub :
         {Sub{"add", "A new account, and an invitation to choose its password", add_one, true},
          Sub{"list", "Every account", list_all, false},
          Sub{"invite", "A further invitation, when the first was lost", invite_again, true},
          Sub{"reset", "The same, for a password that was forgotten", invite_again, true},
          Sub{"password", "Chooses a password by hand: the first line of the input",
              choose_password, true},
          Sub{"lock", "Ends sessions and tokens and lets nobody in", lock_one, true},
          Sub{"unlock", "Lets somebody in again and forgives failures", unlock_one, true}}) {
        CLI::App* command = user->add_subcommand(sub.name, sub.about);
        const auto options = std::make_shared<UserOptions>();
        if (sub.needs_login)
            command->add_option("LOGIN", options->login, "The login")->required();
        add_store(*command, options->store, options->store);
        if (sub.work == add_one) {
            command
                ->add_option("--role", options->role,
                             "clinician, reception, lead, patient or integrator")
                ->capture_default_str();
            command->add_option("--person", options->person,
                                "The practitioner's or patient's entry it belongs to");
        }
        choose(*command, chosen, options, sub.work);
    }
}

} // namespace filiform::cli
