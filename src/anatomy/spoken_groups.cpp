// SPDX-License-Identifier: Apache-2.0
#include "anatomy/spoken_groups.h"

#include <algorithm>
#include <array>

namespace filiform::anatomy {

namespace {

using chart::Kind;

constexpr std::array group_names{"organs", "vessels", "nerves", "muscles", "bones", "other"};

std::size_t group_of(Kind kind) {
    switch (kind) {
    case Kind::Lung:
    case Kind::Pleura:
    case Kind::Kidney:
    case Kind::Bowel:
    case Kind::Organ:
        return 0;
    case Kind::Vessel:
        return 1;
    case Kind::Nerve:
    case Kind::Canal:
        return 2;
    case Kind::Muscle:
        return 3;
    case Kind::Bone:
        return 4;
    case Kind::Skin:
    case Kind::Fat:
    case Kind::Cavity:
    case Kind::Metal:
    case Kind::Artefact:
    case Kind::Unknown:
        break;
    }
    return 5;
}

std::string listed(const std::vector<std::string>& names, const char* last) {
    std::string text;
    for (std::size_t n = 0; n < names.size(); ++n)
        text += (n == 0 ? "" : n + 1 == names.size() ? last : ", ") + names[n];
    return text;
}

/// The names of one group: those of both sides first, without their side.
std::string spoken_group(const std::vector<chart::StructureId>& ids) {
    const auto has = [&](const std::string& id) {
        return std::any_of(ids.begin(), ids.end(),
                           [&](const chart::StructureId& other) { return other.text() == id; });
    };
    std::vector<std::string> paired;
    std::vector<std::string> single;
    for (const chart::StructureId& id : ids) {
        const std::string& text = id.text();
        const chart::Side side = chart::side_of(text);
        if (side == chart::Side::None || !has(chart::mirrored(text)))
            single.push_back(chart::spoken(text));
        else if (side == chart::Side::Left)
            paired.push_back(chart::spoken(chart::without_side(text)));
    }
    std::string said;
    if (!paired.empty())
        said = listed(paired, " and ") + ", both sides";
    if (!single.empty())
        said += (said.empty() ? "" : "; ") + listed(single, " and ");
    return said;
}

} // namespace

std::string spoken_groups(const std::vector<NamedKind>& structures) {
    std::array<std::vector<chart::StructureId>, group_names.size()> groups;
    for (const NamedKind& one : structures)
        groups[group_of(one.kind)].push_back(one.id);
    std::string said;
    for (std::size_t i = 0; i < groups.size(); ++i)
        if (!groups[i].empty())
            said += (said.empty() ? "" : ", ") + std::string(group_names[i]) + " (" +
                    spoken_group(groups[i]) + ")";
    return said;
}

} // namespace filiform::anatomy
