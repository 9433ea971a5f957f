// SPDX-License-Identifier: Apache-2.0
#include "atlas/hybrid_clips.h"

#include <algorithm>

namespace filiform::atlas {

namespace {

bool is_solid(const anatomy::Structure& one) {
    switch (one.kind) {
    case chart::Kind::Unknown:
    case chart::Kind::Skin:
    case chart::Kind::Cavity:
    case chart::Kind::Pleura:
    case chart::Kind::Artefact:
        return false;
    default:
        break;
    }
    // Nerves and vessels that nobody saw give way to a muscle, not it to them.
    return one.origin != chart::Origin::Inferred || one.kind == chart::Kind::Muscle;
}

} // namespace

std::vector<const geometry::DistanceField*> clips_of(const anatomy::Body& body,
                                                     const std::vector<std::string>& without) {
    std::vector<const geometry::DistanceField*> clips;
    for (const anatomy::Structure& one : body.structures)
        if (is_solid(one) && !one.field.is_empty() &&
            std::find(without.begin(), without.end(), one.id.text()) == without.end())
            clips.push_back(&one.field);
    return clips;
}

} // namespace filiform::atlas
