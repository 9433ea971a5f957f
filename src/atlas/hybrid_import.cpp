// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "anatomy/courses.h"
#include "atlas/hybrid.h"
#include "atlas/hybrid_clips.h"
#include "atlas/hybrid_plan.h"

namespace filiform::atlas {

using anatomy::Body;
using anatomy::Missing;
using anatomy::Structure;

namespace {

const Missing* find_missing(const Body& body, const chart::StructureId& id) {
    const auto found = std::find_if(body.missing.begin(), body.missing.end(),
                                    [&](const Missing& one) { return one.id == id; });
    return found == body.missing.end() ? nullptr : &*found;
}

/// What the body has nothing of. Structures whose place was not scanned stay away.
std::vector<std::string> wanted_in(const Body& body) {
    std::vector<std::string> wanted;
    for (const std::string& stem : hybrid_plan().pulled)
        for (const char* side : {".right", ".left"}) {
            const chart::StructureId id(stem + side);
            const Missing* missing = find_missing(body, id);
            const bool is_beyond = missing != nullptr && missing->why == Missing::Why::OutsideScan;
            if (anatomy::find_structure(body, id) == nullptr && !is_beyond)
                wanted.push_back(id.text());
        }
    return wanted;
}

class Adder {
  public:
    Adder(Body& body, const ReferenceInScan& source) : body_(body), source_(source) {}

    /// A structure, and every other course of it.
    void add(const std::string& id) {
        for (const Structure& drawn : source_.reference().structures)
            if (drawn.id.text() == id || drawn.variant_of.text() == id)
                add(drawn);
    }

    /// What is left to be said when all is added.
    void finish() {
        if (added_ == 0)
            return;
        anatomy::finish(body_);
        std::sort(body_.missing.begin(), body_.missing.end(),
                  [](const Missing& a, const Missing& b) { return a.id < b.id; });
        anatomy::tell_courses(body_);
        body_.warnings.push_back(
            {"hybrid.not_seen",
             "What the scan does not label and no rule placed was taken from a reference body that "
             "its landmarks, bones and skin pulled into place, and not seen in this patient."});
    }

  private:
    void add(const Structure& drawn) {
        const bool is_muscle = drawn.kind == chart::Kind::Muscle;
        auto [made, is_too_far] = source_.structure(
            drawn, is_muscle ? clips_of(body_, {}) : std::vector<const geometry::DistanceField*>{});
        if (is_too_far)
            miss(drawn.id, Missing::Why::NotFitted,
                 "could not be placed: it lies too far from every landmark of the scan.");
        if (!made)
            return;
        // A plan that must know of a hazard is not content with this.
        if (is_muscle)
            std::erase_if(body_.missing, [&](const Missing& one) { return one.id == drawn.id; });
        else if (drawn.variant_of.text().empty())
            miss(drawn.id, Missing::Why::NotInScheme,
                 "was neither labelled nor placed by a rule; what is drawn of it is the reference "
                 "body's.");
        body_.structures.push_back(std::move(*made));
        anatomy::finish(body_);
        ++added_;
    }

    void miss(const chart::StructureId& id, Missing::Why why, const std::string& what) {
        if (find_missing(body_, id) == nullptr)
            body_.missing.push_back({id, why, "The " + chart::spoken(id.text()) + " " + what});
    }

    Body& body_;
    const ReferenceInScan& source_;
    int added_ = 0;
};

} // namespace

void add_hybrid(Body& body) {
    HybridOrder order;
    order.structures = wanted_in(body);
    if (order.structures.empty())
        return;
    const auto source = ReferenceInScan::make(body, order);
    if (!source)
        return; // a scan without a pelvis: nothing is predicted, and what is missing is said
                // already
    Adder adder(body, *source);
    for (const std::string& id : order.structures)
        adder.add(id);
    adder.finish();
}

} // namespace filiform::atlas
