// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "record/noun.h"
#include "store/store.h"

/// For the tests of this room's users.
namespace filiform::store {

/// The first version of an entry, with all that a store is told of it.
inline Write write_of(const std::string& id, const record::Noun& noun,
                      record::State state = record::State::Open) {
    Write write;
    write.kind = record::kind_of(noun);
    write.id = record::EntryId(id);
    write.state = state;
    write.patient = write.kind == record::Kind::Patient ? write.id : record::patient_of(noun);
    write.body = record::write_noun(noun);
    write.index = record::index_of(noun, state);
    return write;
}

/// The same with nothing that it refers to, takes or speaks of: it can be put anywhere.
inline Write loose_write_of(const std::string& id, const record::Noun& noun,
                            record::State state = record::State::Open) {
    Write write = write_of(id, noun, state);
    write.index = {write.index.terms, {}, {}, {}};
    return write;
}

} // namespace filiform::store
