// SPDX-License-Identifier: Apache-2.0
// The experiments of data/studies.
#include <gtest/gtest.h>

#include "base/data_files.h"
#include "study/subject.h"

namespace filiform::study {
namespace {

TEST(ShippedStudies, CanAllBeCarriedOut) {
    int studies = 0;
    for (const base::DataFile& file : base::data_files()) {
        if (!file.path.starts_with("studies/"))
            continue;
        ++studies;
        const auto protocol = read_protocol(file.text, std::string(file.path));
        if (!protocol) {
            for (const base::Problem& problem : protocol.error())
                ADD_FAILURE() << base::sentence(problem);
            continue;
        }
        for (const base::Problem& problem : try_arms(*protocol))
            ADD_FAILURE() << base::sentence(problem);
    }
    EXPECT_EQ(studies, 15);
}

} // namespace
} // namespace filiform::study
