// SPDX-License-Identifier: Apache-2.0
#include "server/needle_request.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>

namespace filiform::server {

namespace {

/// Three numbers as the text that the workshop reads.
std::string written(const std::array<double, 3>& v) {
    std::array<char, 128> text{};
    std::snprintf(text.data(), text.size(), "%.9f, %.9f, %.9f", v[0], v[1], v[2]);
    return text.data();
}

/// A text, or an object of x, y and z as one.
std::string place_or_none(Members& members, const char* name) {
    constexpr std::size_t most = 400;
    constexpr double farthest_mm = 5000;
    const json::value* const value = members.find(name);
    if (value == nullptr || !value->is_object())
        return members.text_or_none(name, most);
    Members inner(value->get_object(), std::string("/") + name);
    const std::array<double, 3> v{inner.number("x", -farthest_mm, farthest_mm),
                                  inner.number("y", -farthest_mm, farthest_mm),
                                  inner.number("z", -farthest_mm, farthest_mm)};
    members.take(inner);
    return written(v);
}

constexpr std::size_t most_word = 100;

} // namespace

void read_needle(Members& members, NeedleWanted& wanted) {
    constexpr double deepest_mm = 500;
    wanted.entry = place_or_none(members, "entry");
    if (wanted.entry.empty() && members.find("entry") == nullptr)
        members.complain("entry", "This is missing.",
                         "Send a point of the body frame, or one said from a landmark.");
    wanted.direction = place_or_none(members, "direction");
    wanted.stop = members.text_or_none("stop", most_word);
    wanted.needle = members.text("needle", most_word);
    wanted.depth_mm = members.number_or_none("depthMm", -deepest_mm, deepest_mm);
}

NeedleAsked read_whole_needle(Members& members) {
    NeedleAsked asked;
    asked.whose = {record::EntryId(members.text_or_none("assessment", 64)),
                   record::EntryId(members.text_or_none("plan", 64))};
    if (asked.whose.assessment.is_empty() == asked.whose.plan.is_empty())
        members.complain("assessment", "Exactly one of assessment and plan is expected.",
                         "Name the assessment whose body it is, or a plan made from one.");
    read_needle(members, asked.wanted);
    asked.wanted.target = members.text_or_none("target", most_word);
    asked.seed = members.whole_or_none("seed", 0, most_exact);
    return asked;
}

base::Result<void> find_whose(const Desk& desk, const Call& call, ReadNotes& notes,
                              NeedleAsked& asked) {
    record::EntryId assessment = asked.whose.assessment;
    if (assessment.is_empty()) {
        const auto found = find_seen(desk, call, record::Kind::Plan, asked.whose.plan, &notes);
        if (!found)
            return tl::unexpected(found.error());
        const auto& plan = std::get<record::Plan>(found->second);
        if (plan.provenance)
            asked.wanted.seed = seed_of(*plan.provenance);
        assessment = plan.assessment;
    }
    auto seen = find_examined(desk, call, assessment, &notes);
    if (!seen)
        return tl::unexpected(seen.error());
    notes.note(desk.store, call.request, call.caller, "read", seen->entry);
    asked.wanted.who = std::move(seen->who);
    asked.wanted.seed = asked.seed.value_or(asked.wanted.seed);
    return {};
}

std::uint64_t seed_of(const record::Plan::Provenance& provenance) {
    std::uint64_t seed = 1;
    const std::string& text = provenance.seed;
    std::from_chars(text.data(), text.data() + text.size(), seed);
    return seed;
}

Answer workshop_refusal(const Request& request, const base::Problems& problems) {
    const std::string& code = problems.front().code;
    const bool is_too_early =
        code == "body.not_ready" || code == "body.changed" || code == "review.no_score";
    return refusal(request, is_too_early ? 409 : 422, problems);
}

std::string needle_members() {
    return R"("entry":{"description":"On the skin: a point in mm of the body frame, or from a landmark. A point within 5 mm of the skin is moved to the nearest skin; the answer says where that is.","oneOf":[
{"type":"string"},{"type":"object","required":["x","y","z"],
"additionalProperties":false,"properties":{"x":{"type":"number"},"y":{"type":"number"},"z":{"type":"number"}}}]},
"direction":{"description":"Into the body: a vector, or words; straight in when left out.","oneOf":[
{"type":"string"},{"type":"object","required":["x","y","z"],
"additionalProperties":false,"properties":{"x":{"type":"number"},"y":{"type":"number"},"z":{"type":"number"}}}]},
"depthMm":{"type":"number","description":"How deep; this, or what stops it."},
"stop":{"type":"string","description":"\"first_bone\", \"hub\", \"far_border - 5mm\"; \"bone_or_depth\" with depthMm."},
"needle":{"type":"string","description":"Of the drawer: \"0.30x60\"."})";
}

std::string whose_members() {
    return R"("assessment":{"type":"string","description":"Whose body; this or the plan."},
"plan":{"type":"string","description":"The body, and the seed, of a plan."},
"target":{"type":"string","description":"The muscle it is meant for: \"piriformis.right\"."},
"seed":{"type":"integer","minimum":0,"description":"Of the risk; the plan's own, else 1."})";
}

} // namespace filiform::server
