// SPDX-License-Identifier: Apache-2.0
#include "workshop/ready_body.h"

#include <utility>

#include "base/digest.h"
#include "report/scene_glb.h"
#include "workshop/said_needle.h"

namespace filiform::workshop {

ReadyBody::ReadyBody(anatomy::Body body, std::string digest, const needle::Limits& limits)
    : body_(std::move(body)), digest_(std::move(digest)), limits_(limits) {
    // One row of errors for each structure at most, and one for the hand.
    const std::size_t sample =
        sizeof(needle::HandDraw) + body_.structures.size() * sizeof(needle::StructureDraw);
    bytes_ = bytes_of(body_) + judged_samples * sample;
}

std::shared_ptr<const needle::PerturbationTable> ReadyBody::table(std::uint64_t seed) const {
    {
        const std::lock_guard lock(mutex_);
        if (table_ && seed_ == seed)
            return table_;
    }
    auto made =
        std::make_shared<const needle::PerturbationTable>(seed, judged_samples, body_, limits_);
    const std::lock_guard lock(mutex_);
    seed_ = seed;
    table_ = made;
    return made;
}

std::shared_ptr<const server::BodyScene> ReadyBody::scene() const {
    // Held while it is made, so that two who ask at once wait for one; judging goes on beside.
    const std::lock_guard lock(scene_mutex_);
    if (!scene_) {
        report::SceneOptions options;
        options.packing = report::Packing::Packed;
        const std::vector<std::byte> glb = report::scene_glb(body_, {}, {}, options);
        auto made = std::make_shared<server::BodyScene>();
        made->digest = base::sha256(glb);
        made->bytes.assign(reinterpret_cast<const char*>(glb.data()), glb.size());
        bytes_ += made->bytes.size();
        scene_ = std::move(made);
    }
    return scene_;
}

std::size_t bytes_of(const anatomy::Body& body) {
    const auto of_field = [](const geometry::DistanceField& field) {
        return field.steps().size_bytes();
    };
    std::size_t bytes = sizeof body + of_field(body.skin);
    for (const anatomy::Structure& structure : body.structures)
        bytes += sizeof structure + of_field(structure.field);
    if (body.ct)
        bytes += body.ct->voxels.size() * sizeof body.ct->voxels.front();
    return bytes;
}

} // namespace filiform::workshop
