// SPDX-License-Identifier: Apache-2.0
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "record/folding.h"
#include "record/noun.h"

using namespace filiform;

namespace {

void insist(bool holds) {
    if (!holds)
        std::abort();
}

/// What has to hold of every noun that was read, however odd.
void check(record::Kind kind, const record::Noun& noun) {
    const std::string written = record::write_noun(noun);
    const auto again = record::read_noun(kind, written, "fuzz");
    insist(again && *again == noun && record::write_noun(*again) == written);
    for (const record::Term& term : record::index_of(noun).terms)
        insist(!term.name.empty() && !term.value.empty());
    const record::Noun bare = record::anonymised(noun);
    insist(record::read_noun(kind, record::write_noun(bare), "fuzz").has_value());
    insist(record::patient_of(bare) == record::patient_of(noun));
    for (const base::Problem& problem : record::contradictions(noun))
        insist(!problem.what.empty() && problem.where.starts_with('#'));
    (void)record::forbidden_step(record::empty_noun(kind), record::State::Open, noun,
                                 record::State::Signed);
}

} // namespace

/// Any text at all is answered: with a noun that writes back to itself, or with problems that have
/// a place. The first byte says which kind.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0)
        return 0;
    const auto kinds = record::every_kind();
    const record::Kind kind = kinds[data[0] % kinds.size()];
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    const std::string folded = record::folded(text);
    insist(record::folded(folded) == folded);
    const auto noun = record::read_noun(kind, text, "fuzz");
    if (noun)
        check(kind, *noun);
    else
        insist(!noun.error().empty());
    if (!noun)
        for (const base::Problem& problem : noun.error())
            insist(!problem.code.empty() && problem.where.starts_with("fuzz#") &&
                   !problem.what.empty());
    return 0;
}
