// SPDX-License-Identifier: Apache-2.0
#include "seed_files.h"

#include "imaging/nrrd_fixture.h"

int main(int count, char** words) {
    using namespace filiform::imaging::fixtures;
    const char* const folder = filiform::fuzz::seed_folder(count, words);
    if (!folder)
        return 2;
    const std::string segments = "Segment0_Name:=psoas\nSegment0_LabelValue:=3\nSegment0_Layer:=0\n"
                                 "space units: \"mm\" \"mm\" \"mm\"\n";
    const Nrrd layered{.dimension = "4",
                       .sizes = "1 2 3 4",
                       .directions = "space directions: none (1,0,0) (0,1,0) (0,0,1)\n"};
    const std::vector<Nrrd> seeds{{},
                                  {.encoding = "gzip"},
                                  {.type = "double", .endian = "big", .datatype = 64},
                                  {.space = "space: RAS\n", .more = segments},
                                  layered};
    for (std::size_t i = 0; i < seeds.size(); ++i) {
        Bytes bytes = seeds[i].file();
        bytes.erase(bytes.begin(), bytes.begin() + 9); // the fuzzer adds the first line
        filiform::fuzz::put_seed(folder, "seed" + std::to_string(i), bytes);
    }
    return 0;
}
