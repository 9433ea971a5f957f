// SPDX-License-Identifier: Apache-2.0
#include "record/forbidden_step.h"

#include <algorithm>

namespace filiform::record {

namespace {

bool has(const std::vector<Needle::Complication>& all, Needle::Complication one) {
    return std::find(all.begin(), all.end(), one) != all.end();
}

/// That every needle that went in is out, by the clock and by the hand that counted.
void check_all_out(Complaints& complaints, const Session& session) {
    std::int64_t in = 0;
    for (std::size_t i = 0; i < session.needles.size(); ++i) {
        const Needle& needle = session.needles[i];
        if (!needle.time_in)
            continue;
        ++in;
        complaints.unless(needle.time_out.has_value(), at("needles", i, "/timeOut"),
                          "This needle went in and is not out.",
                          "The session cannot be closed with a needle in the patient.");
        complaints.unless(!has(needle.complications, Needle::Complication::LeftIn),
                          at("needles", i, "/complications"),
                          "This needle was left in the patient.",
                          "The session can be closed when it is out.");
    }
    complaints.unless(session.counted_in.has_value(), "/countedIn",
                      "The needles put in were not counted.");
    complaints.unless(session.counted_out.has_value(), "/countedOut",
                      "The needles taken out were not counted.");
    complaints.unless(!session.counted_in || *session.counted_in == in, "/countedIn",
                      std::to_string(in) + " needles are written down as put in, and another "
                                           "number was counted.");
    complaints.unless(!session.counted_out || session.counted_out == session.counted_in,
                      "/countedOut", "As many needles have to come out as went in.",
                      "Look for the needle: in the patient, the couch, the floor, the bin.");
}

/// The least that is written down of a needle that went in.
void check_minimum(Complaints& complaints, const Needle& needle, std::size_t place) {
    complaints.unless(!needle.lot.empty() || !needle.stock.is_empty(), at("needles", place, "/lot"),
                      "The lot it was taken from is missing.");
    complaints.unless(needle.diameter_mm.has_value(), at("needles", place, "/diameterMm"),
                      "The needle's diameter is missing.");
    complaints.unless(needle.length_mm.has_value(), at("needles", place, "/lengthMm"),
                      "The needle's length is missing.");
    complaints.unless(needle.depth_mm.has_value(), at("needles", place, "/depthMm"),
                      "How deep it went is missing.");
    complaints.unless(!needle.entry.empty() || needle.planned_target.has_value(),
                      at("needles", place, "/entry"), "Where it went in is missing.");
    complaints.unless(needle.technique.has_value(), at("needles", place, "/technique"),
                      "How it was used is missing.");
}

} // namespace

void check_signing(Complaints& complaints, const Session& session) {
    check_all_out(complaints, session);
    complaints.unless(session.ended.has_value(), "/ended", "When it ended is missing.");
    for (std::size_t i = 0; i < session.checklist.size(); ++i)
        complaints.unless(session.checklist[i].done.value_or(false) ||
                              !session.checklist[i].note.empty(),
                          at("checklist", i, "/note"), "Why this was not done is missing.");
    const bool any_in = std::any_of(session.needles.begin(), session.needles.end(),
                                    [](const Needle& one) { return one.time_in.has_value(); });
    if (!any_in) {
        complaints.unless(!session.stopped_why.empty(), "/stoppedWhy",
                          "No needle went in, and why is missing.");
        return;
    }
    for (std::size_t i = 0; i < session.needles.size(); ++i)
        if (session.needles[i].time_in)
            check_minimum(complaints, session.needles[i], i);
    complaints.unless(session.retention_minutes_planned.has_value(), "/retentionMinutesPlanned",
                      "How long needles were to stay in is missing.");
    complaints.unless(session.screening && session.screening->may_needle.value_or(false),
                      "/screening", "The screening was not asked again, or did not clear.");
    complaints.unless(session.position.has_value(), "/position", "How the patient lay is missing.");
    complaints.unless(session.pain_before.has_value(), "/painBefore",
                      "The pain before is missing.");
    complaints.unless(session.tolerance.has_value(), "/tolerance",
                      "How the patient bore it is missing.");
    complaints.unless(session.aftercare.has_value(), "/aftercare",
                      "The advice given for home is missing.");
}

} // namespace filiform::record
