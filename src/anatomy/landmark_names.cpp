// SPDX-License-Identifier: Apache-2.0
#include "anatomy/landmark_names.h"

#include <algorithm>
#include <vector>

#include "anatomy/bone_rules.h"
#include "base/spelling.h"

namespace filiform::anatomy {

namespace {

std::vector<std::string> levels_of(const std::string& stem) {
    if (stem == "spinous_process")
        return {"_t12", "_l1", "_l2", "_l3", "_l4", "_l5", "_s1"};
    if (stem == "transverse_process" || stem == "lamina")
        return {"_t12", "_l1", "_l2", "_l3", "_l4", "_l5"};
    return {""};
}

std::vector<std::string> all_names() {
    std::vector<std::string> ids;
    for (const auto& [stem, pick] : landmark_rules().picks) {
        const bool is_middle =
            stem == "spinous_process" || stem == "sacral_hiatus" || stem == "coccyx_tip";
        for (const std::string& level : levels_of(stem)) {
            if (is_middle) {
                ids.push_back(stem + level);
                continue;
            }
            ids.push_back(stem + level + ".right");
            ids.push_back(stem + level + ".left");
        }
    }
    return ids;
}

bool has(const std::vector<std::string>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// The nearest name at most `most` letters away, or nothing.
std::string nearest(const std::vector<std::string>& names, std::string_view word,
                    std::size_t most) {
    std::string best;
    std::size_t least = most + 1;
    for (const std::string& name : names) {
        const std::size_t apart = base::letters_apart(word, name);
        if (apart >= least)
            continue;
        least = apart;
        best = name;
    }
    return best;
}

} // namespace

bool is_landmark_name(std::string_view id) {
    return has(all_names(), id);
}

std::string landmark_name_hint(const Body& body, std::string_view word) {
    std::vector<std::string> names = all_names();
    for (const Landmark& landmark : body.landmarks)
        if (!has(names, landmark.id.text()))
            names.push_back(landmark.id.text());
    const std::string stem(word);
    if (has(names, stem + ".right") && has(names, stem + ".left"))
        return "Say the side: " + stem + ".right or " + stem + ".left.";
    const std::size_t slips = std::max<std::size_t>(2, word.size() / 3);
    if (const std::string name = nearest(names, word, slips); !name.empty())
        return "Did you mean " + name + "?";
    return "Landmarks have names like psis.right, ischial_spine.left or spinous_process_l4.";
}

} // namespace filiform::anatomy
