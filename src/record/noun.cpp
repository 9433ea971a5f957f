// SPDX-License-Identifier: Apache-2.0
#include "record/noun.h"

#include <array>
#include <utility>

#include "base/expects.h"

namespace filiform::record {

namespace {

template <std::size_t... places>
Noun noun_at(std::size_t place, std::index_sequence<places...>) {
    using Make = Noun (*)();
    static constexpr std::array<Make, sizeof...(places)> make{
        [] { return Noun(std::in_place_index<places>); }...};
    return make.at(place)();
}

} // namespace

Kind kind_of(const Noun& noun) {
    return static_cast<Kind>(noun.index());
}

Noun empty_noun(Kind kind) {
    const auto place = static_cast<std::size_t>(kind);
    constexpr std::size_t size = std::variant_size_v<Noun>;
    base::expects(place < size, "a kind of the record");
    return noun_at(place, std::make_index_sequence<size>());
}

void describe(Fields& fields, Noun& noun) {
    std::visit([&](auto& one) { describe(fields, one); }, noun);
}

EntryId patient_of(const Noun& noun) {
    return std::visit(
        [](const auto& one) {
            if constexpr (requires { one.patient; })
                return one.patient;
            else
                return EntryId();
        },
        noun);
}

} // namespace filiform::record
