// SPDX-License-Identifier: Apache-2.0
#include "base/digest.h"
#include "server/people.h"

namespace filiform::server {

namespace {

constexpr std::chrono::milliseconds feed_use_noted = std::chrono::hours(1);

base::Problem no_such_feed() {
    return {"account.missing", "", "There is no such calendar.",
            "Its owner makes a new address for it."};
}

base::Problem fetched_too_often() {
    return {"login.wait", "", "This is asked for too often.", "Ask again in some minutes."};
}

} // namespace

base::Result<People::Told> People::make_feed(const Caller& caller, const Request& request) {
    const auto account = accounts_.find(caller.account);
    if (!account)
        return tl::unexpected(account.error());
    if (account->person.is_empty())
        return tl::unexpected(base::Problem{"people.role", "",
                                            "This account belongs to nobody who has appointments.",
                                            "Log in as a practitioner or a patient."});
    const auto purpose = store::Ticket::Purpose::CalendarFeed;
    if (auto dropped = accounts_.drop_tickets(account->id, purpose, ""); !dropped)
        return tl::unexpected(dropped.error());
    store::Ticket ticket;
    ticket.purpose = purpose;
    ticket.made = request.at;
    ticket.expires = request.at + options_.feed;
    note(caller.account, "make_feed", "done", account->id, request.from, request.at);
    return tell(*account, ticket);
}

base::Result<void> People::drop_feed(const Caller& caller, const Request& request) {
    const auto purpose = store::Ticket::Purpose::CalendarFeed;
    if (auto dropped = accounts_.drop_tickets(caller.account, purpose, ""); !dropped)
        return dropped;
    note(caller.account, "drop_feed", "done", caller.account, request.from, request.at);
    return {};
}

base::Result<store::Account> People::feed_owner(const std::string& secret, const Request& request) {
    const std::string digest = base::sha256(secret);
    auto ticket = accounts_.find_ticket(digest);
    if (!ticket && ticket.error().code != "account.missing")
        return tl::unexpected(ticket.error());
    const bool is_good = ticket && ticket->purpose == store::Ticket::Purpose::CalendarFeed &&
                         request.at < ticket->expires;
    if (!is_good) { // whoever guesses is slowed down
        if (!attempts_.take(request.from, request.at))
            return tl::unexpected(fetched_too_often());
        return tl::unexpected(no_such_feed());
    }
    if (!feeds_.take(digest, request.at))
        return tl::unexpected(fetched_too_often());
    auto account = accounts_.find(ticket->account);
    if (!account || !account->is_active)
        return tl::unexpected(no_such_feed());
    if (request.at - ticket->last_used >= feed_use_noted) {
        ticket->last_used = request.at;
        if (auto saved = accounts_.save_ticket(*ticket); !saved)
            return tl::unexpected(saved.error());
    }
    return account;
}

} // namespace filiform::server
