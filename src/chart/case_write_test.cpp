// SPDX-License-Identifier: Apache-2.0
#include "chart/case.h"

#include <gtest/gtest.h>

namespace filiform::chart {
namespace {

/// A case of every part there is, around a body.
std::string case_with(const std::string& body) {
    return R"({"schema": "filiform.case/1",
        "consultation": {"on": "2026-11-25",
            "patient": {"birthDate": "1980-05-02", "sex": "f", "heightCm": 168.5, "weightKg": 74},
            "findings": {"a": true, "b.left": false, "c.right": 2.4, "d": "left", "e": ["f", "g"]},
            "clearances": [{"rule": "r", "by": "Dr A \"B\"", "on": "2026-11-20", "reason": "so"}],
            "overrides": [{"rule": "s", "by": "C", "on": "2026-11-25", "reason": "und so für"}]},
        "body": )" +
           body + R"(, "targets": ["piriformis.right", "multifidus.left@l4"],
        "variants": {"sciatic_type.right": "b"}, "needles": ["0.30x60"], "mostPaths": 2,
        "seed": 9007199254740993})";
}

std::string rewritten(const std::string& text) {
    const auto read = read_case(text, "case.json");
    EXPECT_TRUE(read) << (read ? "" : base::sentence(read.error().front()));
    return read ? write_case(*read) : "";
}

TEST(WrittenCase, HoldsAllThatWasReadWhateverTheBody) {
    const std::vector<std::string> bodies{
        R"({"phantom": true})", R"({"file": "a/b.body"})",
        R"({"labels": [{"file": "l.nii.gz", "scheme": "s"}], "image": "ct.nii.gz", "gridMm": 2})",
        R"({"person": {"sex": "m", "ageYears": 52, "heightCm": 181, "weightKg": 90.5,
            "girthsCm": {"hip": 104}, "measured": {"a.right": {"mm": 58, "sdMm": 3}, "b": {"mm": 1}},
            "posture": "prone_pillow", "ancestry": "east_asia", "extrapolate": true}, "gridMm": 3})"};
    for (const std::string& body : bodies) {
        const std::string once = rewritten(case_with(body));
        EXPECT_EQ(rewritten(once), once) << body;
        for (const char* part :
             {R"("on": "2026-11-25")", R"("birthDate": "1980-05-02")", R"("sex": "f")",
              R"("heightCm": 168.5)", R"("weightKg": 74)", R"("a": true)", R"("b.left": false)",
              R"("c.right": 2.4)", R"("d": "left")", R"("by": "Dr A \"B\"")", "und so für",
              R"("multifidus.left@l4")", R"("sciatic_type.right": "b")", R"("0.30x60")",
              R"("mostPaths": 2)", R"("seed": 9007199254740993)"})
            EXPECT_NE(once.find(part), std::string::npos) << part << '\n' << once;
    }
    const std::string person = rewritten(case_with(bodies.back()));
    for (const char* part : {R"("hip": 104)", R"("sdMm": 3)", R"("posture": "prone_pillow")",
                             R"("ancestry": "east_asia")", R"("extrapolate": true)",
                             R"("gridMm": 3)", R"("weightKg": 90.5)"})
        EXPECT_NE(person.find(part), std::string::npos) << part << '\n' << person;
    const std::string scan = rewritten(case_with(bodies[2]));
    for (const char* part : {R"("image": "ct.nii.gz")", R"("scheme": "s")", R"("gridMm": 2)"})
        EXPECT_NE(scan.find(part), std::string::npos) << part << '\n' << scan;
}

TEST(WrittenCase, LeavesOutWhatIsNotKnown) {
    Case wanted;
    wanted.consultation = Consultation{};
    wanted.consultation->on = base::read_date("2026-11-25").value();
    EXPECT_EQ(write_case(wanted), R"({
  "schema": "filiform.case/1",
  "consultation": {
    "on": "2026-11-25",
    "patient": {},
    "findings": {}
  }
}
)");
}

} // namespace
} // namespace filiform::chart
