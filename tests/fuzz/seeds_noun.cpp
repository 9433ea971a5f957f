// SPDX-License-Identifier: Apache-2.0
#include "seed_files.h"

#include "record/noun.h"
#include "record/record_fixture.h"

/// Three nouns of each kind: one that is right, and two drawn at random.
int main(int count, char** words) {
    using namespace filiform;
    const char* const folder = fuzz::seed_folder(count, words);
    if (!folder)
        return 2;
    base::RandomStream random(1, 0);
    for (const record::Noun& right : record::fixture::one_of_each()) {
        const record::Kind kind = record::kind_of(right);
        for (int i = 0; i < 3; ++i) {
            const record::Noun noun = i == 0 ? right : record::drawn_noun(kind, random);
            const std::string text =
                std::string(1, static_cast<char>(kind)) + record::write_noun(noun);
            const auto* bytes = reinterpret_cast<const std::byte*>(text.data());
            fuzz::put_seed(folder, std::string(record::text(kind)) + std::to_string(i),
                           {bytes, bytes + text.size()});
        }
    }
    return 0;
}
