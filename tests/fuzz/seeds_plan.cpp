// SPDX-License-Identifier: Apache-2.0
#include "seed_files.h"

#include "chart/plan_json.h"

/// Plans as the program writes them: with one target and with two, one of them without a path.
int main(int count, char** words) {
    using namespace filiform::chart;
    const char* const folder = filiform::fuzz::seed_folder(count, words);
    if (!folder)
        return 2;
    PlannedPath planned;
    planned.path = {{10, -100, 30}, {0.6, 0.8, 0}, 45.125, {"0.30x60", 0.3, 60}, StopRule::Depth};
    PlannedPath second = planned;
    second.path.stop = StopRule::BoneOrDepth;
    Plan plan;
    plan.provenance.body = "abc";
    plan.provenance.seed = 7;
    plan.proposals.push_back({{filiform::chart::StructureId("multifidus.left"), "l4"},
                              std::vector{planned, second},
                              {},
                              {}});
    const auto put = [&](const std::string& name, char wanted) {
        const std::string text = wanted + write_plan_json(plan);
        const auto* bytes = reinterpret_cast<const std::byte*>(text.data());
        filiform::fuzz::put_seed(folder, name, {bytes, bytes + text.size()});
    };
    put("one", '\x81');
    plan.proposals.push_back({{StructureId("piriformis.left"), ""},
                              NoPath{"blocked", "The nerve is in the way.", "", {}},
                              {},
                              {}});
    put("two", '\x02');
    return 0;
}
