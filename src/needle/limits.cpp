// SPDX-License-Identifier: Apache-2.0
#include "needle/limits.h"

#include "base/data_document.h"
#include "needle/rule_reading.h"

#include <algorithm>
#include <numbers>

namespace filiform::needle {

namespace {

constexpr double rad_per_deg = std::numbers::pi / 180;

HubRule read_hub(const base::DataNode& row) {
    const std::string word = row.text("hub");
    if (word == "block")
        return HubRule::Block;
    if (word == "warn")
        return HubRule::Warn;
    if (row.has("hub") && word != "ignore")
        row.complain("needle.limits", "The hub rule '" + word + "' is not known.",
                     "Use block, warn or ignore.");
    return HubRule::Ignore;
}

/// The part of a row that kinds and single structures share.
KindLimit read_limit(const base::DataNode& row) {
    KindLimit limit;
    limit.block_mm = number_within(row, "block_mm", {0, 100});
    limit.warn_mm = number_within(row, "warn_mm", {0, 100});
    limit.hub = read_hub(row);
    limit.is_territory = row.flag_or("territory", false);
    limit.source = chart::SourceId(row.text("source"));
    check_mark(row, "mark");
    if (row.has("touch_warn"))
        limit.touch_warn = number_within(row, "touch_warn", {0, 1});
    if (row.has("touch_refuse"))
        limit.touch_refuse = number_within(row, "touch_refuse", {0, 1});
    if (limit.touch_warn.value_or(0) > limit.touch_refuse.value_or(1))
        row.complain("needle.limits", "touch_warn is above touch_refuse.", "Warn before refusing.");
    if (limit.warn_mm < limit.block_mm)
        row.complain("needle.limits", "warn_mm is below block_mm.", "Warn before refusing.");
    return limit;
}

void read_kinds(const base::DataNode& root, Limits& limits) {
    for (const base::DataNode& row : root.child("kinds").items()) {
        row.allow_only({"kind", "block_mm", "warn_mm", "touch_warn", "touch_refuse", "hub",
                        "territory", "source", "mark"});
        KindLimit limit = read_limit(row);
        const std::string word = row.text("kind");
        const auto kind = chart::kind_of(word);
        if (!kind) {
            row.complain("needle.limits", "The kind '" + word + "' is not known.");
            continue;
        }
        limit.kind = *kind;
        const auto same = [&](const KindLimit& other) { return other.kind == *kind; };
        if (std::any_of(limits.kinds.begin(), limits.kinds.end(), same))
            row.complain("needle.limits", "The kind '" + word + "' has two limits.");
        limits.kinds.push_back(limit);
    }
}

void read_settings(const base::DataNode& root, Limits& limits) {
    const base::DataNode cone = root.child("cone");
    cone.allow_only({"block_deg", "warn_deg", "source", "mark"});
    limits.cone_block_rad = number_within(cone, "block_deg", {0, 30}) * rad_per_deg;
    limits.cone_warn_rad = number_within(cone, "warn_deg", {0, 30}) * rad_per_deg;
    const base::DataNode sd = root.child("uncertainty");
    sd.allow_only({"block_sd", "block_sd_cap_mm", "warn_sd", "decides_sd", "source", "mark"});
    limits.block_sd = number_within(sd, "block_sd", {0, 5});
    limits.block_sd_cap_mm = number_within(sd, "block_sd_cap_mm", {0, 50});
    limits.warn_sd = number_within(sd, "warn_sd", {0, 5});
    limits.decides_sd = number_within(sd, "decides_sd", {0, 10});
    const base::DataNode overrun = root.child("overrun");
    overrun.allow_only({"mm", "source", "mark"});
    limits.overrun_mm = number_within(overrun, "mm", {0, 30});
    const base::DataNode backstop = root.child("backstop");
    backstop.allow_only({"within_mm", "close_behind_mm", "source", "mark"});
    limits.backstop_within_mm = number_within(backstop, "within_mm", {0, 50});
    limits.backstop_close_behind_mm = number_within(backstop, "close_behind_mm", {0, 20});
    const base::DataNode touch = root.child("touch");
    touch.allow_only({"warn_probability", "refuse_probability", "source", "mark"});
    limits.touch_warn = number_within(touch, "warn_probability", {0, 1});
    limits.touch_refuse = number_within(touch, "refuse_probability", {0, 1});
    const base::DataNode variants = root.child("variants");
    variants.allow_only({"block_share", "warn_share", "source", "mark"});
    limits.variant_block_share = number_within(variants, "block_share", {0, 1});
    limits.variant_warn_share = number_within(variants, "warn_share", {0, 1});
    if (limits.variant_warn_share > limits.variant_block_share)
        variants.complain("needle.limits", "warn_share is above block_share.",
                          "Warn before refusing.");
    const base::DataNode entry = root.child("entry");
    entry.allow_only({"skin_tolerance_mm", "bone_tolerance_mm", "source", "mark"});
    limits.skin_tolerance_mm = number_within(entry, "skin_tolerance_mm", {0, 20});
    limits.bone_tolerance_mm = number_within(entry, "bone_tolerance_mm", {0, 5});
    for (const base::DataNode& part : {cone, sd, overrun, backstop, touch, variants, entry}) {
        (void)part.text("source");
        check_mark(part, "mark");
    }
}

} // namespace

Binding binding_of(const Limits& limits, const KindLimit& limit,
                   const anatomy::Structure& structure) {
    if (structure.variant_of.is_empty())
        return Binding::Kept;
    // Met by every needle, it would be touched as often as it is there.
    const TouchLimit touch = touch_limit(limits, limit);
    if (structure.share >= std::min(limits.variant_block_share, touch.refuse))
        return Binding::Kept;
    return structure.share >= std::min(limits.variant_warn_share, touch.warn) ? Binding::Warned
                                                                              : Binding::Counted;
}

const KindLimit* limit_for(const Limits& limits, const anatomy::Structure& structure) {
    for (const StructureLimit& own : limits.structures)
        if (structure.id.text().starts_with(own.prefix))
            return &own.limit;
    const auto found = std::find_if(limits.kinds.begin(), limits.kinds.end(),
                                    [&](const KindLimit& l) { return l.kind == structure.kind; });
    return found == limits.kinds.end() ? nullptr : &*found;
}

base::Checked<Limits> read_limits(std::string_view text, std::string name) {
    const base::DataDocument document(text, std::move(name));
    const base::DataNode root = document.root();
    root.allow_only({"cone", "uncertainty", "overrun", "backstop", "touch", "variants", "entry",
                     "kinds", "structures"});
    Limits limits;
    read_settings(root, limits);
    read_kinds(root, limits);
    for (const base::DataNode& row : root.child("structures").items()) {
        row.allow_only({"prefix", "block_mm", "warn_mm", "touch_warn", "touch_refuse", "hub",
                        "territory", "source", "mark"});
        limits.structures.push_back({row.text("prefix"), read_limit(row)});
    }
    if (!document.problems().empty())
        return tl::unexpected(document.problems());
    return limits;
}

} // namespace filiform::needle
