// SPDX-License-Identifier: Apache-2.0
#include "record/forbidden_step.h"

#include <algorithm>
#include <array>

#include "base/expects.h"
#include "record/choice.h"
#include "record/noun.h"
#include "record/states.h"

namespace filiform::record {

void check_signing(Complaints& complaints, const Assessment& assessment) {
    complaints.unless(assessment.screening.has_value(), "/screening",
                      "An assessment is signed with what the screening decided on it.");
}

void check_signing(Complaints& complaints, const Plan& plan) {
    const bool is_allowed = plan.needling_allowed.value_or(false);
    complaints.unless(!is_allowed || plan.dose.has_value(), "/dose",
                      "How many needles, how long and how often is missing.");
    complaints.unless(!is_allowed || !plan.targets.empty(), "/targets",
                      "Needling is allowed, and no muscle is named.");
    const bool has_path = std::any_of(plan.targets.begin(), plan.targets.end(),
                                      [](const auto& target) { return target.path.has_value(); });
    complaints.unless(!has_path || plan.provenance.has_value(), "/provenance",
                      "What the paths were made from is missing.");
}

void check_signing(Complaints& complaints, const AdverseEvent& event) {
    using Course = AdverseEvent::Outcome;
    complaints.unless(event.outcome != Course::Resolving && event.outcome != Course::Ongoing,
                      "/outcome", "It is not over yet.", "Keep it open until it is.");
    complaints.unless(event.must_be_reported.has_value(), "/mustBeReported",
                      "Whether it has to be reported is missing.");
    complaints.unless(!event.must_be_reported.value_or(false) || !event.reports.empty(), "/reports",
                      "It has to be reported, and nobody was told yet.");
}

void check_change(Complaints& complaints, const Clinic& before, const Clinic& after) {
    complaints.unless(
        before.is_demonstration.value_or(false) == after.is_demonstration.value_or(false),
        "/isDemonstration", "A clinic does not become a demonstration, nor the other way round.");
}

void check_change(Complaints& complaints, const Patient& before, const Patient& after) {
    complaints.unless(before.merged_into.is_empty() || before.merged_into == after.merged_into,
                      "/mergedInto", "Another entry goes on for this one already.");
    complaints.unless(before.is_invented.value_or(false) == after.is_invented.value_or(false),
                      "/isInvented", "A person does not become invented, nor the other way round.");
}

void check_change(Complaints& complaints, const Task& before, const Task& after) {
    const bool was_over =
        before.status == Task::Status::Done || before.status == Task::Status::Cancelled;
    complaints.unless(!was_over || before == after, "/status",
                      "This task is over; what comes up again is a task of its own.");
}

namespace {

using Status = Appointment::Status;

/// What a booking may become: a row for each status it has, a column for each it may get.
constexpr std::array<std::array<bool, 6>, 6> bookings{{
    // proposed booked arrived done cancelled no_show
    {true, true, true, false, true, false},    // proposed
    {false, true, true, false, true, true},    // booked
    {false, true, true, true, true, false},    // arrived; booked again: a slip at the desk
    {false, false, false, true, false, false}, // done
    {false, false, false, false, true, false}, // cancelled
    {false, false, true, false, false, true},  // no_show: late after all
}};

} // namespace

void check_change(Complaints& complaints, const Appointment& before, const Appointment& after) {
    if (!before.status || !after.status)
        return;
    const auto row = static_cast<std::size_t>(*before.status);
    const auto column = static_cast<std::size_t>(*after.status);
    complaints.unless(bookings.at(row).at(column), "/status",
                      "What is " + std::string(word_of(*before.status)) + " does not become " +
                          std::string(word_of(*after.status)) + ".");
    const bool is_settled = before.status == Status::Arrived || before.status == Status::Done ||
                            before.status == Status::Cancelled || before.status == Status::NoShow;
    const bool has_moved = before.start != after.start || before.end != after.end ||
                           before.practitioner != after.practitioner;
    complaints.unless(!is_settled || !has_moved, "/start", "It cannot be moved any more.");
}

void check_change(Complaints& complaints, const Message& before, const Message& after) {
    Message read = before;
    if (!read.read_at)
        read.read_at = after.read_at;
    complaints.unless(read == after, "/text", "What is sent does not change; it is read once.");
}

void check_change(Complaints& complaints, const Stock& before, const Stock& after) {
    const bool is_out =
        before.status == Stock::Status::Recalled || before.status == Stock::Status::Discarded;
    complaints.unless(!is_out || after.status == before.status, "/status",
                      "What was recalled or thrown away is not used again.");
    complaints.unless(before.lot == after.lot && before.product == after.product &&
                          before.expiry == after.expiry,
                      "/lot", "Another lot is another entry.",
                      "Mark this one as a mistake when it was mistyped.");
}

namespace {

/// A first version has nothing before it.
template <class One>
bool is_new(const One& before) {
    return before == One();
}

template <class One>
void check_open(Complaints& complaints, const One& before, const One& after) {
    if constexpr (requires { before.patient; })
        complaints.unless(before.patient == after.patient, "/patient",
                          "An entry stays with its patient.",
                          "Mark it as a mistake, and write it anew for the other.");
    if constexpr (requires { before.amends; })
        complaints.unless(before.amends == after.amends, "/amends",
                          "What it amends does not change.");
    if constexpr (requires { before.checks; })
        complaints.unless(before.checks == after.checks, "/checks",
                          "Which session it asks about does not change.");
    if constexpr (requires { check_change(complaints, before, after); })
        check_change(complaints, before, after);
}

template <class One>
void check_step(Complaints& complaints, const One& before, State from, const One& after, State to) {
    const bool is_first = from == State::Open && is_new(before);
    complaints.unless(from == State::Open || before == after, "",
                      "What is " + std::string(text(from)) + " does not change.",
                      "Write an amendment, which is an entry of its own.");
    if (from == State::Open && !is_first && to != State::Mistaken)
        check_open(complaints, before, after);
    if constexpr (requires { check_signing(complaints, after); }) {
        if (from == State::Open && to == State::Signed)
            check_signing(complaints, after);
    }
}

} // namespace

base::Problems forbidden_step(const Noun& before, State from, const Noun& after, State to) {
    base::expects(before.index() == after.index(), "a noun is followed by one of its kind");
    Complaints complaints;
    complaints.unless(may_become(kind_of(after), from, to), "",
                      "Such an entry that is " + std::string(text(from)) + " does not become " +
                          std::string(text(to)) + ".");
    std::visit(
        [&](const auto& one) {
            using One = std::decay_t<decltype(one)>;
            check_step(complaints, std::get<One>(before), from, one, to);
        },
        after);
    return complaints.take();
}

} // namespace filiform::record
